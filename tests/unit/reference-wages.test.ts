import { describe, expect, it } from 'vitest';
import type { FeedRow } from '../support/reference/types';
import { aProject, MISSING, NOT_APPLICABLE, paid, says, times, worked } from '../support/reference/case';

const attendance = [worked('2026-05', 'a', 20)];

describe('wage_overdue_days', () => {
	it('is 0 on the due day and 1 the day after', () => {
		expect(says('wage_overdue_days', '2026-06-15', { attendance })).toEqual([0, 0, null]);
		expect(says('wage_overdue_days', '2026-06-16', { attendance })).toEqual([1, 1, null]);
	});
	it('is yellow at 15 days and red at 30', () => {
		expect(says('wage_overdue_days', '2026-06-29', { attendance })).toEqual([14, 1, null]);
		expect(says('wage_overdue_days', '2026-06-30', { attendance })).toEqual([15, 2, null]);
		expect(says('wage_overdue_days', '2026-07-14', { attendance })).toEqual([29, 2, null]);
		expect(says('wage_overdue_days', '2026-07-15', { attendance })).toEqual([30, 3, null]);
	});
	it('counts one fen short as overdue, and the full net as paid', () => {
		const line = (amount: string) => [paid('2026-05', 'a', '100.00', { deduction: '0.5', paid: amount })];
		expect(says('wage_overdue_days', '2026-06-17', { payroll: line('99.49') })[0]).toBe(2);
		expect(says('wage_overdue_days', '2026-06-17', { payroll: line('99.50') })[0]).toBe(0);
	});
	it('does not count a failed payment, nor one made after the day', () => {
		const payroll = (changes: FeedRow) => [paid('2026-05', 'a', 100, changes)];
		expect(says('wage_overdue_days', '2026-06-16', { payroll: payroll({ pay_status: '失败' }) })[0]).toBe(1);
		expect(says('wage_overdue_days', '2026-06-16', { payroll: payroll({ pay_date: '2026-06-17' }) })[0]).toBe(
			1
		);
		expect(says('wage_overdue_days', '2026-06-17', { payroll: payroll({ pay_date: '2026-06-17' }) })[0]).toBe(
			0
		);
		expect(says('wage_overdue_days', '2026-06-17', { payroll: payroll({ pay_date: null }) })[0]).toBe(2);
	});
	it('is missing with neither attendance nor payroll', () => {
		expect(says('wage_overdue_days', '2026-06-16', {})).toEqual(MISSING);
	});
});

describe('unpaid_wage_months', () => {
	const months = (...names: string[]) => names.map((month) => worked(month, 'a', '0.5'));

	it('is blue for one month and red for two in a row', () => {
		expect(says('unpaid_wage_months', '2026-06-16', { attendance })).toEqual([1, 1, null]);
		expect(says('unpaid_wage_months', '2026-06-16', { attendance: months('2026-04', '2026-05') })).toEqual([
			2,
			3,
			null
		]);
	});
	it('does not count the month that falls due that day', () => {
		expect(says('unpaid_wage_months', '2026-06-15', { attendance: months('2026-04', '2026-05') })[0]).toBe(1);
	});
	it('is not a run across a month that nobody worked', () => {
		const rows = [...months('2026-02', '2026-04'), worked('2026-03', 'a', 0)];
		expect(says('unpaid_wage_months', '2026-06-16', { attendance: rows })[0]).toBe(1);
	});
	it('runs across the year and takes the longest run, not the latest', () => {
		const rows = months('2025-11', '2025-12', '2026-01', '2026-05');
		expect(says('unpaid_wage_months', '2026-06-16', { attendance: rows })[0]).toBe(3);
	});
	it('ends a run at a month with a single fen paid', () => {
		const payroll = [paid('2026-05', 'a', 100, { paid: '0.01' })];
		expect(says('unpaid_wage_months', '2026-06-16', { attendance, payroll })).toEqual([0, 0, null]);
	});
	it('is missing without attendance', () => {
		expect(says('unpaid_wage_months', '2026-06-16', { payroll: [paid('2026-05', 'a', 1)] })).toEqual(MISSING);
	});
});

