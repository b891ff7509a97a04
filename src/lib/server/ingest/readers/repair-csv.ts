import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { RecordSplitter } from './csv-records';
import { CsvWriter } from './csv-writer';
import { encodingOfFile } from './file-encoding';
import type { UnreadableRow } from './table-source';
import { textLines } from './text-lines';

/** Raw text kept of an unreadable row: enough to find it, too little to fill a disk. */
const RAW_CHARS = 500;

/** A CSV rewritten so that DuckDB takes every line of it. */
export interface RepairedCsv {
	/** Comma-separated UTF-8 without header: row number in the supplier's file, then `columns` cells. */
	path: string;
	rows: number;
	unreadable: UnreadableRow[];
}

/**
 * Reads a CSV that DuckDB refused, line by line, and writes the good rows into `temp`. Blank lines are skipped;
 * a row with too few cells, with text in surplus cells, after a closing quote or behind a quote never closed
 * is listed, because guessing which cell is missing would shift amounts into other columns.
 * @throws RiskError FILE_ENCODING when a byte is text of no known encoding
 */
export async function repairCsv(
	path: string,
	layout: { delimiter: string; skipLines: number; columns: number; name?: string },
	temp: string
): Promise<RepairedCsv> {
	const encoding = await encodingOfFile({ path, name: layout.name ?? path });
	const target = join(await mkdtemp(join(temp, 'repair-')), 'rows.csv');
	const writer = await CsvWriter.open(target);
	const splitter = new RecordSplitter(layout.delimiter);
	const unreadable: UnreadableRow[] = [];
	let rows = 0;
	try {
		for await (const { lines, final } of textLines(path, encoding)) {
			for (const record of splitter.push(lines, final)) {
				if (record.row <= layout.skipLines) continue;
				const reason = 'fault' in record ? record.fault : widthFault(record.cells, layout.columns);
				if (reason === 'blank') continue;
				if (reason !== null)
					unreadable.push({ row: record.row, reason, raw: record.raw.slice(0, RAW_CHARS) });
				else if ('cells' in record) {
					await writer.write(record.row, record.cells, layout.columns);
					rows++;
				}
			}
		}
	} finally {
		await writer.close();
	}
	return { path: target, rows, unreadable };
}

function widthFault(cells: readonly string[], columns: number): string | 'blank' | null {
	if (cells.length === columns) return cells.every((cell) => cell.trim() === '') ? 'blank' : null;
	if (cells.every((cell) => cell.trim() === '')) return 'blank';
	const surplusIsBlank = cells.slice(columns).every((cell) => cell.trim() === '');
	return cells.length > columns && surplusIsBlank ? null : `有 ${cells.length} 列，应有 ${columns} 列`;
}
