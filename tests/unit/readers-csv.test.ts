import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTables } from '$lib/server/ingest/readers/read-tables';
import { repairCsv } from '$lib/server/ingest/readers/repair-csv';
import { missingRequired } from '$lib/server/ingest/readers/table-source';
import { loadTable } from '../fixtures/files/load-table';

let temp: string;
beforeAll(() => {
	temp = mkdtempSync(join(tmpdir(), 'readers-csv-'));
});
afterAll(() => rmSync(temp, { recursive: true, force: true }));

function put(name: string, content: string | Uint8Array): { path: string; name: string } {
	const path = join(mkdtempSync(join(temp, 'in-')), name);
	writeFileSync(path, content);
	return { path, name };
}

const HEADER = '项目编码,日期,余额（元）,已用于工资（元）';
const ROWS = 'P001,2026/8/1,"1,200.50",0\nP002,2026年8月1日,３００,\n';

describe('a CSV that is already clean UTF-8', () => {
	test('is handed to DuckDB untouched, with the lines to skip', async () => {
		const file = put('presale_accounts_202608.csv', `${HEADER}\n${ROWS}`);
		const [table] = await readTables(file, temp);
		expect(table).toMatchObject({
			feed: 'presale_accounts',
			columns: ['project_code', 'as_of', 'balance', 'released_for_wages'],
			converted: false,
			firstRow: 2,
			data: { kind: 'csv', path: file.path, delimiter: ',', skipLines: 1 }
		});
		expect(await loadTable(table!)).toEqual([
			{ project_code: 'P001', as_of: '2026/8/1', balance: '1,200.50', released_for_wages: '0' },
			{ project_code: 'P002', as_of: '2026年8月1日', balance: '３００', released_for_wages: null }
		]);
	});

	test.each([
		['a byte order mark', '\ufeff', ',', '\n'],
		['tabs', '', '\t', '\n'],
		['semicolons', '', ';', '\r\n'],
		['Windows line ends', '', ',', '\r\n']
	])('is read with %s', async (_, bom, delimiter, newline) => {
		const lines = [
			['项目编码', '日期', '余额（元）'],
			['P1', '20260801', '5'],
			['P2', '20260802', '']
		];
		const text = bom + lines.map((cells) => cells.join(delimiter)).join(newline) + newline;
		const [table] = await readTables(put('presale_accounts-x.csv', text), temp);
		expect(table!.converted).toBe(false);
		expect(await loadTable(table!)).toEqual([
			{ project_code: 'P1', as_of: '20260801', balance: '5' },
			{ project_code: 'P2', as_of: '20260802', balance: null }
		]);
	});

	test('may have a title, a blank line and a quoted line break above its data', async () => {
		const text = `商品房预售监管资金,,\n\n"项目\n编码",日期,余额(元)\nP1,20260801,5\n`;
		const [table] = await readTables(put('presale_accounts.csv', text), temp);
		expect(table!.columns).toEqual(['project_code', 'as_of', 'balance']);
		expect(await loadTable(table!)).toEqual([{ project_code: 'P1', as_of: '20260801', balance: '5' }]);
		expect(table!.notes).toContain('表头在第 3 行。');
	});

	test('reports columns it does not know and required ones it lacks', async () => {
		const [table] = await readTables(
			put('presale_accounts.csv', '项目编码,日期,天气\nP1,20260801,晴\n'),
			temp
		);
		expect(table!.columns).toEqual(['project_code', 'as_of', null]);
		expect(table!.notes).toContain('未识别、没有读入的列：天气。');
		expect(missingRequired(table!)).toEqual(['balance']);
	});
});

