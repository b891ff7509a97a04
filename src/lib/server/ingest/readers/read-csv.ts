import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { RiskError } from '$lib/domain/errors';
import { RecordSplitter, type NumberedRecord } from './csv-records';
import { detectEncoding, type Encoding } from './encoding';
import { HEADER_SEARCH_ROWS } from './find-header';
import { headerNotes, tableHeader, type TableHeader } from './table-header';
import type { TableSource } from './table-source';
import { splitLines } from './text-lines';
import { transcode } from './transcode';

/** Bytes looked at to tell encoding, delimiter and header: enough for hundreds of rows, read in a millisecond. */
export const HEAD_BYTES = 256 * 1024;
const DELIMITERS = [',', '\t', ';'];
/** A title or two, and the header, and at least one row of data. */
const HEAD_RECORDS = HEADER_SEARCH_ROWS + 2;

interface Layout extends TableHeader {
	delimiter: string;
	records: NumberedRecord[];
}

/**
 * Describes a CSV file for DuckDB. A file in clean UTF-8 is not touched, whatever its size: only its first
 * 256 KB are looked at; any other encoding is rewritten as UTF-8 into `temp`.
 * @throws RiskError FILE_ENCODING, FILE_NOT_DATA, FILE_EMPTY, FILE_HEADER_NOT_FOUND
 */
export async function readCsv(
	file: { path: string; name: string; feed: string | null },
	temp: string
): Promise<TableSource> {
	const { head, size } = await readHead(file.path);
	const encoding = detectEncoding(head, file.name);
	const text = decodeHead(head, encoding);
	if (text.trim() === '') throw emptyFile(file.name);
	const layout = layoutOf(text, file, size <= head.length);
	const headerRow = layout.records[layout.index]!.row;
	const skipLines = layout.records[layout.index + layout.rows - 1]!.row;
	if (size <= head.length && !hasDataAfter(layout.records, skipLines)) throw emptyFile(file.name);

	let path = file.path;
	if (encoding !== 'utf-8') {
		path = join(temp, 'utf8.csv');
		await transcode(file, encoding, path);
	}
	return {
		sheet: null,
		feed: layout.feed,
		headers: layout.headers,
		columns: layout.columns,
		firstRow: skipLines + 1,
		data: { kind: 'csv', path, delimiter: layout.delimiter, skipLines, quote: '"', rowNumbers: false },
		converted: encoding !== 'utf-8',
		unreadable: [],
		notes: headerNotes(layout, headerRow)
	};
}

/** The sentence for a file or sheet without a data row. */
export function emptyFile(name: string): RiskError {
	return new RiskError('FILE_EMPTY', `文件“${name}”没有数据行，请确认导出时选对了范围后再提交。`, { name });
}

/** Reads the first bytes of a file and its size. */
export async function readHead(path: string, bytes = HEAD_BYTES): Promise<{ head: Buffer; size: number }> {
	const handle = await open(path, 'r');
	try {
		const { size } = await handle.stat();
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(bytes, size)), 0);
		return { head: buffer.subarray(0, bytesRead), size };
	} finally {
		await handle.close();
	}
}

/** Decodes the first bytes of a text file; a character cut off at the end is dropped. */
export function decodeHead(head: Uint8Array, encoding: Encoding): string {
	return new TextDecoder(encoding).decode(head, { stream: true });
}

function layoutOf(text: string, file: { name: string; feed: string | null }, whole: boolean): Layout {
	const lines = splitLines(text);
	if (!whole) lines.pop();
	else if (lines.at(-1) === '') lines.pop();
	const hint = /^sep=(.)$/i.exec(lines[0] ?? '')?.[1];
	let best: Layout | null = null;
	let fault: unknown = null;
	for (const delimiter of hint ? [hint] : DELIMITERS) {
		const records = new RecordSplitter(delimiter).push(lines.slice(0, HEAD_RECORDS * 4), true);
		const grid = records.slice(0, HEAD_RECORDS).map((record) => ('cells' in record ? record.cells : []));
		try {
			const header = tableHeader(grid, file.feed, `文件“${file.name}”`);
			if (!best || beats(header, best)) best = { ...header, delimiter, records };
		} catch (error) {
			fault ??= error;
		}
	}
	if (!best) throw fault;
	return best;
}

function beats(header: TableHeader, best: TableHeader): boolean {
	if (header.matched !== best.matched) return header.matched > best.matched;
	return header.headers.length > best.headers.length;
}

function hasDataAfter(records: readonly NumberedRecord[], row: number): boolean {
	return records.some(
		(record) => record.row > row && (!('cells' in record) || record.cells.some((cell) => cell.trim() !== ''))
	);
}