describe('paid_headcount_ratio', () => {
	const of = (present: number, paidTo: number) =>
		says('paid_headcount_ratio', '2026-06-20', {
			attendance: times(present, (n) => worked('2026-05', `w${n}`, 3)),
			payroll: times(paidTo, (n) => paid('2026-05', `w${n}`, 100))
		});

	it('is green at all, blue below, yellow under 97 % and red at 90 %', () => {
		expect(of(100, 100)).toEqual([1, 0, null]);
		expect(of(100, 97)).toEqual([0.97, 1, null]);
		expect(of(100, 96)).toEqual([0.96, 2, null]);
		expect(of(1000, 901)).toEqual([0.901, 2, null]);
		expect(of(10, 9)).toEqual([0.9, 3, null]);
		expect(of(3, 2)).toEqual([0.6666, 3, null]);
	});
	it('leaves out who worked under 3 days, and counts a worker paid by either employer once', () => {
		const rows = {
			attendance: [worked('2026-05', 'a', '2.5'), worked('2026-05', 'b', 3)],
			payroll: [
				paid('2026-05', 'b', 5, { pay_status: '失败' }),
				paid('2026-05', 'b', 5, { employer_uscc: null })
			]
		};
		expect(says('paid_headcount_ratio', '2026-06-20', rows)).toEqual([1, 0, null]);
		expect(
			says('paid_headcount_ratio', '2026-06-20', { ...rows, attendance: [worked('2026-05', 'a', 1)] })
		).toEqual(NOT_APPLICABLE);
	});
	it('looks at the last month in which anybody was paid', () => {
		const rows = {
			attendance: [worked('2026-04', 'a', 9), worked('2026-05', 'a', 9)],
			payroll: [paid('2026-04', 'a', 5), paid('2026-05', 'a', 5, { paid: 0 })]
		};
		expect(says('paid_headcount_ratio', '2026-06-20', rows)[0]).toBe(1);
	});
	it('is not applicable where no month was paid yet, missing where nothing was received', () => {
		expect(says('paid_headcount_ratio', '2026-06-20', { attendance })).toEqual(NOT_APPLICABLE);
		expect(says('paid_headcount_ratio', '2026-06-20', {})).toEqual(MISSING);
	});
});

describe('paid_amount_ratio', () => {
	const of = (amount: string) =>
		says('paid_amount_ratio', '2026-06-20', { payroll: [paid('2026-05', 'a', 10_000, { paid: amount })] });

	it('has its lines at 1, 0.95 and 0.85, all strict', () => {
		expect(of('10000')).toEqual([1, 0, null]);
		expect(of('9999.99')).toEqual([0.9999, 1, null]);
		expect(of('9500')).toEqual([0.95, 1, null]);
		expect(of('9499.99')).toEqual([0.9499, 2, null]);
		expect(of('8500')).toEqual([0.85, 2, null]);
		expect(of('8499.99')).toEqual([0.8499, 3, null]);
	});
	it('is not applicable for a net of 0 in all', () => {
		const payroll = [paid('2026-05', 'a', 100, { deduction: 100, paid: 1 })];
		expect(says('paid_amount_ratio', '2026-06-20', { payroll })).toEqual(NOT_APPLICABLE);
	});
});

describe('unsigned_payroll_ratio', () => {
	const of = (lines: number, unsigned: number) =>
		says('unsigned_payroll_ratio', '2026-06-20', {
			payroll: times(lines, (n) => paid('2026-05', `w${n}`, 1, { signed: n < unsigned ? null : true }))
		});

	it('has its lines above 0, at 10 % and at 20 %; a blank is not signed', () => {
		expect(of(10, 0)).toEqual([0, 0, null]);
		expect(of(1000, 1)).toEqual([0.001, 1, null]);
		expect(of(1000, 99)).toEqual([0.099, 1, null]);
		expect(of(10, 1)).toEqual([0.1, 2, null]);
		expect(of(1000, 199)).toEqual([0.199, 2, null]);
		expect(of(5, 1)).toEqual([0.2, 3, null]);
	});
	it('is not applicable where the latest month has no line', () => {
		expect(says('unsigned_payroll_ratio', '2026-06-20', { attendance })).toEqual(NOT_APPLICABLE);
		expect(says('unsigned_payroll_ratio', '2026-06-20', {})).toEqual(MISSING);
	});
});

