import { join } from 'node:path';
import { RecordSplitter, type NumberedRecord } from './csv-records';
import { isPlainRow } from './csv-row';
import { detectEncoding } from './encoding';
import { emptyFile, decodeHead, readHead } from './file-head';
import { HEADER_SEARCH_ROWS } from './find-header';
import { keyIndexes } from './header-keys';
import { repairCsv } from './repair-csv';
import { mayConvert, type SuppliedFile } from './supplied-file';
import { headerNotes, tableHeader, type TableHeader } from './table-header';
import type { TableSource } from './table-source';
import { splitLines } from './text-lines';
import { transcode } from './transcode';

interface Layout extends TableHeader {
	delimiter: string;
	/** Every record of the part that was read. */
	records: NumberedRecord[];
}

const DELIMITERS = [',', '\t', ';'];
/** A title or two, the header, and at least one row of data. */
const HEAD_RECORDS = HEADER_SEARCH_ROWS + 2;
/** Lines from which the delimiter is told: cells may hold line breaks. */
const HEAD_LINES = HEAD_RECORDS * 4;

/**
 * Describes a CSV file for DuckDB. A file in clean UTF-8 is not touched, whatever its size: only its first
 * 256 KB are looked at. Other encodings are rewritten as UTF-8 into `temp`; so is a file whose first 256 KB
 * hold rows that DuckDB would refuse or misread, the bad ones listed.
 * @throws RiskError FILE_ENCODING, FILE_NOT_DATA, FILE_EMPTY, FILE_HEADER_NOT_FOUND
 * @throws ConversionNeeded
 */
export async function readCsv(file: SuppliedFile, temp: string): Promise<TableSource> {
	const { head, size } = await readHead(file.path);
	const encoding = detectEncoding(head, file.name);
	const whole = size <= head.length;
	const lines = headLines(decodeHead(head, encoding), whole);
	if (lines.every((line) => line.trim() === '')) throw emptyFile(file.name);
	const layout = layoutOf(lines, file, whole ? 'whole' : 'head');
	const skipLines = layout.records[layout.index + layout.rows - 1]!.row;
	const body = layout.records.slice(layout.index + layout.rows);
	if (whole && body.every((record) => /^[\s,;"]*$/.test(record.raw))) throw emptyFile(file.name);
	const table: TableSource = {
		sheet: null,
		feed: layout.feed,
		headers: layout.headers,
		columns: layout.columns,
		headerRow: layout.records[layout.index]!.row,
		firstRow: skipLines + 1,
		data: {
			kind: 'csv',
			path: file.path,
			delimiter: layout.delimiter,
			skipLines,
			quote: '"',
			rowNumbers: false
		},
		converted: false,
		unreadable: [],
		notes: headerNotes(layout, layout.records[layout.index]!.row)
	};
	const keys = keyIndexes(layout);
	const columns = layout.headers.length;
	if (!body.every((record) => isPlainRow(record, columns, keys))) {
		mayConvert(file);
		return repaired(
			table,
			await repairCsv(file.path, { ...layout, skipLines, columns, keys, name: file.name }, temp)
		);
	}
	if (encoding === 'utf-8') return table;
	mayConvert(file);
	const path = join(temp, 'utf8.csv');
	await transcode(file, encoding, path);
	return { ...table, data: { ...table.data, path }, converted: true };
}

function repaired(table: TableSource, result: Awaited<ReturnType<typeof repairCsv>>): TableSource {
	const { path, unreadable, notes } = result;
	return {
		...table,
		data: { kind: 'csv', path, delimiter: ',', skipLines: 0, quote: '"', rowNumbers: true },
		converted: true,
		unreadable,
		notes: [...table.notes, ...notes]
	};
}

// The last line of a file not read to its end is cut.
function headLines(text: string, whole: boolean): string[] {
	const lines = splitLines(text);
	if (!whole || lines.at(-1) === '') lines.pop();
	return lines;
}

function layoutOf(lines: string[], file: SuppliedFile, part: 'whole' | 'head'): Layout {
	const hint = /^sep=(.)$/i.exec(lines[0] ?? '')?.[1];
	let best: (TableHeader & { delimiter: string }) | null = null;
	let fault: unknown = null;
	for (const delimiter of hint ? [hint] : DELIMITERS) {
		const records = new RecordSplitter(delimiter).push(lines.slice(0, HEAD_LINES), true);
		const grid = records.slice(0, HEAD_RECORDS).map((record) => ('cells' in record ? record.cells : []));
		try {
			const header = tableHeader(grid, file.feed, `文件“${file.name}”`, file);
			if (!best || beats(header, best)) best = { ...header, delimiter };
		} catch (error) {
			fault ??= error;
		}
	}
	if (!best) throw fault;
	return { ...best, records: new RecordSplitter(best.delimiter).push(lines, part === 'whole') };
}

function beats(header: TableHeader, best: TableHeader): boolean {
	if (header.matched !== best.matched) return header.matched > best.matched;
	return header.headers.length > best.headers.length;
}
