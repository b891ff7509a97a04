import { describe, expect, it } from 'vitest';
import { aProject, MISSING, NOT_APPLICABLE, says, times, worked } from '../support/reference/case';
import type { FeedRow, Rows } from '../support/reference/types';

const project = (changes: FeedRow): Rows => ({ projects: [aProject(changes)] });

describe('account_open_overdue_days', () => {
	const signed = project({ contract_sign_date: '2026-01-01' });
	const of = (asOf: string, rows: Rows = {}) =>
		says('account_open_overdue_days', asOf, { ...signed, ...rows });

	it('is blue from ten days before, yellow after 30 days, red after 60', () => {
		expect(of('2026-01-20')).toEqual([-11, 0, null]);
		expect(of('2026-01-21')).toEqual([-10, 1, null]);
		expect(of('2026-01-31')).toEqual([0, 1, null]);
		expect(of('2026-02-01')).toEqual([1, 2, null]);
		expect(of('2026-03-02')).toEqual([30, 2, null]);
		expect(of('2026-03-03')).toEqual([31, 3, null]);
	});
	it('is not applicable once opened, by the day; missing without a signing date', () => {
		const opened = (day: string | null) => ({
			special_accounts: [{ project_code: 'P1', account_no: '1', status: '注销', opened_at: day }]
		});
		expect(of('2026-03-03', opened('2026-03-03'))).toEqual(NOT_APPLICABLE);
		expect(of('2026-03-03', opened('2026-03-04'))[0]).toBe(31);
		expect(of('2026-03-03', opened(null))[0]).toBe(31);
		expect(says('account_open_overdue_days', '2026-03-03', {})).toEqual(MISSING);
	});
});

describe('account_filing_overdue_days', () => {
	const of = (asOf: string, filed: string | null = null) =>
		says('account_filing_overdue_days', asOf, {
			special_accounts: [
				{ project_code: 'P1', account_no: '1', status: '正常', opened_at: '2026-01-01', filed_at: filed },
				{
					project_code: 'P1',
					account_no: '2',
					status: '正常',
					opened_at: '2025-01-01',
					filed_at: '2025-01-02'
				}
			]
		});

	it('is blue from ten days before, yellow after 30 days, red after 90', () => {
		expect(of('2026-01-20')[1]).toBe(0);
		expect(of('2026-01-21')).toEqual([-10, 1, null]);
		expect(of('2026-02-01')).toEqual([1, 2, null]);
		expect(of('2026-04-01')).toEqual([60, 2, null]);
		expect(of('2026-04-02')).toEqual([61, 3, null]);
	});
	it('is not applicable once filed or where nothing is open', () => {
		expect(of('2026-04-02', '2026-04-02')).toEqual(NOT_APPLICABLE);
		expect(of('2026-04-02', '2026-04-03')[0]).toBe(61);
		expect(says('account_filing_overdue_days', '2026-04-02', {})).toEqual(NOT_APPLICABLE);
	});
});

describe('deposit_overdue_days', () => {
	const of = (asOf: string, changes: FeedRow) =>
		says('deposit_overdue_days', asOf, { deposits: [{ project_code: 'P1', ...changes }] });

	it('counts 15 days from the notice: blue five before, yellow after, red 15 after', () => {
		const notice = { notice_date: '2026-06-01' };
		expect(of('2026-06-10', notice)).toEqual([-6, 0, null]);
		expect(of('2026-06-11', notice)).toEqual([-5, 1, null]);
		expect(of('2026-06-16', notice)).toEqual([0, 1, null]);
		expect(of('2026-06-17', notice)).toEqual([1, 2, null]);
		expect(of('2026-07-01', notice)).toEqual([15, 2, null]);
		expect(of('2026-07-02', notice)).toEqual([16, 3, null]);
	});
	it('counts 20 working days from the signing where there was no notice', () => {
		const signed = project({ contract_sign_date: '2026-06-01' });
		expect(says('deposit_overdue_days', '2026-06-29', signed)).toEqual([0, 1, null]);
		expect(says('deposit_overdue_days', '2026-06-30', signed)).toEqual([1, 2, null]);
		expect(says('deposit_overdue_days', '2026-06-30', {})).toEqual(MISSING);
	});
	it('is not applicable in force, to the last day of it, or waived', () => {
		const lodged = { notice_date: '2026-06-01', lodged_at: '2026-06-05', valid_to: '2026-06-30' };
		expect(of('2026-06-30', lodged)).toEqual(NOT_APPLICABLE);
		expect(of('2026-07-01', lodged)).toEqual([15, 2, null]);
		expect(of('2026-07-01', { waiver: '免存' })).toEqual(NOT_APPLICABLE);
		expect(of('2026-07-01', { ...lodged, valid_to: null, waiver: '减免' })).toEqual(NOT_APPLICABLE);
	});
});