describe('a small CSV with rows that DuckDB would refuse or misread', () => {
	test('is rewritten: good rows numbered, bad ones listed, 合计 and 备注 told apart', async () => {
		const rows = ['P1,2026-08-01,5', 'P2,2026-08-01', '', 'P3,"2026-08-01",="0012"', '合计,,17', '备注：8月'];
		const file = put('presale_accounts.csv', ['项目编码,日期,余额', ...rows].join('\r\n'));
		const [table] = await readTables(file, temp);
		expect(table).toMatchObject({ converted: true, firstRow: 2, data: { rowNumbers: true, skipLines: 0 } });
		expect(table!.unreadable).toEqual([{ row: 3, reason: '有 2 列，应有 3 列', raw: 'P2,2026-08-01' }]);
		expect(await loadTable(table!)).toEqual([
			{ row_no: '2', project_code: 'P1', as_of: '2026-08-01', balance: '5' },
			{ row_no: '5', project_code: 'P3', as_of: '2026-08-01', balance: '0012' }
		]);
		expect(table!.notes).toEqual(['表内说明行不作为数据：合计 17', '表内说明行不作为数据：备注：8月']);
	});

	test('the form 附件1 saved as CSV, its merged cells lost, keeps its two-level header', async () => {
		const text = [
			'中站区在建工程项目信息推送台账,,,,,,',
			'项目名称,属地街道办事处,建设单位,,施工总单位,,备注',
			',,名称,联系方式,名称,项目经理,',
			'甲项目,李封街道,甲公司,1,乙公司,王五,',
			'备注：请在开工前推送。,,,,,,'
		].join('\n');
		const [table] = await readTables(put('附件1.csv', iconv.encode(text, 'gb18030')), temp);
		expect(table).toMatchObject({ feed: 'projects', firstRow: 4 });
		expect(await loadTable(table!)).toEqual([
			{
				row_no: '4',
				project_name: '甲项目',
				street: '李封街道',
				owner_name: '甲公司',
				owner_phone: '1',
				gc_name: '乙公司',
				gc_manager: '王五',
				remark: null
			}
		]);
	});
});

describe('a CSV in another encoding', () => {
	const text = `${HEADER}\n${ROWS}𠮷01,2026-08-01,1,㐂\n`;

	test('GB18030 becomes UTF-8, four-byte characters included', async () => {
		const [table] = await readTables(put('presale_accounts.csv', iconv.encode(text, 'gb18030')), temp);
		expect(table!.converted).toBe(true);
		expect(readFileSync(table!.data.path, 'utf8')).toBe(text);
	});

	test('UTF-16 with its mark becomes UTF-8', async () => {
		const [table] = await readTables(
			put('presale_accounts.csv', iconv.encode(text, 'utf-16le', { addBOM: true })),
			temp
		);
		expect((await loadTable(table!))[2]).toMatchObject({ project_code: '𠮷01' });
	});

	test('a broken character in UTF-8 is refused with its line, not read as GB18030', async () => {
		const bytes = Buffer.from(`${HEADER}\n${'P001,2026-08-01,1,说明文字\n'.repeat(50)}`);
		bytes[bytes.lastIndexOf('说')] = 0xff;
		await expect(readTables(put('presale_accounts.csv', bytes), temp)).rejects.toMatchObject({
			code: 'FILE_ENCODING',
			details: { line: 51 }
		});
	});

	test('a broken character deep in GB18030 is refused with its line', async () => {
		const bytes = iconv.encode(`${HEADER}\n${'P001,2026-08-01,1,说明文字\n'.repeat(20000)}`, 'gb18030');
		bytes[bytes.length - 2] = 0xff;
		await expect(readTables(put('presale_accounts.csv', bytes), temp)).rejects.toMatchObject({
			code: 'FILE_ENCODING',
			details: { line: 20001 }
		});
	});
});

describe('what is no table', () => {
	test.each([
		['an empty file', '', 'FILE_EMPTY'],
		['a header without rows', `${HEADER}\n`, 'FILE_EMPTY'],
		['a header and blank lines', `${HEADER}\n\n,,,\n`, 'FILE_EMPTY'],
		['a login page', '<!DOCTYPE html><html><body>请登录</body></html>', 'FILE_NOT_DATA'],
		['bytes of no text', Buffer.from([1, 2, 0, 4, 5]), 'FILE_NOT_DATA'],
		['a PDF', '%PDF-1.7', 'FILE_FORMAT'],
		['rows without a header', 'P1,20260801,5\nP2,20260801,6\n', 'FILE_HEADER_NOT_FOUND']
	])('%s is refused with a sentence that names the file', async (_, content, code) => {
		const error = await readTables(put('presale_accounts.csv', content), temp).catch((e) => e);
		expect(error).toMatchObject({ name: 'RiskError', code });
		expect(error.message).toContain('presale_accounts.csv');
	});
});

