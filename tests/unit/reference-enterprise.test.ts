import { describe, expect, it } from 'vitest';
import { addToMonth } from '../support/reference/calendar';
import { aProject, MISSING, NOT_APPLICABLE, says, times, worked } from '../support/reference/case';
import type { FeedRow, Rows } from '../support/reference/types';

const D = '2026-06-30';
const enterprise = (changes: FeedRow = {}): FeedRow => ({
	uscc: 'U',
	name: 'x',
	enterprise_type: '总包',
	...changes
});
const about = (indicator: string, rows: Rows, asOf = D) =>
	says(indicator, asOf, { enterprises: [enterprise()], ...rows }, { code: 'U' });
/** Rows of the months up to 2026-06, the newest last. */
const monthly = (...rows: FeedRow[]): FeedRow[] =>
	rows.map((row, n) => ({ uscc: 'U', month: addToMonth('2026-06', n - rows.length + 1), ...row }));

describe('runs of the latest months', () => {
	const tax = (...overdue: (string | null)[]) =>
		about('tax_overdue_months', { tax: monthly(...overdue.map((yuan) => ({ overdue: yuan }))) });

	it('counts months of unpaid tax from the latest backwards', () => {
		expect(tax('9', '0')).toEqual([0, 0, null]);
		expect(tax('9', '0', '0.01')).toEqual([1, 1, null]);
		expect(tax('0', '9', '9')).toEqual([2, 2, null]);
		expect(tax('9', '9', '9')).toEqual([3, 3, null]);
		expect(tax('9', '9', null)).toEqual([0, 0, null]);
		expect(tax()).toEqual(MISSING);
	});
	it('ends a run at a gap and counts a month from its last day', () => {
		const rows = [
			{ uscc: 'U', month: '2026-04', overdue: 1 },
			{ uscc: 'U', month: '2026-06', overdue: 1 }
		];
		expect(about('tax_overdue_months', { tax: rows })[0]).toBe(1);
		expect(
			about('tax_overdue_months', { tax: monthly({ overdue: 1 }, { overdue: 0 }) }, '2026-06-29')[0]
		).toBe(1);
	});
	it('compares social insurance paid with payable', () => {
		const of = (...paidYuan: string[]) =>
			about('social_overdue_months', {
				social_insurance: monthly(...paidYuan.map((paid) => ({ payable: '100', paid })))
			});
		expect(of('100', '100')).toEqual([0, 0, null]);
		expect(of('100', '99.99')).toEqual([1, 1, null]);
		expect(of('99', '99')[1]).toBe(2);
		expect(of('99', '99', '0')[1]).toBe(3);
		expect(of()).toEqual(MISSING);
	});
	it('adds the kinds of a month together for utilities', () => {
		const bills = (water: string) => [
			{ subject_code: 'U', kind: '电', month: '2026-06', consumption: 1, billed: '100', paid: '90' },
			{ subject_code: 'U', kind: '水', month: '2026-06', consumption: 1, billed: '50', paid: water }
		];
		expect(about('utility_overdue_months', { utilities: bills('60') })).toEqual([0, 0, null]);
		expect(about('utility_overdue_months', { utilities: bills('59.99') })).toEqual([1, 1, null]);
		expect(about('utility_overdue_months', {})).toEqual(MISSING);
	});
});

describe('drops', () => {
	const invoices = (before: (string | null)[], now: (string | null)[]) =>
		about('invoice_drop', {
			tax: [
				...before.map((yuan, n) => ({
					uscc: 'U',
					month: addToMonth('2025-06', n - 2),
					invoice_amount: yuan
				})),
				...now.map((yuan, n) => ({ uscc: 'U', month: addToMonth('2026-06', n - 2), invoice_amount: yuan }))
			]
		});

	it('compares three months of invoices with a year before: lines at 0.30, 0.50, 0.70', () => {
		expect(invoices(['100', '100', '100'], ['70', '70', '70.03'])).toEqual([0.2999, 0, null]);
		expect(invoices(['100', '100', '100'], ['70', '70', '70'])).toEqual([0.3, 1, null]);
		expect(invoices(['100', '0', '200'], ['50', '50', '50'])).toEqual([0.5, 2, null]);
		expect(invoices(['100', '100', '100'], ['0', '0', '90'])).toEqual([0.7, 3, null]);
		expect(invoices(['3', '0', '0'], ['4', '0', '0'])).toEqual([-0.3334, 0, null]);
	});
	it('is not applicable under three months, without a base month or with a base of 0; missing without rows', () => {
		expect(invoices(['1', '1', '1'], ['1', '1', '1'].slice(1))[2]).toBe('not_applicable');
		expect(invoices(['1', null, '1'], ['1', '1', '1'])).toEqual(NOT_APPLICABLE);
		expect(invoices(['0', '0', '0'], ['1', '1', '1'])).toEqual(NOT_APPLICABLE);
		expect(invoices([], [])).toEqual(MISSING);
	});
	it('compares the insured with three months before: lines at 0.20, 0.40, 0.60', () => {
		const of = (base: number, now: number | null) =>
			about('insured_drop', {
				social_insurance: monthly(...[base, 1, 1, now].map((insured_count) => ({ insured_count })))
			});
		expect(of(1000, 801)).toEqual([0.199, 0, null]);
		expect(of(10, 8)).toEqual([0.2, 1, null]);
		expect(of(10, 6)).toEqual([0.4, 2, null]);
		expect(of(10, 4)).toEqual([0.6, 3, null]);
		expect(of(0, 4)).toEqual(NOT_APPLICABLE);
		expect(about('insured_drop', { social_insurance: monthly({ insured_count: 1 }) })).toEqual(
			NOT_APPLICABLE
		);
		expect(about('insured_drop', {})).toEqual(MISSING);
	});
	it('compares two months of power and of water apart', () => {
		const use = (kind: string, before: string, now: string): FeedRow[] =>
			['2025-05', '2025-06', '2026-05', '2026-06'].map((month) => ({
				subject_code: 'U',
				kind,
				month,
				consumption: month < '2026' ? before : now
			}));
		const rows = { utilities: [...use('电', '100', '50.5'), ...use('水', '100', '20')] };
		expect(about('power_drop', rows)).toEqual([0.495, 1, null]);
		expect(about('water_drop', rows)).toEqual([0.8, 3, null]);
		expect(about('water_drop', { utilities: use('电', '1', '1') })).toEqual(MISSING);
		expect(about('power_drop', { utilities: use('电', '0', '1') })).toEqual(NOT_APPLICABLE);
	});
});

