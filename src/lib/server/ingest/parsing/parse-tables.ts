import { defaultLimits, type ReaderLimits } from '../readers/reader-limits';
import { readTables } from '../readers/read-tables';
import type { CsvLayout, RepairedCsv } from '../readers/repair-csv';
import { ConversionNeeded, type ReadingChoices } from '../readers/supplied-file';
import type { TableSource } from '../readers/table-source';
import type { ParserLimits } from './parser-limits';
import { inParser } from './parser-process';

/**
 * Turns a supplier's file into tables, as `readTables` does. Clean text is only looked at, 256 KB of it, here;
 * whatever must be unpacked, decoded or rewritten is read by a process of its own.
 * @throws RiskError as readTables and inParser
 */
export async function parseTables(
	file: ReadingChoices & { path: string; name: string; feed?: string },
	temp: string,
	limits: ReaderLimits = defaultLimits,
	parserLimits?: ParserLimits
): Promise<TableSource[]> {
	try {
		return await readTables({ ...file, lookOnly: true }, temp, limits);
	} catch (error) {
		if (!(error instanceof ConversionNeeded)) throw error;
	}
	const answer = await inParser({ kind: 'tables', file, temp, limits }, file.name, parserLimits);
	return answer.kind === 'tables' ? answer.tables : [];
}

/** Rewrites a CSV that the set-based reader refused, line by line, in a process of its own. */
export async function parseBrokenCsv(
	path: string,
	layout: CsvLayout,
	temp: string,
	name: string
): Promise<RepairedCsv> {
	const answer = await inParser({ kind: 'repair', path, layout: { ...layout, name }, temp }, name);
	if (answer.kind !== 'repair') throw new TypeError('the reading process answered another order');
	return answer.repaired;
}
