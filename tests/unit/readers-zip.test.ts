import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils, write, type BookType } from '@e965/xlsx';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTables } from '$lib/server/ingest/readers/read-tables';
import { loadTable } from '../fixtures/files/load-table';

let temp: string;
beforeAll(() => {
	temp = mkdtempSync(join(tmpdir(), 'readers-zip-'));
});
afterAll(() => rmSync(temp, { recursive: true, force: true }));

function put(name: string, content: string | Uint8Array): { path: string; name: string } {
	const path = join(mkdtempSync(join(temp, 'in-')), name);
	writeFileSync(path, content);
	return { path, name };
}

const TAX = 'uscc,所属月份\nU1,202608\n';
const ROWS = [
	['uscc', '所属月份', '入库税额（元）'],
	['U1', new Date(2026, 7, 1), 5.5],
	['91410803MA00000000', '2026年8月', '１２']
];

function legacy(bookType: BookType, rows: unknown[][] = ROWS): Uint8Array {
	const book = utils.book_new();
	utils.book_append_sheet(book, utils.aoa_to_sheet(rows, { cellDates: false }), 'Sheet1');
	return new Uint8Array(write(book, { type: 'buffer', bookType }) as Buffer);
}

/** Milliseconds in which a file that cannot be read has to be given up, on the slowest machine. */
const endsWithin = 30_000;

describe('old workbooks', () => {
	test.each(['biff8', 'xlsb'] as const)('%s is read', async (bookType) => {
		const extension = bookType === 'xlsb' ? 'xlsb' : 'xls';
		const [table] = await readTables(put(`tax_8.${extension}`, legacy(bookType)), temp);
		expect(table).toMatchObject({ feed: 'tax', columns: ['uscc', 'month', 'paid'], firstRow: 2 });
		expect(await loadTable(table!)).toEqual([
			{ row_no: '2', uscc: 'U1', month: '2026-08-01', paid: '5.5' },
			{ row_no: '3', uscc: '91410803MA00000000', month: '2026年8月', paid: '１２' }
		]);
	});

	test('a workbook of Excel 95 with Chinese in GBK is read', async () => {
		const bytes = Buffer.from(
			legacy('biff5', [
				['uscc', 'ZZZZZZZZ'],
				['U1', '202608']
			])
		);
		iconv.encode('所属月份', 'gbk').copy(bytes, bytes.indexOf('ZZZZZZZZ'));
		// The library writes code page 1252 only; its record is 0x0042, two bytes long.
		bytes.writeUInt16LE(936, bytes.indexOf(Buffer.from('42000200', 'hex')) + 4);
		const [table] = await readTables(put('tax.xls', bytes), temp);
		expect(await loadTable(table!)).toEqual([{ row_no: '2', uscc: 'U1', month: '202608' }]);
	});

	test('a web page table named .xls is read, in GBK too, with every digit', async () => {
		const html = `<html><meta charset="gbk"><table><tr><td>信用代码表</td></tr><tr><td>统一社会信用代码</td>
			<td>所属月份</td></tr><tr><td>914108030000000001</td><td>202608</td></tr></table></html>`;
		const [table] = await readTables(put('tax.xls', iconv.encode(html, 'gbk')), temp);
		expect((await loadTable(table!))[0]).toMatchObject({ uscc: '914108030000000001', month: '202608' });
	});
});

