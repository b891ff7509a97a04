import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDistrict, type District } from '../support/district';

let district: District;
beforeAll(async () => {
	district = await openDistrict();
});
afterAll(() => district.close());

/** 附件1 as it is printed: title, the line of who fills it in, two header rows with merged cells, a note below. */
async function printedForm(rows: readonly (string | number | null)[][]): Promise<Buffer> {
	const blank = (count: number) => Array<string | null>(count).fill(null);
	const head = [
		'序号',
		'项目名称',
		'项目\n类型\n（在建、停工）',
		'项目\n所在\n地址',
		'所属行\n业部门',
		'属地街道\n办事处',
		'负责人',
		'联系方式',
		'建设单位',
		null,
		null,
		'施工总单位',
		null,
		null,
		'合同\n总额\n（万元）',
		'备注'
	];
	const second = [
		...blank(8),
		'名称',
		'项目\n负责人',
		'联系\n方式',
		'名称',
		'项目\n经理',
		'联系\n方式',
		null,
		null
	];
	const single = [0, 1, 2, 3, 4, 5, 6, 7, 14, 15].map((col) => ({
		startRow: 2,
		startCol: col,
		endRow: 3,
		endCol: col
	}));
	const bytes = await writeXlsx({
		sheets: [
			{
				name: 'Sheet1',
				rows: [
					['中站区在建工程项目信息推送台账', ...blank(15)],
					['填报单位：区住建局', ...blank(9), '日期：2026年8月1日', ...blank(5)],
					head,
					second,
					...rows,
					['备注：区属各行业主管部门、各街道办事处如有在建项目请及时推送', ...blank(15)]
				],
				merges: [
					{ startRow: 0, startCol: 0, endRow: 0, endCol: 15 },
					{ startRow: 2, startCol: 8, endRow: 2, endCol: 10 },
					{ startRow: 2, startCol: 11, endRow: 2, endCol: 13 },
					...single
				]
			}
		]
	});
	return Buffer.from(bytes);
}

const first = [
	1,
	'李封路（一期）工程',
	'在建',
	'李封路',
	'区住建局',
	'李封办事处',
	'张三',
	'13800000001',
	'甲公司',
	'李四',
	'13800000002',
	'乙建设',
	'王五',
	'13800000003',
	1234.5678,
	''
];
const second = [
	2,
	'水渠整治',
	'停工',
	'王封村',
	'区农业农村局',
	'王封街道办事处',
	'赵六',
	'13800000004',
	'丙单位',
	'',
	'',
	'丁水利',
	'',
	'',
	300,
	''
];

const projects = () =>
	district.read(
		`select project_code, project_name, status, sector, street, gc_name, contract_amount_fen as fen,
			cast(start_date as varchar) as start_date
		from feed_projects where known_to is null order by project_name`,
		{},
		z.record(z.string(), z.unknown())
	);

describe('the form 附件1', () => {
	it('imports exactly as printed, without code and sector', async () => {
		const [report] = await district.ingestText(
			'附件1台账.xlsx',
			await printedForm([first, second]),
			'2026-08-01 09:00:00'
		);
		expect(report).toMatchObject({ feed: 'projects', rows_read: 2, accepted: 2, set_aside: 0, error: null });
		const [canal, road] = (await projects()).sort((a, b) =>
			String(a['status']).localeCompare(String(b['status']), 'zh')
		);
		const all = [canal, road];
		expect(
			all.map((row) => [row?.['project_name'], row?.['status'], row?.['sector'], row?.['gc_name']])
		).toEqual(
			expect.arrayContaining([
				['李封路（一期）工程', '在建', '房屋建筑', '乙建设'],
				['水渠整治', '停工', '农业农村', '丁水利']
			])
		);
		expect(all.find((row) => row?.['status'] === '在建')?.['fen']).toBe('1234567800');
	});

	it('finds the same project again by name and contractor, brackets of either kind, and wipes nothing it does not print', async () => {
		const code = (await projects()).find((row) => row['status'] === '在建')?.['project_code'];
		await district.ingestRows(
			{
				projects: [
					{
						project_code: String(code),
						project_name: '李封路（一期）工程',
						status: '在建',
						street: '李封街道',
						sector: '市政',
						gc_name: '乙建设',
						start_date: '2026-01-05'
					}
				]
			},
			'2026-08-02 09:00:00'
		);
		const changed = [...first];
		changed[1] = '李封路(一期)工程';
		changed[2] = '停工';
		const [report] = await district.ingestText(
			'附件1台账9月.xlsx',
			await printedForm([changed]),
			'2026-09-01 09:00:00'
		);
		expect(report).toMatchObject({ accepted: 1, superseded: 1 });
		expect((await projects()).find((row) => row['project_code'] === code)).toMatchObject({
			status: '停工',
			sector: '市政',
			start_date: '2026-01-05'
		});
		expect(await projects()).toHaveLength(2);
	});
});
