import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { strToU8, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';

/** Rows that are kept of each file: enough to be read as what it is, few enough for ten thousand files. */
const keptRows = 12;

/** Bytes as text: UTF-8, or GB18030 where they are not. */
export const textOf = (bytes) => {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('gb18030').decode(bytes);
	}
};

/** Header and first rows of every text file in a folder, by feed; the name of a file begins with its feed. */
export function tablesIn(folder) {
	const tables = new Map();
	for (const file of readdirSync(folder).sort()) {
		const feed = /^[a-z_]+(?=_)/.exec(file)?.[0];
		if (!feed || tables.has(feed)) continue;
		const text = textOf(readFileSync(join(folder, file)));
		if (extname(file) === '.csv') {
			const [header, ...rows] = parse(text, { to: keptRows + 1, relax_column_count: true, bom: true });
			tables.set(feed, { feed, header, rows });
		} else if (extname(file) === '.ndjson') {
			const lines = text
				.split('\n', keptRows)
				.filter(Boolean)
				.map((line) => JSON.parse(line));
			const header = [...new Set(lines.flatMap((line) => Object.keys(line)))];
			tables.set(feed, {
				feed,
				header,
				rows: lines.map((line) => header.map((key) => String(line[key] ?? '')))
			});
		}
	}
	return [...tables.values()];
}

/** A table as CSV. */
export const csvText = ({ header, rows }) =>
	[header, ...rows]
		.map((cells) =>
			cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
		)
		.join('\r\n');
const objectsOf = ({ header, rows }) =>
	rows.map((cells) => Object.fromEntries(header.map((key, at) => [key, cells[at] ?? ''])));
const workbook = ({ feed, header, rows }) => writeXlsx({ sheets: [{ name: feed, rows: [header, ...rows] }] });
/** No spreadsheet program keeps more in a cell, and its writer refuses to. */
const clipped = (cells) => cells.map((cell) => cell.slice(0, 32_767));
const oldBook = (bookType) => (table) => {
	const book = utils.book_new();
	utils.book_append_sheet(
		book,
		utils.aoa_to_sheet([table.header, ...table.rows].map(clipped)),
		table.feed.slice(0, 31)
	);
	return new Uint8Array(write(book, { type: 'buffer', bookType }));
};

/** A workbook with shared texts, as Excel and WPS write it: the other writer puts texts into the cells. */
export const sharedBook = (table) => oldBook('xlsx')(table);

/** How a table is written: the ending of the file and its bytes. */
export const formats = {
	'csv utf-8': ['.csv', (table) => strToU8(csvText(table))],
	'csv utf-8 bom': ['.csv', (table) => strToU8(`\ufeff${csvText(table)}`)],
	'csv gb18030': ['.csv', (table) => new Uint8Array(iconv.encode(csvText(table), 'gb18030'))],
	'csv utf-16': [
		'.csv',
		(table) => new Uint8Array(iconv.encode(csvText(table), 'utf-16le', { addBOM: true }))
	],
	xlsx: ['.xlsx', workbook],
	'xlsx shared': ['.xlsx', sharedBook],
	'xls biff8': ['.xls', oldBook('biff8')],
	'xls biff5': ['.xls', oldBook('biff5')],
	xlsb: ['.xlsb', oldBook('xlsb')],
	ndjson: [
		'.ndjson',
		(table) =>
			strToU8(
				objectsOf(table)
					.map((row) => JSON.stringify(row))
					.join('\n')
			)
	],
	json: ['.json', (table) => strToU8(JSON.stringify(objectsOf(table)))],
	'json in an envelope': [
		'.json',
		(table) => strToU8(JSON.stringify({ rows: objectsOf(table), next: null }))
	],
	'zip of csv': ['.zip', (table) => zipSync({ [`${table.feed}_1.csv`]: strToU8(csvText(table)) })],
	'zip of csv, stored': [
		'.zip',
		(table) => zipSync({ [`${table.feed}_1.csv`]: strToU8(csvText(table)) }, { level: 0 })
	],
	'zip of xlsx': ['.zip', async (table) => zipSync({ [`${table.feed}_1.xlsx`]: await workbook(table) })]
};

/** Formats whose writer here keeps every letter: the oldest one knows no Chinese. */
export const faithful = Object.keys(formats).filter((format) => format !== 'xls biff5');