describe('a zip', () => {
	test('gives a table for each entry, Chinese names in GBK included', async () => {
		const gbk = iconv.encode('税务月报8月.csv', 'gbk');
		const files: Zippable = {
			'8月/tax.csv': strToU8(TAX),
			'presale_accounts.xlsx': await writeXlsx({
				sheets: [
					{
						name: 'S',
						rows: [
							['项目编码', '日期', '余额（元）'],
							['P', '2026-08-01', 1]
						]
					}
				]
			}),
			'tax_2.ndjson': strToU8('{"uscc":"U9","month":"202608"}\n'),
			['XXXXXXXXX.csv'.padStart(gbk.length, 'X')]: strToU8(TAX)
		};
		const bytes = Buffer.from(zipSync(files));
		const placeholder = Buffer.from('XXXXXXXXX.csv'.padStart(gbk.length, 'X'));
		for (let at = bytes.indexOf(placeholder); at >= 0; at = bytes.indexOf(placeholder)) gbk.copy(bytes, at);
		const tables = await readTables(put('月报.zip', bytes), temp);
		expect(tables.map(({ sheet, feed }) => [sheet, feed])).toEqual([
			['tax.csv', 'tax'],
			['presale_accounts.xlsx/S', 'presale_accounts'],
			['tax_2.ndjson', 'tax'],
			['税务月报8月.csv', 'tax']
		]);
		for (const table of tables) expect(await loadTable(table)).toHaveLength(1);
	});

	test('leaves out names that point outside, archives in archives and rubbish', async () => {
		const inner = zipSync({ 'tax.csv': strToU8(TAX) });
		const zip = zipSync({
			'../../tax.csv': strToU8(TAX),
			'inner.zip': inner,
			'__MACOSX/tax.csv': strToU8(TAX),
			'tax.csv': strToU8(TAX)
		});
		const tables = await readTables(put('tax.zip', zip), temp);
		expect(tables.map((table) => table.sheet)).toEqual(['tax.csv']);
		expect(tables[0]!.notes.join()).toContain('../../tax.csv、inner.zip，共 2 个');
		await expect(readTables(put('a.zip', zipSync({ 'b.csv': inner })), temp)).rejects.toMatchObject({
			code: 'FILE_FORMAT'
		});
	});

	test('gives its own feed to entries that name none', async () => {
		const zip = zipSync({ 'data.csv': strToU8('uscc,month,paid\nU1,202608,5\n') });
		const tables = await readTables(put('social_insurance_8.zip', zip), temp);
		expect(tables.map((table) => table.feed)).toEqual(['social_insurance']);
	});
});

