import { describe, expect, it } from 'vitest';
import { aProject, MISSING, NOT_APPLICABLE, paid, says } from '../support/reference/case';
import { referenceRunway } from '../support/reference/runway';
import type { FeedRow, Rows } from '../support/reference/types';

const D = '2026-06-20';
const balance = (yuan: string | null, time = '2026-06-19 08:00:00', no = '1'): FeedRow => ({
	txn_no: no,
	project_code: 'P1',
	txn_time: time,
	direction: '收',
	amount: 1,
	balance_after: yuan
});
const fee = (day: string, yuan: number): FeedRow => ({
	disbursement_no: day,
	project_code: 'P1',
	kind: '人工费',
	paid: yuan,
	paid_date: day
});
// Forecast 10 000 a month; pay days 2026-07-15 (25 days), 2026-08-14 (55), 2026-09-15 (87).
const payroll = [paid('2026-05', 'a', 10_000)];
const run = (rows: Rows, runwayCase: 'expected' | 'best' | 'worst' = 'expected') =>
	referenceRunway({ asOf: D, rows: { projects: [aProject()], payroll, ...rows } }, 'P1', runwayCase)!;
const days = (yuan: string, rows: Rows = {}) => run({ account_transactions: [balance(yuan)], ...rows }).days;

describe('runway_days without inflow', () => {
	it('forgives 5 % of a payroll and not a fen more', () => {
		expect(days('9500')).toBe(55);
		expect(days('9499.99')).toBe(25);
		expect(days('19500')).toBe(87);
		expect(days('19499.99')).toBe(55);
		expect(days('29500')).toBe(999);
		expect(days('29499.99')).toBe(87);
	});
	it('tells the deficit in yuan', () => {
		expect(run({ account_transactions: [balance('9000')] })).toEqual({
			days: 25,
			shortfallYuan: 1000,
			null_reason: null
		});
	});
	it('takes arrears from the balance first', () => {
		const short = [paid('2026-05', 'a', 10_000), paid('2026-04', 'a', 10_000, { paid: 4000 })];
		expect(days('15500', { payroll: short })).toBe(55);
		expect(days('15499.99', { payroll: short })).toBe(25);
	});
	it('does not pay twice what was paid early, and uses the lines of a month that are there', () => {
		const early = [...payroll, paid('2026-06', 'a', 4000, { paid: 3000, pay_date: '2026-06-18' })];
		expect(days('0', { payroll: early })).toBe(25);
		// f stays 10 000: still to pay in July 1 000, of which 500 is noise.
		expect(days('500', { payroll: early })).toBe(55);
	});
	it('scales the forecast with the headcount on site', () => {
		const roster = ['a', 'b'].map((worker) => ({
			project_code: 'P1',
			worker_id_no: worker,
			entry_date: '2026-06-20'
		}));
		expect(days('19000', { roster })).toBe(55);
		expect(days('18999.99', { roster })).toBe(25);
	});
	it('takes the last balance by time, then by number', () => {
		const rows = [
			balance('0', '2026-06-20 09:00:00', '9'),
			balance('99999', '2026-06-20 09:00:01', '1'),
			balance('99999.5', '2026-06-20 09:00:01', '2'),
			balance('0', '2026-06-21 00:00:00', '3')
		];
		expect(run({ account_transactions: rows }).days).toBe(999);
	});
	it('counts the pay day itself as the first to come', () => {
		const input = {
			projects: [aProject()],
			payroll: [paid('2026-04', 'a', 10_000)],
			account_transactions: [balance('0')]
		};
		const rows = { ...input, account_transactions: [balance('0', '2026-06-01 00:00:00')] };
		expect(says('runway_days', '2026-06-15', rows)).toEqual([0, 3, null]);
	});
});

describe('expected inflow', () => {
	const rows = (...fees: FeedRow[]) => ({ account_transactions: [balance('0')], disbursements: fees });

	it('expects the mean amount every mean gap', () => {
		// Gaps 30 and 31: 30.5 becomes 31; next 2026-06-26, 2026-07-27, 2026-08-27, each 10 000.
		const fees = [fee('2026-03-26', 10_000), fee('2026-04-25', 10_000), fee('2026-05-26', 10_000)];
		expect(run(rows(...fees))).toEqual({ days: 999, shortfallYuan: 0, null_reason: null });
	});
	it('expects 30 days after one payment: a pay day is covered on that day, not the day before', () => {
		expect(run(rows(fee('2026-06-15', 10_000))).days).toBe(999);
		expect(run(rows(fee('2026-06-16', 10_000))).days).toBe(25);
	});
	it('is regular with a gap of 38 days and not of 39, which only the best case forgives', () => {
		const at = (first: string) => rows(fee(first, 20_000), fee('2026-06-06', 20_000));
		expect(run(at('2026-04-29')).days).toBe(999);
		expect(run(at('2026-04-29'), 'worst').days).toBe(25);
		expect(run(at('2026-04-28')).days).toBe(25);
		expect(run(at('2026-04-28'), 'best').days).toBe(999);
	});
	it('looks at the last three payments only, two of one day with a gap of 0', () => {
		const fees = [fee('2026-01-01', 1), fee('2026-06-12', 10_000), fee('2026-06-13', 10_000)];
		expect(run(rows(...fees)).days).toBe(25);
		// Gaps 0 and 1: a mean of 0.5 becomes 1, every day 10 000.
		const same = { ...fee('2026-06-12', 10_000), disbursement_no: 'again' };
		expect(run(rows(...fees, same)).days).toBe(999);
	});
	it('expects a payer who is seven days late that day, and nothing from one who is later', () => {
		expect(run(rows(fee('2026-05-14', 40_000))).days).toBe(999);
		expect(run(rows(fee('2026-05-13', 40_000))).days).toBe(25);
		expect(run(rows(fee('2026-05-13', 40_000)), 'best').days).toBe(25);
	});
});

describe('runway_days as an indicator', () => {
	it('has its lines at 45, 21 and 7 days', () => {
		const at = (asOf: string) =>
			says('runway_days', asOf, { payroll, account_transactions: [balance('0', '2026-06-16 00:00:00')] });
		expect(at('2026-06-20')).toEqual([25, 1, null]);
		expect(at('2026-06-23')).toEqual([22, 1, null]);
		expect(at('2026-06-24')).toEqual([21, 2, null]);
		expect(at('2026-07-07')).toEqual([8, 2, null]);
		expect(at('2026-07-08')).toEqual([7, 3, null]);
	});
	it('is missing without a balance, not applicable without a past-due payroll or when not active', () => {
		expect(says('runway_days', D, { payroll })).toEqual(MISSING);
		expect(says('runway_days', D, { payroll, account_transactions: [balance(null)] })).toEqual(MISSING);
		expect(says('runway_days', D, { account_transactions: [balance('5')] })).toEqual(NOT_APPLICABLE);
		expect(says('runway_days', D, { projects: [aProject({ status: '完工' })] })).toEqual(NOT_APPLICABLE);
	});
});
