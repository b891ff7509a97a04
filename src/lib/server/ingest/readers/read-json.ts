import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { RiskError } from '$lib/domain/errors';
import { detectEncoding, undecodable, type Encoding } from './encoding';
import { encodingOfFile } from './file-encoding';
import { parseJsonLine } from './json-line';
import { JsonRowSplitter } from './json-rows';
import { JsonWriter, KEY_ROWS } from './json-writer';
import { decodeHead, emptyFile, readHead } from './file-head';
import { mayConvert, type SuppliedFile } from './supplied-file';
import { headerNotes, tableHeader } from './table-header';
import type { TableSource } from './table-source';
import { textLines } from './text-lines';
import { truncated } from './zip-archive';

/** One row of JSON longer than this is no row. */
const LONGEST_ROW_CHARS = 8 << 20;

/**
 * Reads NDJSON, a JSON array, or a page `{"rows":[…]}`. NDJSON in clean UTF-8 is left untouched; anything else
 * is rewritten as one object a line.
 * @throws RiskError FILE_EMPTY, FILE_NOT_DATA, FILE_TRUNCATED, FILE_ENCODING, FILE_HEADER_NOT_FOUND
 */
export async function readJson(file: SuppliedFile, temp: string): Promise<TableSource> {
	const { head } = await readHead(file.path);
	const encoding = detectEncoding(head, file.name);
	const text = decodeHead(head, encoding).replace(/^\ufeff/, '');
	const start = text.trimStart();
	if (start === '') throw emptyFile(file.name);
	if (start[0] !== '{' && start[0] !== '[') {
		throw new RiskError('FILE_NOT_DATA', `文件“${file.name}”不是 JSON 数据，请重新导出后再提交。`, {
			name: file.name
		});
	}
	const arrayAt = arrayStart(text);
	if (arrayAt !== null) return convert(file, (writer) => writeArray(file, encoding, arrayAt, writer), temp);
	const hasBom = head[0] === 0xef;
	const keys = encoding === 'utf-8' && !hasBom ? await cleanKeys(file) : null;
	if (keys === null) return convert(file, (writer) => writeLines(file, writer), temp);
	if (keys.size === 0) throw emptyFile(file.name);
	return table(file, keys, { kind: 'ndjson', path: file.path, rowNumbers: false }, []);
}

/** Index behind the `[` of the rows, or null when the text is one object a line. */
function arrayStart(text: string): number | null {
	const open = /^\s*\[/.exec(text);
	if (open) return open[0].length;
	const firstLine = text.trimStart().split(/\r?\n/, 1)[0]!;
	const line = parseJsonLine(firstLine);
	if ('keys' in line && !line.keys.includes('rows')) return null;
	const rows = /"rows"\s*:\s*\[/.exec(text);
	return rows ? rows.index + rows[0].length : null;
}

async function cleanKeys({ path, name }: SuppliedFile): Promise<Set<string> | null> {
	const keys = new Set<string>();
	let seen = 0;
	for await (const { lines } of textLines(path, 'utf-8', name)) {
		for (const line of lines) {
			if (line.trim() === '') continue;
			const row = parseJsonLine(line);
			if ('fault' in row) return null;
			for (const key of row.keys) keys.add(key);
			if (++seen >= KEY_ROWS) return keys;
		}
	}
	return keys;
}

async function convert(
	file: SuppliedFile,
	write: (writer: JsonWriter) => Promise<void>,
	temp: string
): Promise<TableSource> {
	mayConvert(file);
	const writer = await JsonWriter.open(join(temp, 'rows.ndjson'));
	try {
		await write(writer);
	} finally {
		await writer.close();
	}
	if (writer.rows === 0 && writer.unreadable.length === 0) throw emptyFile(file.name);
	return table(file, writer.keys, { kind: 'ndjson', path: writer.path, rowNumbers: true }, writer.unreadable);
}

async function writeLines(file: SuppliedFile, writer: JsonWriter): Promise<void> {
	let row = 0;
	for await (const { lines } of textLines(file.path, await encodingOfFile(file), file.name)) {
		for (const line of lines) {
			row++;
			if (line.trim() !== '') await writer.write(row, line.trim());
		}
	}
}

async function writeArray(
	file: SuppliedFile,
	encoding: Encoding,
	from: number,
	writer: JsonWriter
): Promise<void> {
	const splitter = new JsonRowSplitter();
	const decoder = new TextDecoder(encoding, { fatal: true });
	let skip = from;
	let row = 0;
	for await (const chunk of createReadStream(file.path, { highWaterMark: 1 << 20 })) {
		const text = decode(decoder, chunk as Buffer, file.name);
		for (const element of splitter.push(text.slice(skip))) await writer.write(++row, element);
		skip = Math.max(0, skip - text.length);
		if (splitter.pendingChars > LONGEST_ROW_CHARS) break;
		if (splitter.ended) return;
	}
	throw truncated(file.name, new Error('array not closed'));
}

function decode(decoder: TextDecoder, chunk: Buffer, name: string): string {
	try {
		return decoder.decode(chunk, { stream: true });
	} catch {
		throw undecodable(name, null);
	}
}

function table(
	file: SuppliedFile,
	keys: ReadonlySet<string>,
	data: TableSource['data'],
	unreadable: TableSource['unreadable']
): TableSource {
	const header = tableHeader([[...keys]], file.feed, `文件“${file.name}”`, file);
	return {
		sheet: null,
		feed: header.feed,
		headers: [...keys],
		columns: header.columns,
		headerRow: 1,
		firstRow: 1,
		data,
		converted: data.path !== file.path,
		unreadable,
		notes: headerNotes(header, 1)
	};
}
