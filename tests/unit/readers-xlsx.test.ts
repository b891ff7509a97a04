import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { writeXlsx, type WriteSheet } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTables } from '$lib/server/ingest/readers/read-tables';
import { LOST_PRECISION } from '$lib/server/ingest/readers/table-source';
import { ledgerForm } from '../fixtures/files/ledger-form';
import { loadTable } from '../fixtures/files/load-table';

let temp: string;
beforeAll(() => {
	temp = mkdtempSync(join(tmpdir(), 'readers-xlsx-'));
});
afterAll(() => rmSync(temp, { recursive: true, force: true }));

function put(name: string, content: Uint8Array): { path: string; name: string } {
	const path = join(mkdtempSync(join(temp, 'in-')), name);
	writeFileSync(path, content);
	return { path, name };
}

async function workbook(name: string, ...sheets: WriteSheet[]) {
	return put(name, await writeXlsx({ sheets }));
}

describe('the form 附件1 as printed', () => {
	test('imports with its title, two header rows, merged cells and note below', async () => {
		const file = put('附件1.中站区在建工程项目信息推送台账.xlsx', await ledgerForm());
		const [table] = await readTables(file, temp);
		expect(table).toMatchObject({ sheet: 'Sheet1', feed: 'projects', firstRow: 6, converted: true });
		expect(table!.columns).toEqual([
			'seq_no',
			'project_name',
			'status',
			'address',
			'industry_dept',
			'street',
			'resp_person',
			'resp_phone',
			'owner_name',
			'owner_manager',
			'owner_phone',
			'gc_name',
			'gc_manager',
			'gc_phone',
			'contract_amount_wan',
			'remark'
		]);
		expect(await loadTable(table!)).toEqual([
			{
				row_no: '6',
				seq_no: '1',
				project_name: '龙翔小区３号楼',
				status: '在建',
				address: '中站区解放西路',
				industry_dept: '区住建局',
				street: '李封街道',
				resp_person: '张三',
				resp_phone: '13800000001',
				owner_name: '焦作甲置业有限公司',
				owner_manager: '李四',
				owner_phone: '13800000002',
				gc_name: '河南乙建设有限公司',
				gc_manager: '王五',
				gc_phone: '13800000003',
				contract_amount_wan: '1２34.5',
				remark: null
			},
			expect.objectContaining({
				row_no: '7',
				street: '李封街道',
				gc_phone: '13800000005',
				contract_amount_wan: '0.3',
				remark: '春节停工'
			})
		]);
		expect(table!.notes).toEqual([
			'表头在第 4、5 行。',
			expect.stringContaining('表内说明行不作为数据：备注：区属各行业主管部门')
		]);
	});

	test('without a project in it is refused as empty', async () => {
		await expect(readTables(put('附件1.xlsx', await ledgerForm([])), temp)).rejects.toMatchObject({
			code: 'FILE_EMPTY'
		});
	});
});

describe('cells', () => {
	test('dates, serials, long numbers, truth values and errors become text', async () => {
		const file = await workbook('presale_accounts.xlsx', {
			name: 'Sheet1',
			rows: [
				['项目编码', '日期', '余额（元）', '已用于工资（元）'],
				['410803202601010001', new Date(Date.UTC(2026, 7, 1)), 1234.5600000000001, true],
				[410803202601010000, 46235, '#N/A', -0.00000015],
				[123456789012345, new Date(Date.UTC(2026, 7, 1, 9, 30)), 1e15, '  '],
				[null, null, null, null],
				['P5', '2026年8月1日', 3, null]
			]
		});
		const [table] = await readTables(file, temp);
		expect(await loadTable(table!)).toEqual([
			{
				row_no: '2',
				project_code: '410803202601010001',
				as_of: '2026-08-01',
				balance: '1234.56',
				released_for_wages: 'true'
			},
			{
				row_no: '3',
				project_code: `${LOST_PRECISION}410803202601010000`,
				as_of: '46235',
				balance: null,
				released_for_wages: '-0.00000015'
			},
			{
				row_no: '4',
				project_code: '123456789012345',
				as_of: '2026-08-01 09:30:00',
				balance: '1000000000000000',
				released_for_wages: null
			},
			{ row_no: '6', project_code: 'P5', as_of: '2026年8月1日', balance: '3', released_for_wages: null }
		]);
		expect(table!.notes.join()).toContain('有 1 个编号以数字存放');
	});
});

describe('sheets', () => {
	const presale: WriteSheet = {
		name: '商品房预售监管资金',
		rows: [
			['项目编码', '日期', '余额（元）'],
			['P1', '2026-08-01', 1]
		]
	};
	const tax: WriteSheet = {
		name: 'tax',
		rows: [
			['uscc', '所属月份'],
			['U1', '202608']
		]
	};
	const cover: WriteSheet = { name: '说明', rows: [['本表由区住建局填报']] };

	test('every sheet named as a feed is read, in English or Chinese', async () => {
		const tables = await readTables(await workbook('月报.xlsx', cover, presale, tax), temp);
		expect(tables.map(({ sheet, feed }) => [sheet, feed])).toEqual([
			['商品房预售监管资金', 'presale_accounts'],
			['tax', 'tax']
		]);
		expect(tables[0]!.notes.join()).toContain('没有读入的工作表：“说明”');
	});

	test('otherwise the first visible sheet that is not empty is read', async () => {
		const file = await workbook(
			'tax-8月.xlsx',
			{ name: 'Sheet1', rows: [] },
			{ ...tax, name: 'dict', hidden: true },
			{ ...tax, name: 'Sheet3' }
		);
		const tables = await readTables(file, temp);
		expect(tables.map(({ sheet, feed }) => [sheet, feed])).toEqual([['Sheet3', 'tax']]);
	});

	test('a workbook without a row of data is refused', async () => {
		const file = await workbook('tax.xlsx', { name: 'tax', rows: [['uscc', '所属月份']] });
		await expect(readTables(file, temp)).rejects.toMatchObject({ code: 'FILE_EMPTY' });
	});
});

test('a sheet that numbers its rows twice gives each row a number of its own', async () => {
	const headers = ['统一社会信用代码', '企业名称'];
	const row = (code: string) => [code, '某建筑公司'];
	const made = unzipSync(
		await writeXlsx({
			sheets: [{ name: 'enterprises', rows: [headers, row('91410803MA00000001'), row('91410803MA00000002')] }]
		})
	);
	const path = 'xl/worksheets/sheet1.xml';
	const text = strFromU8(made[path]!);
	const file = put(
		'enterprises.xlsx',
		zipSync({ ...made, [path]: strToU8(text.replace('r="3"', 'r="2"').replaceAll(/ r="[A-Z]+\d"/g, '')) })
	);
	const [table] = await readTables(file, temp);
	const rows = await loadTable(table!);
	expect(rows.map(({ row_no }) => row_no)).toEqual(['2', '3']);
});