describe('judicial_execution', () => {
	const event = (kind: string, n = 0, day = '2024-07-01') => ({
		event_no: `${kind}${n}`,
		uscc: 'U',
		kind,
		event_date: day
	});
	const of = (...credit_events: FeedRow[]) => about('judicial_execution', { credit_events });

	it('counts 24 months, and 99 for 失信被执行', () => {
		expect(of(event('涉诉'))).toEqual([0, 0, null]);
		expect(of(event('被执行'))).toEqual([1, 1, null]);
		expect(of(event('被执行', 0, '2024-06-30'))).toEqual([0, 0, null]);
		expect(of(...times(2, (n) => event('被执行', n)))).toEqual([2, 2, null]);
		expect(of(event('失信被执行'))).toEqual([99, 3, null]);
		expect(of()).toEqual(MISSING);
	});
});

describe('registration_abnormal', () => {
	const of = (status: string | null, credit_events: FeedRow[] = [], more: Rows = {}) =>
		about('registration_abnormal', {
			enterprises: [enterprise({ reg_status: status })],
			credit_events,
			...more
		});
	const event = (kind: string, day: string) => ({
		event_no: `${kind}${day}`,
		uscc: 'U',
		kind,
		event_date: day
	});

	it('is 1 for a new 法定代表人 within 90 days, 2 for 经营异常, 3 for 注销 or 吊销', () => {
		expect(of('存续')).toEqual([0, 0, null]);
		expect(of('存续', [event('法定代表人变更', '2026-04-02')])).toEqual([1, 1, null]);
		expect(of('存续', [event('法定代表人变更', '2026-04-01')])).toEqual([0, 0, null]);
		expect(of('经营异常')).toEqual([2, 2, null]);
		expect(of('注销')).toEqual([3, 2, null]);
	});
	it('is red only with open unpaid wages', () => {
		const open = { projects: [aProject({ gc_uscc: 'U' })], attendance: [worked('2026-05', 'a', 5)] };
		expect(of('吊销', [], open)).toEqual([3, 3, null]);
		expect(of('经营异常', [], open)).toEqual([2, 2, null]);
	});
	it('takes the latest event where the register is silent, and is missing with neither', () => {
		expect(of(null, [event('注销', '2025-01-01'), event('经营异常', '2025-02-01')])[0]).toBe(2);
		expect(of(null)).toEqual(MISSING);
	});
});

describe('deferral_open', () => {
	const of = (changes: FeedRow) =>
		about('deferral_open', {
			deferral_reports: [{ report_no: '1', uscc: 'U', report_date: '2026-06-01', ...changes }]
		});

	it('is yellow while open, red past the day it was to be settled by, 0 once settled', () => {
		expect(of({ settle_by: D })).toEqual([1, 2, null]);
		expect(of({ settle_by: '2026-06-29' })).toEqual([2, 3, null]);
		expect(of({ settle_by: '2026-06-29', settled_at: '2026-07-01' })).toEqual([2, 3, null]);
		expect(of({ settle_by: '2026-06-29', settled_at: D })).toEqual([0, 0, null]);
		expect(about('deferral_open', {})).toEqual(MISSING);
	});
});

describe('gc_contagion', () => {
	const bad = (code: string, changes: FeedRow = {}) => aProject({ project_code: code, ...changes });
	const of = (projects: FeedRow[], project_parties: FeedRow[] = []) =>
		about('gc_contagion', {
			projects,
			project_parties,
			attendance: ['P1', 'P2', 'P3'].map((project_code) => worked('2026-04', 'a', 5, { project_code }))
		});

	it('counts red projects it owns, leads or is party to, each once', () => {
		expect(of([bad('P1')])).toEqual([0, 0, null]);
		expect(of([bad('P1', { owner_uscc: 'U', gc_uscc: 'U' })])).toEqual([1, 1, null]);
		const party = [{ project_code: 'P2', uscc: 'U', party_role: '劳务' }];
		expect(of([bad('P1', { gc_uscc: 'U' }), bad('P2')], party)).toEqual([2, 2, null]);
		expect(of([bad('P4', { gc_uscc: 'U' })])).toEqual([0, 0, null]);
	});
});
