import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IngestContext } from '../ingest-request';
import { stageTable } from '../stage-table';
import { typeRows } from '../type-incoming';
import { feedInUnits } from '../memory/money-units';
import { supplierMemory } from '../memory/supplier-memory';
import { parseTables } from '../parsing/parse-tables';
import { feedOfTable } from '../table-feed';
import { badRowsSql } from '../typed-rows';

/** A line that the checks refuse, counted from 1. */
export interface RefusedLine {
	readonly line: number;
	readonly column: string | null;
	/** One Chinese sentence. */
	readonly reason: string;
}

/**
 * Puts lines of JSON through the checks of a feed, as a load would, and keeps nothing.
 * @throws RiskError as parseTables and feedOfTable
 */
export async function tryLines(
	{ warehouse, home }: IngestContext,
	{ feed, supplier, lines }: { feed: string; supplier: string | null; lines: readonly string[] }
): Promise<RefusedLine[]> {
	const temp = await mkdtemp(join(home, 'tmp', 'replay-'));
	try {
		const path = join(temp, `${feed}.ndjson`);
		await writeFile(path, lines.map((line) => `${line}\n`).join(''));
		const memory = await supplierMemory(warehouse, supplier);
		const tables = await parseTables(
			{ path, name: `${feed}.ndjson`, feed, remembered: memory.headers },
			temp
		);
		const table = tables[0]!;
		const definition = feedInUnits(feedOfTable(table, '更正'), table, memory.units[feed] ?? {});
		return await warehouse.aside(async (tx) => {
			await stageTable(tx, table);
			const rows = await typeRows(tx, definition, table);
			if (rows.isClean) return [];
			const bad = await tx.all(
				`select row_no, column_name, reason from (${badRowsSql(rows)}) order by row_no`
			);
			return bad.map((row) => ({
				line: Number(row['row_no']),
				column: row['column_name'] === null ? null : String(row['column_name']),
				reason: String(row['reason'])
			}));
		});
	} finally {
		await rm(temp, { recursive: true, force: true });
	}
}