describe('which feed', () => {
	test('an unnamed file is recognised by a header that fits one feed only', async () => {
		const [table] = await readTables(put('导出(1).csv', `${HEADER}\n${ROWS}`), temp);
		expect(table!.feed).toBe('presale_accounts');
	});

	test('an unnamed file that fits two feeds is left unknown', async () => {
		const [table] = await readTables(put('x.csv', 'uscc,month,paid\nU1,202608,5\n'), temp);
		expect(table).toMatchObject({
			feed: null,
			headers: ['uscc', 'month', 'paid'],
			columns: [null, null, null]
		});
	});

	test('payroll in English is not taken for attendance, whose columns it also has', async () => {
		const header = 'project_code,worker_id_no,wage_month,work_days,payable,paid,pay_status';
		const [table] = await readTables(put('x.csv', `${header}\nP,1,202608,20,1,1,已发\n`), temp);
		expect(table!.feed).toBe('payroll');
	});

	test('project_parties is not taken for projects', async () => {
		const [table] = await readTables(
			put('project_parties.csv', '项目编码,统一社会信用代码,角色\nP,U,总包\n'),
			temp
		);
		expect(table!.feed).toBe('project_parties');
	});
});

describe('the careful path', () => {
	const bad = [
		HEADER,
		'P1,2026-08-01,5,0',
		'P2,2026-08-01,5',
		'P3,2026-08-01,"5"x,0',
		'P4,2026-08-01,"never closed,0',
		'P5,2026-08-01,"1,5",0',
		'',
		'P6,2026-08-01,5,0,,',
		'P7,2026-08-01,"two\nlines",0',
		'P8,2026-08-01,="6222020000000000123",0'
	].join('\r\n');

	test('keeps every good row with its number and lists every bad one', async () => {
		const file = put('presale_accounts.csv', bad);
		const repaired = await repairCsv(file.path, { delimiter: ',', skipLines: 1, columns: 4 }, temp);
		expect(readFileSync(repaired.path, 'utf8')).toBe(
			'2,P1,2026-08-01,5,0\n6,P5,2026-08-01,"1,5",0\n8,P6,2026-08-01,5,0\n' +
				'9,P7,2026-08-01,"two\nlines",0\n10,P8,2026-08-01,6222020000000000123,0\n'
		);
		expect(repaired.rows).toBe(5);
		expect(repaired.unreadable.map(({ row, reason }) => [row, reason])).toEqual([
			[3, '有 3 列，应有 4 列'],
			[4, '引号之后还有多余的文字'],
			[5, '引号之后还有多余的文字']
		]);
	});

	test('a quote never closed costs one row, not the rest of the file', async () => {
		const rows = Array.from({ length: 200 }, (_, i) => `P${i},2026-08-01,${i === 3 ? '"' : ''}5,0`);
		const file = put('presale_accounts.csv', [HEADER, ...rows].join('\n'));
		const repaired = await repairCsv(file.path, { delimiter: ',', skipLines: 1, columns: 4 }, temp);
		expect(repaired.rows).toBe(199);
		expect(repaired.unreadable).toMatchObject([{ row: 5, reason: '引号没有闭合' }]);
	});

	test('reads GB18030 whose first Chinese character comes after the sniffed part', async () => {
		const text = `a,b\n${'1,2\n'.repeat(100_000)}说,明\n`;
		const file = put('x.csv', iconv.encode(text, 'gb18030'));
		const repaired = await repairCsv(file.path, { delimiter: ',', skipLines: 1, columns: 2 }, temp);
		expect(repaired.rows).toBe(100_001);
		expect(readFileSync(repaired.path, 'utf8')).toContain('100002,说,明');
	});
});

test('a GB18030 file that ends in the middle of a character is refused by its name', async () => {
	const bytes = iconv.encode('uscc,所属月份,备注\nU1,202608,"说明\nU2,202608,王', 'gb18030');
	await expect(readTables(put('tax.csv', bytes.subarray(0, bytes.length - 1)), temp)).rejects.toMatchObject({
		code: 'FILE_ENCODING',
		message: expect.stringContaining('“tax.csv”')
	});
});
