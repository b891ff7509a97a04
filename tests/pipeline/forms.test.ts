import { utils, write, type BookType } from '@e965/xlsx';
import { strToU8, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDistrict, type District } from '../support/district';

let district: District;
beforeEach(async () => {
	district = await openDistrict();
});
afterEach(() => district.close());

const header = [
	'项目编码',
	'工资所属月',
	'身份证号码',
	'姓名',
	'应发工资（元）',
	'实发工资（元）',
	'发放状态',
	'发放日期'
];
const id = (n: number) => `99010819900101${String(n).padStart(4, '0')}`;
const rowsOf = () =>
	district.read(
		`select project_code, cast(wage_month as varchar) as month, paid_fen, cast(pay_date as varchar) as day
		from feed_payroll order by row_no`,
		{},
		z.object({
			project_code: z.string(),
			month: z.string(),
			paid_fen: z.coerce.number(),
			day: z.string().nullable()
		})
	);

function old(bookType: BookType, rows: unknown[][]): Buffer {
	const book = utils.book_new();
	utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Sheet1');
	return write(book, { type: 'buffer', bookType }) as Buffer;
}

describe('the forms in which files really arrive', () => {
	it('a column of dates in every form at once: date cells, bare serials, slashes, 年月日, full width, eight digits', async () => {
		const days = [
			new Date(Date.UTC(2026, 7, 1)),
			46235,
			'46235',
			'2026/8/1',
			'2026年8月1日',
			'２０２６－０８－０１',
			'2026.8.1',
			20260801
		];
		const rows = days.map((day, n) => ['P1', '2026年7月', id(n), '张三', 1, 1, '成功', day]);
		const [report] = await district.ingestText(
			'payroll.xlsx',
			Buffer.from(await writeXlsx({ sheets: [{ name: 'Sheet1', rows: [header, ...rows] }] }))
		);
		expect(report).toMatchObject({ accepted: days.length, set_aside: 0, error: null });
		expect((await rowsOf()).map((row) => row.day)).toEqual(days.map(() => '2026-08-01'));
	});

	it('numbers kept as text and texts kept as numbers; an id whose digits a number has lost is set aside', async () => {
		const rows = [
			[41080301, 202607, id(1), '张三', '６，５００．５０', '￥6,500.50元', '成功', ''],
			['41080301', '2026-07', 990108199001010002, '李四', 6500.5, 6500.5, '成功', ''],
			['41080301', '2026-07', '990108199001010003', '王五', ' 6500.50 ', '6500.5', '成功', '']
		];
		const [report] = await district.ingestText(
			'payroll.xlsx',
			Buffer.from(await writeXlsx({ sheets: [{ name: 'Sheet1', rows: [header, ...rows] }] }))
		);
		expect(report).toMatchObject({ rows_read: 3, accepted: 2, set_aside: 1 });
		expect(await rowsOf()).toEqual(
			[1, 2].map(() => ({ project_code: '41080301', month: '2026-07-01', paid_fen: 650050, day: null }))
		);
		const [aside] = await district.read(
			'select row_no, column_name, value, reason from set_aside',
			{},
			z.object({ row_no: z.number(), column_name: z.string(), value: z.string(), reason: z.string() })
		);
		expect(aside).toMatchObject({ row_no: 3, column_name: 'worker_id_no' });
		expect(aside!.reason).toContain('末尾几位已丢失');
	});

	it('a text table in GB18030 that calls itself .xls', async () => {
		const rows = [header, ['P1', '2026-07', id(1), '张三', '1', '6500', '成功', '2026/8/1']];
		const text = rows.map((cells) => cells.join('\t')).join('\r\n');
		const [report] = await district.ingestText('工资支付明细7月.xls', iconv.encode(text, 'gb18030'));
		expect(report).toMatchObject({ feed: 'payroll', accepted: 1, error: null });
	});

	it.each(['biff8', 'biff5', 'xlsb'] as const)(
		'an old workbook (%s) with real dates and long ids',
		async (type) => {
			const rows = [
				[
					'project_code',
					'wage_month',
					'worker_id_no',
					'worker_name',
					'payable',
					'paid',
					'pay_status',
					'pay_date'
				],
				['P1', 202607, id(1), 'Zhang', 1, 6500, 'OK', new Date(2026, 7, 1)]
			];
			const bytes = old(type, rows);
			const [report] = await district.ingestText(type === 'xlsb' ? 'payroll.xlsb' : 'payroll.xls', bytes);
			// The library writes no Chinese in BIFF5, so the status is one that the feed does not know.
			expect(report).toMatchObject({ feed: 'payroll', rows_read: 1, set_aside: 1, error: null });
			const [aside] = await district.read(
				'select column_name, reason from set_aside',
				{},
				z.object({ column_name: z.string(), reason: z.string() })
			);
			expect(aside).toMatchObject({ column_name: 'pay_status' });
			expect(aside!.reason.split('；')).toHaveLength(1);
		}
	);

	it('a semicolon file with a mark, several sheets of several feeds, and an archive of all of it', async () => {
		const csv = `\ufeff${[header, ['P1', '202607', id(1), '张三', '1', '1', '成功', '']].map((cells) => cells.join(';')).join('\r\n')}`;
		const book = await writeXlsx({
			sheets: [
				{ name: '说明', rows: [['请勿修改']] },
				{ name: '工资支付明细', rows: [header, ['P2', '2026-07', id(2), '李四', 1, 1, '成功', '']] },
				{
					name: '税务月报',
					rows: [
						['统一社会信用代码', '所属月份', '入库税额（元）'],
						['91410803MA00000000', '2026年7月', 5.5]
					]
				}
			]
		});
		const zip = zipSync({ 'payroll_7.csv': strToU8(csv), '月报.xlsx': new Uint8Array(book) });
		const reports = await district.ingestText('七月.zip', Buffer.from(zip));
		expect(reports.map(({ feed, sheet, accepted }) => [feed, sheet, accepted])).toEqual([
			['payroll', 'payroll_7.csv', 1],
			['payroll', '月报.xlsx/工资支付明细', 1],
			['tax', '月报.xlsx/税务月报', 1]
		]);
		expect(reports.map((report) => report.note).join()).toContain('没有读入的工作表：“说明”');
	});

	it('a sum of 元 in a column of 万元 so large that it would not fit is read, not a failure', async () => {
		const rows = `project_code,project_name,status,street,sector,contract_amount_wan\nP1,甲,在建,朝阳街道,房屋建筑,99999999999.99\n`;
		const [report] = await district.ingestText('projects.csv', rows);
		expect(report).toMatchObject({ accepted: 1, error: null });
		expect(report!.note).toContain('疑似以元填写');
	});
});