describe('guarantee_missing', () => {
	const of = (asOf: string, rows: Rows = {}) => says('guarantee_missing', asOf, rows);

	it('is blue from the start and yellow from 30 days, never red', () => {
		expect(of('2026-01-01')).toEqual([0, 1, null]);
		expect(of('2026-01-30')).toEqual([29, 1, null]);
		expect(of('2026-01-31')).toEqual([30, 2, null]);
		expect(of('2026-12-31')[1]).toBe(2);
		expect(of('2025-12-31')).toEqual(NOT_APPLICABLE);
	});
	it('is not applicable to the last day of a guarantee', () => {
		const guarantees = [{ project_code: 'P1', issuer: 'x', issued_at: '2026-01-31', valid_to: '2026-02-05' }];
		expect(of('2026-01-30', { guarantees })[0]).toBe(29);
		expect(of('2026-02-05', { guarantees })).toEqual(NOT_APPLICABLE);
		expect(of('2026-02-06', { guarantees })[0]).toBe(36);
	});
});

describe('platform_onboarding_overdue_days', () => {
	const big = { contract_amount_wan: '300', start_date: '2026-01-31', planned_end: '2026-04-30' };
	const of = (asOf: string, changes: FeedRow = {}) =>
		says('platform_onboarding_overdue_days', asOf, project({ ...big, ...changes }));

	it('is blue seven days before, yellow after 30 days, red after 60', () => {
		expect(of('2026-02-22')).toEqual([-8, 0, null]);
		expect(of('2026-02-23')).toEqual([-7, 1, null]);
		expect(of('2026-03-03')).toEqual([1, 2, null]);
		expect(of('2026-04-01')).toEqual([30, 2, null]);
		expect(of('2026-04-02')).toEqual([31, 3, null]);
	});
	it('is for 300 万 and three months (clamped) on, started and not joined', () => {
		expect(of('2026-04-02', { contract_amount_wan: '299.99' })).toEqual(NOT_APPLICABLE);
		expect(of('2026-04-02', { planned_end: '2026-04-29' })).toEqual(NOT_APPLICABLE);
		expect(of('2026-01-30')).toEqual(NOT_APPLICABLE);
		expect(of('2026-04-02', { platform_joined_at: '2026-04-02' })).toEqual(NOT_APPLICABLE);
		expect(of('2026-04-02', { platform_joined_at: '2026-04-03' })[0]).toBe(31);
	});
});

describe('push_overdue_wd', () => {
	const of = (asOf: string, pushed: string | null = null) =>
		says('push_overdue_wd', asOf, project({ push_trigger_date: '2026-06-01', pushed_at: pushed }));

	it('is blue on the fifth working day while not pushed, yellow after, red after ten more', () => {
		expect(of('2026-06-05')).toEqual([-1, 0, null]);
		expect(of('2026-06-08')).toEqual([0, 1, null]);
		expect(of('2026-06-08', '2026-06-08')).toEqual([0, 0, null]);
		expect(of('2026-06-09')).toEqual([1, 2, null]);
		expect(of('2026-06-22')).toEqual([10, 2, null]);
		expect(of('2026-06-23')).toEqual([11, 3, null]);
	});
	it('keeps how late it was pushed, and asks for a trigger', () => {
		expect(of('2026-12-31', '2026-06-09')).toEqual([1, 2, null]);
		expect(says('push_overdue_wd', '2026-06-09', {})).toEqual(MISSING);
	});
});

