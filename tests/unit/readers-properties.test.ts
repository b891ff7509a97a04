import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cellText, plainNumber } from '$lib/server/ingest/readers/cell-text';
import { RecordSplitter } from '$lib/server/ingest/readers/csv-records';
import { JsonRowSplitter } from '$lib/server/ingest/readers/json-rows';
import { readTables } from '$lib/server/ingest/readers/read-tables';
import { LOST_PRECISION } from '$lib/server/ingest/readers/table-source';
import { serialDate } from '$lib/server/ingest/readers/xlsx-cell';
import { isDateFormat } from '$lib/server/ingest/readers/xlsx-styles';
import { XmlScanner } from '$lib/server/ingest/readers/xml-scanner';
import { loadTable } from '../fixtures/files/load-table';

let temp: string;
beforeAll(() => {
	temp = mkdtempSync(join(tmpdir(), 'readers-properties-'));
});
afterAll(() => rmSync(temp, { recursive: true, force: true }));

const word = fc
	.array(fc.constantFrom('a', '5', '说', '𠮷', '㐂', '（', ',', ';', '\t', '"', '\n', '"', ' ', '='), {
		maxLength: 6
	})
	.map((chars) => chars.join('').trim());
const grid = fc.array(fc.tuple(word, word, word), { minLength: 1, maxLength: 8 });
const quoted = (cell: string, delimiter: string) =>
	/["\n\t;,]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;

test('a CSV split at any place gives the records it was made from', () => {
	const cases = fc.tuple(grid, fc.constantFrom(',', '\t', ';'), fc.array(fc.nat(40), { maxLength: 6 }));
	fc.assert(
		fc.property(cases, ([rows, delimiter, cuts]) => {
			const lines = rows
				.map((row) => row.map((cell) => quoted(cell, delimiter)).join(delimiter))
				.join('\n')
				.split('\n');
			const splitter = new RecordSplitter(delimiter);
			const records = cuts.flatMap((cut) => splitter.push(lines.splice(0, cut), false));
			records.push(...splitter.push(lines, true));
			const unwrap = (cell: string) => (/^="[^]+"$/.test(cell) ? cell.slice(2, -1) : cell);
			expect(records.map((record) => ('cells' in record ? record.cells : record.fault))).toEqual(
				rows.map((row) => row.map(unwrap))
			);
		}),
		{ numRuns: 2000 }
	);
});

test('a table written in any encoding and delimiter comes back from DuckDB as it was', async () => {
	const cases = fc.tuple(
		grid,
		fc.constantFrom(',', '\t', ';'),
		fc.constantFrom('utf8', 'gb18030', 'utf-16le'),
		fc.constantFrom('\n', '\r\n'),
		fc.boolean()
	);
	await fc.assert(
		fc.asyncProperty(cases, async ([cells, delimiter, encoding, newline, addBOM]) => {
			const rows = [
				['项目编码', '日期', '余额（元）'],
				...cells.map((row, i) => [`P${i}`, ...row.slice(1).map((cell) => cell.replace(/^=/, ''))])
			];
			const text = rows
				.map((row) => row.map((cell) => quoted(cell, delimiter)).join(delimiter))
				.join(newline);
			const path = join(temp, 'presale_accounts.csv');
			writeFileSync(path, iconv.encode(text, encoding, { addBOM: addBOM || encoding === 'utf-16le' }));
			const [table] = await readTables({ path, name: 'presale_accounts.csv' }, temp);
			expect(table!.unreadable).toEqual([]);
			const loaded = await loadTable(table!);
			expect(loaded.map((row) => [row.project_code, row.as_of ?? '', row.balance ?? ''])).toEqual(
				rows.slice(1)
			);
		}),
		{ numRuns: 60 }
	);
});

test('a JSON array cut at any place gives its elements', () => {
	fc.assert(
		fc.property(
			fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 6 }),
			fc.nat(3),
			fc.integer({ min: 1, max: 9 }),
			(rows, indent, size) => {
				const text = JSON.stringify(rows, null, indent).slice(1);
				const splitter = new JsonRowSplitter();
				const elements: string[] = [];
				for (let at = 0; at < text.length; at += size)
					elements.push(...splitter.push(text.slice(at, at + size)));
				expect(splitter.ended).toBe(true);
				expect(elements.map((element) => JSON.parse(element))).toEqual(JSON.parse(JSON.stringify(rows)));
			}
		)
	);
});