describe('attend_pay_gap', () => {
	const of = (paidDays: number | string | null) =>
		says('attend_pay_gap', '2026-06-20', {
			attendance: [worked('2026-05', 'a', 20)],
			payroll: [paid('2026-05', 'a', 1, { work_days: paidDays })]
		});

	it('is above its lines only, in both directions', () => {
		expect(of(23)).toEqual([0.15, 0, null]);
		expect(of('23.5')).toEqual([0.175, 1, null]);
		expect(of(14)).toEqual([0.3, 1, null]);
		expect(of('13.5')).toEqual([0.325, 2, null]);
		expect(of(30)).toEqual([0.5, 2, null]);
		expect(of('9.5')).toEqual([0.525, 3, null]);
	});
	it('cannot be told from lines that state no days', () => {
		expect(of(null)).toEqual(MISSING);
	});
	it('is not applicable with no day worked', () => {
		const payroll = [paid('2026-05', 'a', 1)];
		expect(says('attend_pay_gap', '2026-06-20', { payroll })).toEqual(NOT_APPLICABLE);
	});
});

describe('low_pay_share', () => {
	// 2000 ÷ 21.75 × 10 days = 919.54…: 919.54 is under the minimum by less than a fen, 919.55 above.
	const line = (n: number, payable: string, days: number | string = 10) =>
		paid('2026-05', `w${n}`, payable, { work_days: days });
	const of = (lines: number, low: number) =>
		says('low_pay_share', '2026-06-20', {
			payroll: times(lines, (n) => line(n, n < low ? '919.54' : '919.55'))
		});

	it('compares exactly with the monthly minimum, and has its lines above 0, at 5 % and 20 %', () => {
		expect(of(1, 0)).toEqual([0, 0, null]);
		expect(of(100, 1)).toEqual([0.01, 1, null]);
		expect(of(20, 1)).toEqual([0.05, 2, null]);
		expect(of(100, 19)).toEqual([0.19, 2, null]);
		expect(of(5, 1)).toEqual([0.2, 3, null]);
	});
	it('leaves out lines under 10 days or without days', () => {
		const payroll = [line(0, '1', '9.5'), paid('2026-05', 'x', 1, { work_days: null })];
		expect(says('low_pay_share', '2026-06-20', { payroll })).toEqual(NOT_APPLICABLE);
	});
});

describe('exit_unsettled_count', () => {
	const left = (n: number, changes: FeedRow = {}) => ({
		project_code: 'P1',
		worker_id_no: `w${n}`,
		entry_date: '2026-01-05',
		exit_date: '2026-06-01',
		...changes
	});
	const of = (n: number) => says('exit_unsettled_count', '2026-06-20', { roster: times(n, (i) => left(i)) });

	it('has its lines at 1, 2 and 5', () => {
		expect(of(1)).toEqual([1, 1, null]);
		expect(of(2)).toEqual([2, 2, null]);
		expect(of(4)).toEqual([4, 2, null]);
		expect(of(5)).toEqual([5, 3, null]);
	});
	it('leaves seven full days, and asks for a settlement or a paid line of the exit month by the day', () => {
		const one = (changes: FeedRow, payroll: FeedRow[] = []) =>
			says('exit_unsettled_count', '2026-06-20', { roster: [left(0, changes)], payroll })[0];
		expect(one({ exit_date: '2026-06-13' })).toBe(0);
		expect(one({ exit_date: '2026-06-12' })).toBe(1);
		expect(one({ settled_at: '2026-06-20' })).toBe(0);
		expect(one({ settled_at: '2026-06-21' })).toBe(1);
		const line = { ...paid('2026-06', 'w0', 5, { pay_date: '2026-06-20' }) } as Record<
			string,
			string | number
		>;
		expect(one({}, [line])).toBe(0);
		expect(one({}, [{ ...line, pay_date: '2026-06-21' }])).toBe(1);
		expect(one({}, [{ ...line, wage_month: '2026-05' }])).toBe(1);
	});
	it('is missing without a roster', () => {
		expect(says('exit_unsettled_count', '2026-06-20', {})).toEqual(MISSING);
	});
});

it('says nothing of the project next door', () => {
	const projects = [aProject(), aProject({ project_code: 'P2' })];
	expect(says('wage_overdue_days', '2026-06-16', { projects, attendance }, { code: 'P2' })).toEqual(MISSING);
});