describe('shares on site', () => {
	const roster = (n: number, bad: number, changes: FeedRow): FeedRow[] =>
		times(n, (i) => ({
			project_code: 'P1',
			worker_id_no: `w${i}`,
			entry_date: '2026-06-20',
			registered_at: '2026-06-20',
			contract_signed: true,
			card_bound: true,
			...(i < bad ? changes : {})
		}));
	const rate = (n: number, bad: number, changes: FeedRow = { contract_signed: false }) =>
		says('realname_contract_rate', '2026-06-20', { roster: roster(n, bad, changes) });
	const cards = (n: number, bad: number) =>
		says('card_bound_rate', '2026-06-20', { roster: roster(n, bad, { card_bound: null }) });

	it('has lines under 1, 0.95 and 0.80 for names and contracts', () => {
		expect(rate(20, 0)).toEqual([1, 0, null]);
		expect(rate(20, 1)).toEqual([0.95, 1, null]);
		expect(rate(100, 6)).toEqual([0.94, 2, null]);
		expect(rate(10, 2)).toEqual([0.8, 2, null]);
		expect(rate(100, 21)).toEqual([0.79, 3, null]);
		expect(rate(2, 1, { registered_at: '2026-06-21' })[0]).toBe(0.5);
	});
	it('has lines under 1, 0.90 and 0.70 for cards', () => {
		expect(cards(10, 0)).toEqual([1, 0, null]);
		expect(cards(10, 1)).toEqual([0.9, 1, null]);
		expect(cards(100, 11)).toEqual([0.89, 2, null]);
		expect(cards(10, 3)).toEqual([0.7, 2, null]);
		expect(cards(100, 31)).toEqual([0.69, 3, null]);
	});
	it('leaves out who left that day, is not applicable with nobody on site and missing without a roster', () => {
		const left = roster(1, 1, { exit_date: '2026-06-20' });
		expect(says('card_bound_rate', '2026-06-20', { roster: left })).toEqual(NOT_APPLICABLE);
		expect(
			says('card_bound_rate', '2026-06-20', { roster: roster(1, 1, { exit_date: '2026-06-21' }) })[0]
		).toBe(1);
		expect(says('card_bound_rate', '2026-06-20', {})).toEqual(MISSING);
	});
});

describe('attendance_silence_days', () => {
	const attendance = [
		worked('2026-05', 'a', 1, { uploaded_at: '2026-06-01 23:59:59' }),
		worked('2026-05', 'b', 1, { uploaded_at: '2026-09-01 00:00:00' }),
		worked('2026-05', 'c', 1, { uploaded_at: null })
	];
	const of = (asOf: string) => says('attendance_silence_days', asOf, { attendance });

	it('has its lines at 35, 45 and 60 days', () => {
		expect(of('2026-07-05')).toEqual([34, 0, null]);
		expect(of('2026-07-06')).toEqual([35, 1, null]);
		expect(of('2026-07-16')).toEqual([45, 2, null]);
		expect(of('2026-07-30')).toEqual([59, 2, null]);
		expect(of('2026-07-31')).toEqual([60, 3, null]);
	});
	it('is missing where nothing was uploaded by the day', () => {
		expect(of('2026-05-31')).toEqual(MISSING);
	});
});

describe('system_gaps', () => {
	const seen = (no: string, day: string, gaps: string[]): FeedRow => ({
		inspection_no: no,
		inspect_date: day,
		project_code: 'P1',
		ok_account: null,
		...Object.fromEntries(gaps.map((gap) => [`ok_${gap}`, false]))
	});
	const of = (...inspections: FeedRow[]) => says('system_gaps', '2026-06-30', { inspections });
	const five = ['contract', 'realname', 'labour_fee', 'wages', 'notice_board'];

	it('has its lines at 1, 3 and 5; a blank is not a gap', () => {
		expect(of(seen('1', '2026-06-30', []))).toEqual([0, 0, null]);
		expect(of(seen('1', '2026-06-30', five.slice(0, 1)))).toEqual([1, 1, null]);
		expect(of(seen('1', '2026-06-30', five.slice(0, 2)))[1]).toBe(1);
		expect(of(seen('1', '2026-06-30', five.slice(0, 3)))[1]).toBe(2);
		expect(of(seen('1', '2026-06-30', five.slice(0, 4)))[1]).toBe(2);
		expect(of(seen('1', '2026-06-30', five))).toEqual([5, 3, null]);
	});
	it('looks at the latest one of 180 days only', () => {
		expect(
			of(seen('1', '2026-06-01', five), seen('2', '2026-06-02', []), seen('3', '2026-07-01', five))[0]
		).toBe(0);
		expect(of(seen('1', '2026-01-02', five))[0]).toBe(5);
		expect(of(seen('1', '2026-01-01', five))).toEqual(NOT_APPLICABLE);
	});
});
