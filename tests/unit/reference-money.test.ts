import { describe, expect, it } from 'vitest';
import { aProject, MISSING, NOT_APPLICABLE, paid, says } from '../support/reference/case';
import type { FeedRow } from '../support/reference/types';

const fee = (day: string | null, yuan: string | number = 1000, changes: FeedRow = {}): FeedRow => ({
	disbursement_no: `D${day}${changes.kind ?? ''}`,
	project_code: 'P1',
	kind: '人工费',
	paid: yuan,
	paid_date: day,
	...changes
});
const done = (
	month: string,
	completed: string | number,
	progressPaid: string | number | null = null
): FeedRow => ({
	project_code: 'P1',
	period: month,
	completed_value: completed,
	progress_paid: progressPaid
});

describe('labour_fee_gap_days', () => {
	const of = (asOf: string, disbursements: FeedRow[]) => says('labour_fee_gap_days', asOf, { disbursements });

	it('is above 31, 45 and 60 days only', () => {
		const rows = [fee('2026-05-01'), fee('2026-04-01')];
		expect(of('2026-06-01', rows)).toEqual([31, 0, null]);
		expect(of('2026-06-02', rows)).toEqual([32, 1, null]);
		expect(of('2026-06-15', rows)).toEqual([45, 1, null]);
		expect(of('2026-06-16', rows)).toEqual([46, 2, null]);
		expect(of('2026-06-30', rows)).toEqual([60, 2, null]);
		expect(of('2026-07-01', rows)).toEqual([61, 3, null]);
	});
	it('counts from the start where no labour cost above 0 was paid by the day', () => {
		const rows = [
			fee('2026-01-20', 0),
			fee('2026-01-21', 9, { kind: '工程款' }),
			fee(null),
			fee('2026-03-01')
		];
		expect(of('2026-02-01', rows)[0]).toBe(31);
	});
	it('is missing where nothing was received, not applicable before the start or when stopped', () => {
		expect(of('2026-06-01', [])).toEqual(MISSING);
		expect(of('2025-12-31', [])).toEqual(NOT_APPLICABLE);
		for (const changes of [{ status: '停工' }, { actual_end: '2026-06-01' }]) {
			const rows = { projects: [aProject(changes)], disbursements: [fee('2026-01-02')] };
			expect(says('labour_fee_gap_days', '2026-06-01', rows)).toEqual(NOT_APPLICABLE);
		}
	});
});

describe('labour_fee_shortfall', () => {
	const of = (
		yuan: string,
		changes: FeedRow = { labour_fee_rate: '0.2' },
		progress = [done('2026-05', 10_000)]
	) =>
		says('labour_fee_shortfall', '2026-05-31', {
			projects: [aProject(changes)],
			progress,
			disbursements: [fee('2026-05-31', yuan), fee('2026-06-01', 99_999)]
		});

	it('floors after the subtraction and is above 0, 10 % and 30 % only', () => {
		expect(of('2000')).toEqual([0, 0, null]);
		expect(of('5000')).toEqual([0, 0, null]);
		expect(of('1999.99')).toEqual([0, 0, null]);
		expect(of('1999.80')).toEqual([0.0001, 1, null]);
		expect(of('1800')).toEqual([0.1, 1, null]);
		expect(of('1799.80')).toEqual([0.1001, 2, null]);
		expect(of('1400')).toEqual([0.3, 2, null]);
		expect(of('1399.80')).toEqual([0.3001, 3, null]);
	});
	it('takes the floor of the sector where it is higher or nothing was agreed', () => {
		expect(of('2000', { labour_fee_rate: '0.2', sector: '房屋建筑' })[0]).toBe(0.3333);
		expect(of('2000', { labour_fee_rate: null, sector: '水利' })[0]).toBe(0);
		expect(of('2000', { labour_fee_rate: null })).toEqual(NOT_APPLICABLE);
	});
	it('counts a month of progress from its last day, and is missing without any', () => {
		expect(of('0', undefined, [done('2026-05', 0)])).toEqual(NOT_APPLICABLE);
		expect(of('0', undefined, [done('2026-04', 5), done('2026-06', 99)])[0]).toBe(1);
		expect(of('0', undefined, [])).toEqual(MISSING);
	});
});