test('XML cut at any place is scanned as the whole', () => {
	const xml =
		'<?xml version="1.0"?><a><!-- <x> --><x:c r="A1" t="s"><v>1 &lt; 2</v></x:c><c/><t><![CDATA[<&>]]></t></a>';
	const scan = (size: number) => {
		const seen: string[] = [];
		let text = '';
		const mark = (what: string) => {
			if (text !== '') seen.push(text);
			text = '';
			seen.push(what);
		};
		const scanner = new XmlScanner({
			open: (name) => mark(`+${name}`),
			close: (name) => mark(`-${name}`),
			text: (piece) => void (text += piece)
		});
		for (let at = 0; at < xml.length; at += size) scanner.push(xml.slice(at, at + size));
		return seen;
	};
	const whole = ['+a', '+c', '+v', '1 < 2', '-v', '-c', '+c', '-c', '+t', '<&>', '-t', '-a'];
	for (let size = 1; size <= xml.length; size++) expect(scan(size)).toEqual(whole);
});

test('texts of a workbook come back as they were, trimmed', async () => {
	const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { minLength: 1, maxLength: 8 });
	await fc.assert(
		fc.asyncProperty(
			texts,
			fc.constantFrom('shared' as const, 'inline' as const),
			async (values, stringMode) => {
				const rows = [['uscc', 'month'], ...values.map((value, i) => [`U${i}`, value])];
				const path = join(temp, 'tax.xlsx');
				writeFileSync(path, await writeXlsx({ sheets: [{ name: 'tax', rows }], stringMode }));
				const [table] = await readTables({ path, name: 'tax.xlsx' }, temp);
				const errors = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!)$/;
				expect((await loadTable(table!)).map((row) => row.month ?? '')).toEqual(
					values.map((value) => value.trim()).map((value) => (errors.test(value) ? '' : value))
				);
			}
		),
		{ numRuns: 60 }
	);
});

test('a number becomes the shortest decimal that is still the number to 15 digits', () => {
	fc.assert(
		fc.property(fc.double({ noNaN: true, min: -1e14, max: 1e14 }), (value) => {
			const text = plainNumber(value);
			expect(text).toMatch(/^-?\d+(\.\d+)?$/);
			expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(Math.abs(value) * 1e-14 + 1e-20);
		})
	);
	fc.assert(
		fc.property(fc.integer({ min: -1e11, max: 1e11 }), (fen) => Number(plainNumber(fen / 100)) === fen / 100)
	);
	expect(plainNumber(1e15)).toBe('1000000000000000');
	expect(plainNumber(4.10803202601e17)).toBe('410803202601000000');
	expect(plainNumber(1234.5600000000002)).toBe('1234.56');
});

test('digits that Excel lost are marked from the 16th on, and only in a text column', () => {
	expect(cellText(999999999999999, 'text')).toBe('999999999999999');
	expect(cellText(1000000000000000, 'text')).toBe(`${LOST_PRECISION}1000000000000000`);
	expect(cellText(1000000000000000, 'other')).toBe('1000000000000000');
	expect(cellText('6222020000000000123', 'text')).toBe('6222020000000000123');
});

test.each([
	[1, false, '1900-01-01'],
	[59, false, '1900-02-28'],
	[61, false, '1900-03-01'],
	[46235, false, '2026-08-01'],
	[46235.5, false, '2026-08-01 12:00:00'],
	[44773, true, '2026-08-01'],
	[0.375, false, '09:00:00'],
	[-1, false, '-1'],
	[99999999, false, '99999999']
])('the serial %d is the day Excel shows', (serial, date1904, text) => {
	expect(cellText(serialDate(serial, date1904), 'other')).toBe(text);
});

test.each([
	['yyyy"年"m"月"d"日"', true],
	['[$-804]yyyy/m/d;@', true],
	['h:mm AM/PM', true],
	['[h]:mm', false],
	['#,##0.00_);[Red](#,##0.00)', false],
	['0.00"days"', false],
	['General', false],
	['G/通用格式', false],
	['0.00E+00', false],
	['@', false]
])('the format %s shows a date: %s', (code, isDate) => expect(isDateFormat(code)).toBe(isDate));

test('the reader leaves the supplier’s file as it was', async () => {
	const path = join(temp, 'tax.csv');
	const text = 'uscc,month\nU1,202608\n';
	writeFileSync(path, text);
	await readTables({ path, name: 'tax.csv' }, temp);
	expect(readFileSync(path, 'utf8')).toBe(text);
});
