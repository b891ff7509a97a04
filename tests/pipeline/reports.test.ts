import { readXlsx } from 'hucre/xlsx';
import { unzipSync, strFromU8 } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportDocx } from '$lib/server/dispatch/reports/report-docx';
import { reportXlsx } from '$lib/server/dispatch/reports/report-xlsx';
import { reportOf, reports } from '$lib/server/dispatch/reports/registry';
import { lastMonth, lastQuarter } from '$lib/server/dispatch/reports/periods';
import { openDistrict, policy, type District } from '../support/district';

let district: District;
const from = '2025-11-15';
const to = '2026-02-10';
const context = () => ({ reader: district.warehouse, policy, from, to });

beforeAll(async () => {
	district = await openDistrict();
	const project = (code: string, gov: boolean, soe: boolean) => ({
		project_code: code,
		project_name: `=工程${code}`,
		street: policy.units[0]!.name,
		sector: '房屋建筑',
		status: '在建',
		is_gov_invest: gov,
		is_soe: soe,
		gc_uscc: `GC-${code}`,
		contract_amount_wan: 1234.5,
		resp_phone: '13800001234',
		resp_person: '王小明'
	});
	const inspection = (no: string, day: string, place: object, staff: number, migrants: number) => ({
		inspection_no: no,
		inspect_date: day,
		...place,
		staff_count: staff,
		migrant_count: migrants
	});
	const solved = (no: string, kind: string, group: string, closed: string, more: object = {}) => ({
		case_no: no,
		case_kind: kind,
		stat_group: group,
		opened_at: '2025-12-01',
		closed_at: closed,
		verified: true,
		worker_count: 10,
		migrant_count: 8,
		amount: 123_456.78,
		migrant_amount: 100_000,
		...more
	});
	await district.ingestRows({
		projects: [project('A', true, true), project('B', true, false), project('C', false, false)],
		enterprises: [
			{ uscc: 'FACTORY', name: '某厂', enterprise_type: '用人单位', industry: '制造业' },
			{
				uscc: 'HOTEL',
				name: '某店',
				enterprise_type: '用人单位',
				industry: '住宿餐饮',
				is_listed_dishonest: true
			}
		],
		inspections: [
			inspection('J1', '2025-11-15', { project_code: 'A' }, 100, 90),
			inspection('J2', '2026-02-10', { project_code: 'A' }, 120, 110),
			inspection('J3', '2025-12-01', { project_code: 'B' }, 30, 30),
			inspection('J4', '2025-12-01', { uscc: 'FACTORY' }, 500, 200),
			inspection('J5', '2025-12-01', { uscc: 'HOTEL' }, 40, 20),
			inspection('J6', '2025-11-14', { project_code: 'C' }, 999, 999),
			inspection('J7', '2026-02-11', { project_code: 'C' }, 999, 999)
		],
		cases: [
			solved('K1', '立案', '工程建设领域', '2026-02-10', {
				project_code: 'A',
				ordered_correct_at: '2025-12-02'
			}),
			solved('K2', '协调', '工程建设领域', '2025-12-31', { project_code: 'B' }),
			solved('K3', '立案', '制造业', '2025-12-31', { uscc: 'FACTORY', police_transfer_at: '2026-01-05' }),
			solved('K4', '仲裁调解', '其他', '2025-12-31', {}),
			solved('K5', '行业处理', '其他', '2025-12-31', { is_new_form: true }),
			solved('K6', '立案', '工程建设领域', '2026-02-11', {}),
			solved('K7', '立案', '工程建设领域', '2025-12-31', { verified: false })
		],
		clues: [
			{ clue_no: 'X1', channel: '来访', received_at: '2026-02-10 23:59', worker_count: 3 },
			{ clue_no: 'X2', channel: '12345', received_at: '2026-01-10 08:00', worker_count: 3 },
			{ clue_no: 'X3', channel: '来访', received_at: '2026-02-11 00:00', worker_count: 3 }
		]
	});
});
afterAll(() => district.close());

