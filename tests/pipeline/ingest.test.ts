import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { feeds } from '$lib/domain/feeds';
import contract from '../fixtures/contract-feeds.json' with { type: 'json' };
import { openDistrict, type District } from '../support/district';

let district: District;

beforeEach(async () => {
	district = await openDistrict();
});
afterEach(() => district.close());

const one = async (sql: string) =>
	(await district.read(sql, {}, z.record(z.string(), z.unknown())))[0] as Record<string, unknown>;
const header = 'project_code,employer_uscc,wage_month,worker_id_no,payable,paid,pay_status,pay_date';
const line = (worker: string, paid: number | string, month = '2026-08') =>
	`P1,LAB,${month},${worker},5000,${paid},成功,2026-09-10`;

describe('the feed definitions', () => {
	it('are those of the contract, column by column', () => {
		expect(
			[...feeds.values()].map((feed) => ({ ...feed })).sort((a, b) => (a.feed < b.feed ? -1 : 1))
		).toEqual([...contract.feeds].sort((a, b) => (a.feed < b.feed ? -1 : 1)));
	});
});

describe('ingest', () => {
	it('keeps money in fen, months as first days, persons as keys, and every row number', async () => {
		const [report] = await district.ingestText(
			'payroll_1.csv',
			`${header}\n${line('110101199001011237', '"4,999.99"')}\n${line('110101199001011238', 5000, '2026年8月')}\n`
		);
		expect(report).toMatchObject({
			feed: 'payroll',
			rows_read: 2,
			accepted: 2,
			set_aside: 0,
			duplicate: false
		});
		const rows = await district.read(
			`select paid_fen, cast(wage_month as varchar) as month, row_no, worker_id_no_key is not null as keyed,
				(select mask from pii_value where pii_key = worker_id_no_key) as mask
			from feed_payroll order by row_no`,
			{},
			z.record(z.string(), z.unknown())
		);
		expect(rows).toEqual([
			{ paid_fen: '499999', month: '2026-08-01', row_no: 2, keyed: true, mask: '110***********1237' },
			{ paid_fen: '500000', month: '2026-08-01', row_no: 3, keyed: true, mask: '110***********1238' }
		]);
	});

	it('keeps no ID number in any table in the clear', async () => {
		await district.ingestText('payroll_1.csv', `${header}\n${line('110101199001011237', 5000)}\n`);
		const tables = await district.read(
			`select table_name as name from duckdb_tables() where database_name = 'app'`,
			{},
			z.object({ name: z.string() })
		);
		for (const { name } of tables) {
			const found = await one(
				`select count(*) as n from (select t::varchar as line from ${name} t) where line like '%110101199001011237%'`
			);
			expect(found['n'], name).toBe('0');
		}
	});

	it('sets bad rows aside with row, column, value and reason, and takes the good ones', async () => {
		const [report] = await district.ingestText(
			'payroll_bad.csv',
			[
				header,
				line('W1', 5000),
				line('W2', -1),
				line('W3', 5000, '2025-13'),
				line('', 5000),
				line('W5', '12.345'),
				line('W6', 5000).replace('成功', '已发')
			].join('\n')
		);
		expect(report).toMatchObject({ rows_read: 6, accepted: 1, set_aside: 5 });
		const aside = await district.read(
			'select row_no, column_name, value, reason from set_aside order by row_no',
			{},
			z.object({
				row_no: z.number(),
				column_name: z.string(),
				value: z.string().nullable(),
				reason: z.string()
			})
		);
		expect(aside.map((row) => [row.row_no, row.column_name, row.value])).toEqual([
			[3, 'paid', '-1'],
			[4, 'wage_month', '2025-13'],
			[5, 'worker_id_no', null],
			[6, 'paid', '12.345'],
			[7, 'pay_status', '已发']
		]);
		expect(aside.map((row) => row.reason).every((reason) => /“.+”/.test(reason))).toBe(true);
	});

	it('changes nothing when the same file comes twice', async () => {
		const text = `${header}\n${line('W1', 5000)}\n`;
		await district.ingestText('payroll_1.csv', text);
		const [again] = await district.ingestText('payroll_again.csv', text);
		expect(again).toMatchObject({ duplicate: true, rows_read: 1, accepted: 1, unchanged: 1, superseded: 0 });
		expect(await one('select count(*) as n from feed_payroll')).toEqual({ n: '1' });
		expect(await one('select count(*) as n from batch')).toEqual({ n: '1' });
	});

	it('lets a correction supersede what it corrects, from the moment it came', async () => {
		await district.ingestText(
			'payroll_1.csv',
			`${header}\n${line('W1', 5000)}\n${line('W2', 5000)}\n`,
			'2026-09-11 08:00:00'
		);
		const [second] = await district.ingestText(
			'payroll_2.csv',
			`${header}\n${line('W1', 4000)}\n${line('W2', 5000)}\n`,
			'2026-10-11 08:00:00'
		);
		expect(second).toMatchObject({ accepted: 2, superseded: 1, unchanged: 1 });
		const known = (at: string) =>
			one(`select sum(paid_fen) as fen from feed_payroll
				where known_from <= timestamp '${at}' and (known_to is null or known_to > timestamp '${at}')`);
		expect(await known('2026-10-11 07:59:59')).toEqual({ fen: '1000000' });
		expect(await known('2026-10-11 08:00:00')).toEqual({ fen: '900000' });
		expect(await known('2026-09-11 07:59:59')).toEqual({ fen: null });
	});

	it('gives the same present and the same past whatever the order in which files arrive', async () => {
		const files: [string, number, string][] = [
			['payroll_a.csv', 1000, '2026-09-01 00:00:00'],
			['payroll_b.csv', 2000, '2026-10-01 00:00:00'],
			['payroll_c.csv', 3000, '2026-11-01 00:00:00']
		];
		for (const order of [
			[0, 1, 2],
			[2, 1, 0],
			[1, 2, 0],
			[2, 0, 1]
		]) {
			await district.clear();
			for (const index of order) {
				const [name, paid, at] = files[index]!;
				await district.ingestText(name, `${header}\n${line('W1', paid)}\n`, at);
			}
			const rows = await district.read(
				`select paid_fen, cast(known_from as varchar) as a, cast(known_to as varchar) as b from feed_payroll order by a`,
				{},
				z.object({ paid_fen: z.string(), a: z.string(), b: z.string().nullable() })
			);
			expect(rows).toEqual([
				{ paid_fen: '100000', a: '2026-09-01 00:00:00', b: '2026-10-01 00:00:00' },
				{ paid_fen: '200000', a: '2026-10-01 00:00:00', b: '2026-11-01 00:00:00' },
				{ paid_fen: '300000', a: '2026-11-01 00:00:00', b: null }
			]);
		}
	});

	it('takes the last of several rows of one key in a file, keeps the earlier, and says so', async () => {
		const [report] = await district.ingestText(
			'payroll_twice.csv',
			`${header}\n${line('W1', 1000)}\n${line('W2', 5000)}\n${line('W1', 2000)}\n${line('W2', 5000)}\n`
		);
		expect(report).toMatchObject({ rows_read: 4, accepted: 4, set_aside: 0, superseded: 1, unchanged: 1 });
		expect(report?.note).toContain('主键在文件内重复');
		expect(await one('select sum(paid_fen) as fen from feed_payroll where known_to is null')).toEqual({
			fen: '700000'
		});
	});

	it('reads GB18030 with Chinese headers, semicolons, full-width digits and guarded numbers', async () => {
		const text =
			'流水号;项目编码;账号;交易时间;收支;金额（元）;余额（元）\r\n' +
			'T1;P1;="6222020200112233";2026/8/1 9:05;收;１，２３４．５;￥99.00\r\n';
		const [report] = await district.ingestText(
			'account_transactions_bank.csv',
			iconv.encode(text, 'gb18030')
		);
		expect(report).toMatchObject({ feed: 'account_transactions', rows_read: 1, accepted: 1 });
		expect(
			await one(`select amount_fen, balance_after_fen, cast(txn_time as varchar) as at,
				(select mask from pii_value where pii_key = account_no_key) as mask from feed_account_transactions`)
		).toEqual({
			amount_fen: '123450',
			balance_after_fen: '9900',
			at: '2026-08-01 09:05:00',
			mask: '**** 2233'
		});
	});

	it('reads mixed forms of dates, serials among them', async () => {
		const days = ['2026-08-01', '2026/8/1', '2026年8月1日', '20260801', '46235', '２０２６．８．１'];
		const text = days.map((day, index) => `D${index},P1,人工费,100,${day}`).join('\n');
		const [report] = await district.ingestText(
			'disbursements_1.csv',
			`disbursement_no,project_code,kind,paid,paid_date\n${text}\n`
		);
		expect(report).toMatchObject({ accepted: days.length, set_aside: 0 });
		expect(
			await one(
				'select count(distinct paid_date) as n, cast(min(paid_date) as varchar) as day from feed_disbursements'
			)
		).toEqual({
			n: '1',
			day: '2026-08-01'
		});
	});

	it('refuses a file without a required column, and names the column and the file', async () => {
		const [report] = await district.ingestText(
			'payroll_x.csv',
			'project_code,wage_month,payable\nP1,2026-08,1\n'
		);
		expect(report?.error).toContain('payroll_x.csv');
		expect(report?.error).toContain('身份证号码');
		expect(await one('select count(*) as n from feed_payroll')).toEqual({ n: '0' });
	});

	it('answers one sentence for a file of no known feed, an empty one, a web page, a truncated workbook', async () => {
		const bad: [string, string | Buffer][] = [
			['说明.csv', '甲,乙\n1,2\n'],
			['payroll_empty.csv', `${header}\n`],
			['payroll_page.csv', '<!doctype html><html><body>请登录</body></html>'],
			['payroll_cut.xlsx', Buffer.from('PK\u0003\u0004cut off')],
			['payroll_locked.xlsx', Buffer.from('d0cf11e0a1b11ae1000000000000000000000000', 'hex')]
		];
		for (const [name, content] of bad) {
			const [report] = await district.ingestText(name, content);
			expect(report?.error, name).toMatch(/[\u4e00-\u9fff].*。$/u);
			expect(report?.error, name).toContain(name);
		}
		const [good] = await district.ingestText('payroll_good.csv', `${header}\n${line('W1', 1)}\n`);
		expect(good?.accepted).toBe(1);
	});

	it('sets a line with the wrong number of cells aside and goes on', async () => {
		const [report] = await district.ingestText(
			'payroll_torn.csv',
			`${header}\n${line('W1', 5000)}\nP1,LAB,2026-08\n${line('W3', 5000)}\n`
		);
		expect(report).toMatchObject({ rows_read: 3, accepted: 2, set_aside: 1, error: null });
		expect(await one('select row_no from set_aside')).toEqual({ row_no: 3 });
	});
});
