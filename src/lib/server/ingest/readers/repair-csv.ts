import { mkdtemp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { RecordSplitter } from './csv-records';
import { csvRow } from './csv-row';
import { CsvWriter } from './csv-writer';
import { encodingOfFile } from './file-encoding';
import { noteSentences } from './note-sentences';
import type { UnreadableRow } from './table-source';
import { textLines } from './text-lines';

/** Raw text kept of an unreadable row: enough to find it, too little to fill a disk. */
const RAW_CHARS = 500;

/** How the CSV is laid out, as `readTables` found it. */
export interface CsvLayout {
	delimiter: string;
	/** Records before the data. */
	skipLines: number;
	/** Cells of a row. */
	columns: number;
	/** Indexes of the key columns, to tell 合计 and 备注 from data; none by default. */
	keys?: readonly number[];
	/** File name for messages. */
	name?: string;
}

/** A CSV rewritten so that DuckDB takes every line of it. */
export interface RepairedCsv {
	/** Comma-separated UTF-8 without header: row number in the supplier's file, then `columns` cells. */
	path: string;
	rows: number;
	unreadable: UnreadableRow[];
	notes: string[];
}

/**
 * Reads a CSV that DuckDB would refuse or misread, in any encoding, line by line, and writes the good rows into
 * `temp`. Blank lines are skipped, rows that are no rows of the table are listed with the reason.
 * @throws RiskError FILE_ENCODING when a byte is text of no known encoding, FILE_NOT_DATA
 */
export async function repairCsv(path: string, layout: CsvLayout, temp: string): Promise<RepairedCsv> {
	const name = layout.name ?? basename(path);
	const encoding = await encodingOfFile({ path, name });
	const target = join(await mkdtemp(join(temp, 'repair-')), 'rows.csv');
	const writer = await CsvWriter.open(target);
	const splitter = new RecordSplitter(layout.delimiter);
	const unreadable: UnreadableRow[] = [];
	const notes: string[] = [];
	let rows = 0;
	try {
		for await (const { lines, final } of textLines(path, encoding, name)) {
			for (const record of splitter.push(lines, final)) {
				if (record.row <= layout.skipLines) continue;
				const row = csvRow(record, layout.columns, layout.keys ?? []);
				if ('fault' in row) {
					unreadable.push({ row: record.row, reason: row.fault, raw: record.raw.slice(0, RAW_CHARS) });
				} else if ('note' in row) notes.push(row.note);
				else if ('cells' in row) {
					await writer.write(record.row, row.cells, layout.columns);
					rows++;
				}
			}
		}
	} finally {
		await writer.close();
	}
	return { path: target, rows, unreadable, notes: noteSentences(notes) };
}