describe('files that would do harm', () => {
	const part = '<?xml version="1.0"?><worksheet><sheetData>';
	const book = (sheet: string | Uint8Array): Uint8Array =>
		zipSync({
			'[Content_Types].xml': strToU8('<Types/>'),
			'_rels/.rels': strToU8(
				'<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
			),
			'xl/workbook.xml': strToU8(
				'<workbook><sheets><sheet name="tax" sheetId="1" r:id="rId1"/></sheets></workbook>'
			),
			'xl/_rels/workbook.xml.rels': strToU8(
				'<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
			),
			'xl/worksheets/sheet1.xml': typeof sheet === 'string' ? strToU8(sheet) : sheet
		});
	const cell = (ref: string, text: string) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
	const header = `<row r="1">${cell('A1', 'uscc')}${cell('B1', 'month')}</row>`;
	const row = `<row r="2">${cell('A2', 'U1')}${cell('B2', '202608')}</row>`;

	async function outcome(bytes: Uint8Array, name = 'tax.xlsx') {
		const started = performance.now();
		const result = await readTables(put(name, bytes), temp).then(
			(tables) => ({ tables }),
			(error) => ({ name: error.name, code: error.code, message: error.message })
		);
		return { ...result, ms: performance.now() - started };
	}

	test('the plain workbook they are made from is read', async () => {
		expect(await outcome(book(`${part}${header}${row}</sheetData></worksheet>`))).toMatchObject({
			tables: [{ feed: 'tax' }]
		});
	});

	test('a sheet that claims to reach XFD1048576 is read like any other', async () => {
		const sheet = `<worksheet><dimension ref="A1:XFD1048576"/><sheetData>${header}${row}</sheetData></worksheet>`;
		const result = await outcome(book(sheet));
		expect(result).toMatchObject({ tables: [{ feed: 'tax' }] });
		expect(result.ms).toBeLessThan(endsWithin);
	});

	test('a cell at XFD1048576 is refused', async () => {
		const sheet = `${part}${header}${row}<row r="1048576">${cell('XFD1048576', 'x')}</row></sheetData></worksheet>`;
		expect(await outcome(book(sheet))).toMatchObject({ code: 'FILE_TOO_BIG' });
	});

	test('a bomb of 100 MB in 100 KB is refused before it is unpacked', async () => {
		const result = await outcome(book(new Uint8Array(100 * 1024 * 1024).fill(0x20)));
		expect(result).toMatchObject({ code: 'FILE_TOO_BIG' });
		expect(result.ms).toBeLessThan(endsWithin);
	});

	test('a directory that understates the size of an entry is refused', async () => {
		const bytes = Buffer.from(book(`${part}${header}${row}${' '.repeat(1_000_000)}</sheetData></worksheet>`));
		const name = Buffer.from('xl/worksheets/sheet1.xml');
		bytes.writeUInt32LE(500, bytes.lastIndexOf(name) - 46 + 24);
		expect(await outcome(bytes)).toMatchObject({ code: 'FILE_TRUNCATED' });
	});

	test('a document type with entities is refused or not expanded', async () => {
		const bomb = `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(1000)}"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
		const sheet = `<?xml version="1.0"?>${bomb}<worksheet><sheetData>${header}<row r="2">${cell('A2', '&b;')}${cell('B2', '1')}</row></sheetData></worksheet>`;
		const result = await outcome(book(sheet));
		if ('tables' in result) {
			expect(readFileSync(result.tables[0]!.data.path, 'utf8').length).toBeLessThan(100);
		} else expect(result.name).toBe('RiskError');
	});

	test('a workbook with a password is refused with a sentence that says so', async () => {
		const bytes = await writeXlsx({
			sheets: [{ name: 'tax', rows: [['a']] }],
			encryption: { password: 'x', spinCount: 10 }
		});
		expect(await outcome(bytes)).toMatchObject({
			code: 'FILE_ENCRYPTED',
			message: '文件“tax.xlsx”设有打开密码，请去掉密码后另存再提交。'
		});
	});

	test('a workbook cut off at any point is refused as incomplete', async () => {
		const bytes = book(`${part}${header}${row}</sheetData></worksheet>`);
		for (const share of [0.2, 0.5, 0.9, 0.99]) {
			expect(await outcome(bytes.slice(0, Math.floor(bytes.length * share)))).toMatchObject({
				code: 'FILE_TRUNCATED'
			});
		}
	});

	test('200 mutated workbooks and 50 mutated xls give tables or sentences, soon', async () => {
		let state = 20261121;
		const next = (below: number) => {
			state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
			return Math.floor((state / 2 ** 32) * below);
		};
		const sheet = `${part}${header}${row.repeat(20)}</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>`;
		const originals = [
			book(sheet),
			await writeXlsx({ sheets: [{ name: 'tax', rows: ROWS }] }),
			zipSync({ 'tax.csv': strToU8(TAX.repeat(50)) }, { level: 0 })
		];
		// Stored, not packed, so that mutations reach the XML and not only the checksum.
		const xml = strToU8(sheet);
		for (let i = 0; i < 250; i++) {
			const old = i >= 200;
			const source = old ? legacy('biff8') : originals[i % originals.length]!;
			const mutate = (from: Uint8Array) => {
				const bytes = Uint8Array.from(from);
				for (let k = 0; k <= next(8); k++) bytes[next(bytes.length)] = next(256);
				return next(5) === 0 ? bytes.slice(0, next(bytes.length)) : bytes;
			};
			const bytes = !old && i % 2 === 0 ? book(mutate(xml)) : mutate(source);
			const result = await outcome(bytes, old ? 'tax.xls' : 'tax.xlsx');
			if (!('tables' in result))
				expect([i, result.name, result.message]).toEqual([i, 'RiskError', result.message]);
			expect(result.ms).toBeLessThan(endsWithin);
		}
	}, 120_000);
});
