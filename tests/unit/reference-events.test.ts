import { describe, expect, it } from 'vitest';
import { aProject, MISSING, says, times } from '../support/reference/case';
import type { FeedRow } from '../support/reference/types';

const D = '2026-06-30';

describe('complaint_workers_90d', () => {
	const clue = (no: string, people: number | null, changes: FeedRow = {}): FeedRow => ({
		clue_no: no,
		received_at: '2026-06-30 23:59:59',
		project_code: 'P1',
		worker_count: people,
		...changes
	});
	const of = (...clues: FeedRow[]) => says('complaint_workers_90d', D, { clues });

	it('has its lines at 1, 5 and 10; a blank or 0 is one person', () => {
		expect(of(clue('1', null))).toEqual([1, 1, null]);
		expect(of(clue('1', 0), clue('2', 3))).toEqual([4, 1, null]);
		expect(of(clue('1', 5))).toEqual([5, 2, null]);
		expect(of(clue('1', 9))).toEqual([9, 2, null]);
		expect(of(clue('1', 10))).toEqual([10, 3, null]);
	});
	it('takes the largest of one phone and day, and each clue without a phone', () => {
		const phone = { reporter_phone: '139' };
		const yesterday = { ...phone, received_at: '2026-06-29 00:00:00' };
		expect(of(clue('1', 2, phone), clue('2', 3, phone), clue('3', 1, phone))[0]).toBe(3);
		expect(of(clue('1', 2, phone), clue('2', 3, yesterday))[0]).toBe(5);
		expect(of(clue('1', 2), clue('2', 3))[0]).toBe(5);
	});
	it('leaves out the invalid, what is 90 days old and what comes later', () => {
		expect(of(clue('1', 2, { validity: '无效' }), clue('2', 2, { validity: '非本辖区' }))).toEqual([
			0,
			0,
			null
		]);
		expect(of(clue('1', 2, { validity: '待核' }))[0]).toBe(2);
		expect(of(clue('1', 2, { received_at: '2026-04-02 00:00:00' }))[0]).toBe(2);
		expect(of(clue('1', 2, { received_at: '2026-04-01 23:59:59' }))[0]).toBe(0);
		expect(of(clue('1', 2, { received_at: '2026-07-01 00:00:00' }))).toEqual(MISSING);
	});
	it('counts for the enterprise named too', () => {
		const rows = {
			enterprises: [{ uscc: 'U', name: 'x', enterprise_type: '总包' }],
			clues: [clue('1', 4, { uscc: 'U' })]
		};
		expect(says('complaint_workers_90d', D, rows, { code: 'U' })[0]).toBe(4);
	});
});

describe('verified_arrears', () => {
	const aCase = (changes: FeedRow): FeedRow => ({
		case_no: '1',
		project_code: 'P1',
		opened_at: D,
		verified: true,
		...changes
	});
	const wan = (amount: string) => says('verified_arrears.amount_wan', D, { cases: [aCase({ amount })] });
	const people = (n: number) => says('verified_arrears.people', D, { cases: [aCase({ worker_count: n })] });

	it('has its lines above 0, at 10 万 and 50 万, exact to the fen', () => {
		expect(wan('0')).toEqual([0, 0, null]);
		expect(wan('0.01')).toEqual([0.000001, 1, null]);
		expect(wan('99999.99')).toEqual([9.999999, 1, null]);
		expect(wan('100000')).toEqual([10, 2, null]);
		expect(wan('499999.99')[1]).toBe(2);
		expect(wan('500000')).toEqual([50, 3, null]);
	});
	it('has its lines above 0, at 10 and 20 people', () => {
		expect([0, 1, 9, 10, 19, 20].map((n) => people(n)[1])).toEqual([0, 1, 1, 2, 2, 3]);
	});
	it('counts verified cases opened by the day and not closed by it', () => {
		const of = (changes: FeedRow) =>
			says('verified_arrears.people', D, {
				cases: [aCase({ worker_count: 7, ...changes }), aCase({ case_no: '2' })]
			})[0];
		expect(of({ closed_at: D })).toBe(0);
		expect(of({ closed_at: '2026-07-01' })).toBe(7);
		expect(of({ opened_at: '2026-07-01' })).toBe(0);
		expect(of({ verified: null })).toBe(0);
	});
	it('is missing where no case was ever received for anyone', () => {
		expect(says('verified_arrears.people', D, {})).toEqual(MISSING);
		const other = [aCase({ project_code: 'P2' })];
		expect(says('verified_arrears.people', D, { cases: other })).toEqual([0, 0, null]);
	});
});

describe('group_petition', () => {
	const event = (level: string, people: number, changes: FeedRow = {}): FeedRow => ({
		event_no: `${level}${people}`,
		event_date: D,
		level,
		people,
		project_code: 'P1',
		...changes
	});
	const of = (...petition_events: FeedRow[]) => says('group_petition', D, { petition_events });

	it('judges by level and by five people', () => {
		expect(of(event('区', 0))).toEqual([0, 0, null]);
		expect(of(event('区', 4))).toEqual([4, 1, null]);
		expect(of(event('区', 5))).toEqual([5, 2, null]);
		expect(of(event('市', 1))).toEqual([1, 2, null]);
		expect(of(event('市', 5))).toEqual([5, 3, null]);
		expect(of(event('省', 1))).toEqual([1, 3, null]);
		expect(of(event('京', 0))[1]).toBe(3);
	});
	it('takes the worst, of 90 days, not handled by the day', () => {
		expect(of(event('区', 40), event('省', 1))).toEqual([1, 3, null]);
		expect(of(event('省', 1, { handled_at: D }))).toEqual([0, 0, null]);
		expect(of(event('省', 1, { handled_at: '2026-07-01' }))[1]).toBe(3);
		expect(of(event('省', 1, { event_date: '2026-04-02' }))[1]).toBe(3);
		expect(of(event('省', 1, { event_date: '2026-04-01' }))[1]).toBe(0);
	});
	it('is missing where none was ever received', () => {
		expect(of()).toEqual(MISSING);
	});
});

describe('repeat_arrears', () => {
	const projects = [aProject({ gc_uscc: 'G' }), aProject({ project_code: 'P2', gc_uscc: 'G' })];
	const cases = (...days: string[]) =>
		times(days.length, (n) => ({
			case_no: `${n}`,
			project_code: n % 2 ? 'P1' : 'P2',
			opened_at: days[n],
			closed_at: days[n],
			verified: true
		}));
	const of = (...days: string[]) => says('repeat_arrears', D, { projects, cases: cases(...days) });

	it('counts the cases of all projects of the gc in 24 months', () => {
		expect(of('2024-07-01')).toEqual([1, 1, null]);
		expect(of('2024-06-30')).toEqual([0, 0, null]);
		expect(of('2024-07-01', '2026-06-30')).toEqual([2, 2, null]);
	});
	it('is red for three within 12 months only', () => {
		expect(of('2025-06-30', '2026-01-01', D)).toEqual([3, 2, null]);
		expect(of('2025-07-01', '2026-01-01', D)).toEqual([3, 3, null]);
	});
	it('counts the project’s own cases without a gc, missing without any case', () => {
		expect(says('repeat_arrears', D, { cases: cases(D, D) })[0]).toBe(1);
		expect(says('repeat_arrears', D, { projects })).toEqual(MISSING);
	});
});