test('the winter form agrees with a count by hand, on the days at its edges too', async () => {
	const { figures } = await reportOf('winter_campaign').build(context());
	const row = (number: number) => Array.from({ length: 14 }, (_, i) => figures[`${number}.${i + 1}`]);
	// Units: A (latest inspection) and B; the factory; the hotel. C was inspected a day early and a day late.
	expect(row(2)).toEqual([2, 0.015, 0.014, 1, 1, 0.002, 0.0016, 24.69, 20, 1, 0, 0, 0, 0]);
	expect(row(3)).toEqual([1, 0.05, 0.02, 1, 0, 0.001, 0.0008, 12.35, 10, 0, 0, 0, 1, 0]);
	expect(row(4)).toEqual([1, 0.004, 0.002, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
	expect(row(1)).toEqual([4, 0.069, 0.036, 2, 1, 0.003, 0.0024, 37.04, 30, 1, 0, 0, 1, 0]);
	expect(figures).toMatchObject({
		'gov.inspected': 2,
		'gov.found': 2,
		'soe.inspected': 1,
		'soe.found': 1,
		'soe.amount': 12.35,
		'new_form.cases': 1,
		'arbitration.cases': 1,
		'arbitration.people': 0.001,
		'court.cases': 0,
		'department.amount': 12.35,
		visits: 1,
		listed: 1
	});
});

test('a figure opens the rows that it is made of, and they sum to it', async () => {
	const report = reportOf('winter_campaign');
	const rows = await report.rows!(context(), '2.1');
	expect(rows.map(({ feed, code, rowNo }) => [feed, code, rowNo])).toEqual([
		['inspections', 'J2', 2],
		['inspections', 'J3', 3]
	]);
	const money = await report.rows!(context(), '1.8');
	expect(money.reduce((sum, row) => sum + row.value, 0)).toBe(3 * 12_345_678);
	expect(await report.rows!(context(), '4.4')).toEqual([]);
});

test('a district without data gives an empty form, not an error', async () => {
	const empty = await openDistrict();
	for (const report of reports.values()) {
		const built = await report.build({ reader: empty.warehouse, policy, from, to });
		expect(built.title).not.toBe('');
		await reportXlsx(built);
		await reportDocx(built);
	}
	const bulletin = await reportOf('monthly_bulletin').build({ reader: empty.warehouse, policy, from, to });
	expect(bulletin.figures['red']).toBeNull();
	expect(bulletin.opening[0]).toContain('没有评分结果');
	await empty.close();
});

test('附件1 has its printed headers in two rows, masks persons, and holds no formula', async () => {
	const report = await reportOf('project_ledger').build(context());
	const { sheets } = await readXlsx(await reportXlsx(report));
	const rows = sheets[0]!.rows.map((row) =>
		row.map((cell) => (cell === null || cell === undefined ? '' : String(cell)))
	);
	const top = rows.findIndex((row) => row[0] === '序号');
	expect(rows[top]!.filter(Boolean)).toEqual([
		'序号',
		'项目名称',
		'项目类型（在建、停工）',
		'项目所在地址',
		'所属行业部门',
		'属地街道办事处',
		'负责人',
		'联系方式',
		'建设单位',
		'施工总单位',
		'合同总额（万元）',
		'备注'
	]);
	expect(rows[top + 1]!.filter(Boolean)).toEqual([
		'名称',
		'项目负责人',
		'联系方式',
		'名称',
		'项目经理',
		'联系方式'
	]);
	const text = JSON.stringify(rows);
	expect(text).toContain("'=工程A");
	expect(text).toContain('1234.5');
	expect(text).not.toContain('13800001234');
	expect(text).not.toContain('王小明');
	expect(text).toContain('138****1234');
});

test('a document has the paper of the standard', async () => {
	const report = await reportOf('fund_check').build(context());
	const parts = unzipSync(await reportDocx(report));
	const xml = strFromU8(parts['word/document.xml']!);
	expect(xml).toMatch(/w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
	expect(xml).toContain('仿宋_GB2312');
	expect(xml).toMatch(/w:line="560" w:lineRule="exact"/);
});

test('usual periods are whole months and quarters', () => {
	expect(lastMonth('2026-01-05')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
	expect(lastMonth('2024-03-31')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
	expect(lastQuarter('2026-02-10')).toEqual({ from: '2025-10-01', to: '2025-12-31' });
	expect(lastQuarter('2026-12-31')).toEqual({ from: '2026-07-01', to: '2026-09-30' });
	expect(reportOf('winter_campaign').period('2026-02-10')).toEqual({ from: '2025-11-15', to: '2026-02-10' });
});