describe('progress_payment_ratio', () => {
	const of = (yuan: string | null, changes: FeedRow = { is_soe: true }) =>
		says('progress_payment_ratio', '2026-06-30', {
			projects: [aProject(changes)],
			progress: [done('2026-05', 5000, yuan), done('2026-06', 5000, null)]
		});

	it('is under 0.85, 0.80 and 0.70 only', () => {
		expect(of('8500')).toEqual([0.85, 0, null]);
		expect(of('8499.99')).toEqual([0.8499, 1, null]);
		expect(of('8000')).toEqual([0.8, 1, null]);
		expect(of('7999')).toEqual([0.7999, 2, null]);
		expect(of('7000')).toEqual([0.7, 2, null]);
		expect(of('6999')).toEqual([0.6999, 3, null]);
	});
	it('is for public money only, and missing where no payment was ever reported', () => {
		expect(of('1', { is_gov_invest: true })[1]).toBe(3);
		expect(of('1', {})).toEqual(NOT_APPLICABLE);
		expect(of(null)).toEqual(MISSING);
	});
});

const txn = (
	no: string,
	time: string,
	direction: '收' | '支',
	yuan: string | number,
	changes: FeedRow = {}
): FeedRow => ({
	txn_no: no,
	project_code: 'P1',
	txn_time: time,
	direction,
	amount: yuan,
	balance_after: 0,
	...changes
});

describe('account_outflow_suspect', () => {
	const roster = [
		{ project_code: 'P1', worker_id_no: 'a', entry_date: '2026-01-05', exit_date: '2026-02-01' }
	];
	const of = (suspect: string, known: string, changes: FeedRow = {}) =>
		says('account_outflow_suspect', '2026-06-20', {
			roster,
			account_transactions: [
				txn('1', '2026-06-20 23:59:59', '支', known, { payee_id_no: 'a' }),
				txn('2', '2026-03-23 00:00:00', '支', suspect, { payee_id_no: 'b', ...changes })
			]
		});

	it('is above 0, 2 % and 10 % of the money out only', () => {
		expect(of('0', '10000')).toEqual([0, 0, null]);
		expect(of('0.99', '9999.01')).toEqual([0, 0, null]);
		expect(of('1', '9999')).toEqual([0.0001, 1, null]);
		expect(of('200', '9800')).toEqual([0.02, 1, null]);
		expect(of('201', '9799')).toEqual([0.0201, 2, null]);
		expect(of('1000', '9000')).toEqual([0.1, 2, null]);
		expect(of('1001', '8999')).toEqual([0.1001, 3, null]);
	});
	it('leaves tax and what is 90 days old out; no payee is nobody on the roster', () => {
		expect(of('1001', '8999', { counterparty_type: '税费' })[0]).toBe(0);
		expect(of('1001', '8999', { txn_time: '2026-03-22 23:59:59' })[0]).toBe(0);
		expect(of('1001', '8999', { payee_id_no: null })[0]).toBe(0.1001);
	});
	it('is 0 with nothing out and missing with no transaction', () => {
		const account_transactions = [txn('1', '2026-06-20 10:00:00', '收', 9)];
		expect(says('account_outflow_suspect', '2026-06-20', { account_transactions })).toEqual([0, 0, null]);
		expect(says('account_outflow_suspect', '2026-06-20', {})).toEqual(MISSING);
	});
});

describe('account_frozen', () => {
	const account = (no: string, status: string) => ({ project_code: 'P1', account_no: no, status });

	it('is red for one frozen account of several, 0 for none, missing without an account', () => {
		const of = (...special_accounts: FeedRow[]) => says('account_frozen', '2026-06-20', { special_accounts });
		expect(of(account('1', '正常'), account('2', '冻结'))).toEqual([1, 3, null]);
		expect(of(account('1', '正常'), account('2', '注销'))).toEqual([0, 0, null]);
		expect(of()).toEqual(MISSING);
	});
});

describe('account_cover', () => {
	// 2026-05 was paid in full; 2026-06 falls due on 2026-07-15 and is forecast at 10 000.
	const of = (balance: string, more: FeedRow[] = []) =>
		says('account_cover', '2026-06-20', {
			payroll: [paid('2026-05', 'a', 10_000), ...more],
			account_transactions: [txn('1', '2026-06-19 08:00:00', '收', 1, { balance_after: balance })]
		});

	it('is under 0.9, 0.7 and 0.4 of what is still to be paid only', () => {
		expect(of('9000')).toEqual([0.9, 0, null]);
		expect(of('8999.99')).toEqual([0.8999, 1, null]);
		expect(of('7000')).toEqual([0.7, 1, null]);
		expect(of('6999')).toEqual([0.6999, 2, null]);
		expect(of('4000')).toEqual([0.4, 2, null]);
		expect(of('3999')).toEqual([0.3999, 3, null]);
	});
	it('is not applicable where the next pay day is paid already', () => {
		expect(of('0', [paid('2026-06', 'a', 500, { pay_date: '2026-06-20' })])).toEqual(NOT_APPLICABLE);
	});
	it('is missing without a balance', () => {
		expect(says('account_cover', '2026-06-20', { payroll: [paid('2026-05', 'a', 1)] })).toEqual(MISSING);
	});
});
