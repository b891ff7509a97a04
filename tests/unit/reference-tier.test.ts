import { describe, expect, it } from 'vitest';
import { aProject, paid, tierOf, worked } from '../support/reference/case';
import { judged, missing, notApplicable } from '../support/reference/outcome';
import { defaultPolicy } from '../support/reference/policy';
import { scoreOf } from '../support/reference/score';
import { counted, enterpriseTier, projectTier } from '../support/reference/tier';
import type { Groups } from '../support/reference/tier';
import type { FeedRow, Outcomes, Severity } from '../support/reference/types';
import { worldOf } from '../support/reference/world';

const world = worldOf({ asOf: '2026-06-30', rows: {} });
const groups = (severities: Partial<Record<keyof Groups, Record<string, Severity>>>): Groups => {
	const of = (name: keyof Groups): Outcomes =>
		Object.fromEntries(
			Object.entries(severities[name] ?? {}).map(([id, severity]) => [id, judged(severity, severity)])
		);
	return { A: { quiet: judged(0, 0), ...of('A') }, B: of('B'), C: of('C'), D: of('D'), E: of('E') };
};
const clause = (severities: Parameters<typeof groups>[0]) => projectTier(groups(severities), world).clause;

describe('the clauses of a project', () => {
	it('1a: the hard triggers', () => {
		expect(clause({ A: { unpaid_wage_months: 3 } })).toBe('1a');
		expect(clause({ D: { verified_arrears: 3 } })).toBe('1a');
		expect(clause({ D: { group_petition: 3 } })).toBe('1a');
		expect(clause({ B: { account_frozen: 3 } })).toBe('1a');
		expect(clause({ B: { account_outflow_suspect: 3 } })).toBe('1a');
	});
	it('1b: any A or D at 3, and not at 2', () => {
		expect(clause({ A: { x: 3 } })).toBe('1b');
		expect(clause({ D: { x: 3 } })).toBe('1b');
		expect(clause({ D: { x: 2 }, A: { y: 2 } })).toBe('2');
	});
	it('1c: runway at 3, two B at 3, or one with an A or D at 2', () => {
		expect(clause({ B: { runway_days: 3 } })).toBe('1c');
		expect(clause({ B: { x: 3, y: 3 } })).toBe('1c');
		expect(clause({ B: { x: 3 }, A: { y: 2 } })).toBe('1c');
		expect(clause({ B: { x: 3 }, D: { y: 2 } })).toBe('1c');
		expect(clause({ B: { x: 3, z: 2 }, A: { y: 1 } })).toBe('2');
	});
	it('1d: one E or two C at 3, with one A, B or D at 2', () => {
		expect(clause({ E: { x: 3 }, B: { y: 2 } })).toBe('1d');
		expect(clause({ C: { x: 3, z: 3 }, A: { y: 2 } })).toBe('1d');
		expect(clause({ C: { x: 3 }, A: { y: 2 } })).toBe('2');
		expect(clause({ E: { x: 3 }, C: { y: 3, z: 3 } })).toBe('2');
	});
	it('2: one A, B or D at 2, one E at 3, two C at 3, or two groups at 2', () => {
		expect(clause({ B: { x: 2 } })).toBe('2');
		expect(clause({ E: { x: 3 } })).toBe('2');
		expect(clause({ C: { x: 3, y: 3 } })).toBe('2');
		expect(clause({ C: { x: 2 }, E: { y: 2 } })).toBe('2');
		expect(clause({ C: { x: 3, y: 2, z: 2 } })).toBe('3');
		expect(clause({ E: { x: 2, y: 2 } })).toBe('3');
	});
	it('3: one A, B, D or E at 1, or one C at 2; else 0', () => {
		expect(clause({ E: { x: 1 } })).toBe('3');
		expect(clause({ C: { x: 2 } })).toBe('3');
		expect(clause({ C: { x: 1, y: 1 } })).toBe('0');
		expect(clause({})).toBe('0');
	});
	it('is grey alone where every A and B indicator that applies is missing', () => {
		const none: Groups = {
			A: { x: missing, y: notApplicable },
			B: { z: missing },
			C: {},
			D: { w: judged(9, 3) },
			E: {}
		};
		expect(projectTier(none, world)).toEqual({ tier: null, clause: null, fired: [] });
	});
});

describe('what counts', () => {
	it('counts verified_arrears once and push_overdue_wd, exemptions and gc_contagion never', () => {
		const all = groups({
			C: { push_overdue_wd: 3, account_open_overdue_days: 3, other: 1 },
			D: { 'verified_arrears.amount_wan': 1, 'verified_arrears.people': 2 },
			E: { gc_contagion: 2 }
		});
		const exemption = {
			subject_type: 'project',
			subject_code: 'P1',
			indicator: 'account_open_overdue_days'
		} as const;
		const on = (expires: string) =>
			counted(all, 'project', 'P1', {
				...world,
				policy: { ...defaultPolicy, exemptions: [{ ...exemption, expires }] }
			});
		expect(on('2026-06-30')).toEqual(groups({ C: { other: 1 }, D: { verified_arrears: 2 } }));
		expect(Object.keys(on('2026-06-29').C)).toEqual(['account_open_overdue_days', 'other']);
		expect(Object.keys(counted(all, 'enterprise', 'U', world).E)).toEqual(['gc_contagion']);
	});
});

describe('the grey mark', () => {
	const received = (feed: string, day: string): FeedRow =>
		feed === 'payroll'
			? paid('2026-05', 'a', 100, { _received_at: `${day} 10:00:00` })
			: feed === 'attendance'
				? worked('2026-05', 'a', 20, { _received_at: `${day} 10:00:00` })
				: feed === 'account_transactions'
					? {
							txn_no: '1',
							project_code: 'P1',
							txn_time: '2026-06-01',
							direction: '收',
							amount: 1,
							_received_at: day
						}
					: {
							disbursement_no: '1',
							project_code: 'P1',
							kind: '人工费',
							paid: 1,
							paid_date: '2026-06-01',
							_received_at: day
						};
	const feeds = {
		payroll: '2026-06-10',
		attendance: '2026-06-10',
		account_transactions: '2026-07-10',
		disbursements: '2026-06-10'
	};
	const grey = (days: Partial<typeof feeds>, project: FeedRow = {}) =>
		tierOf('2026-07-20', {
			projects: [aProject(project)],
			...Object.fromEntries(Object.entries(days).map(([feed, day]) => [feed, [received(feed, day)]]))
		}).grey;

	it('is off where every feed is there and as old as allowed, on a day later', () => {
		expect(grey(feeds)).toBe(false);
		expect(grey({ ...feeds, account_transactions: '2026-07-09' })).toBe(true);
		expect(grey({ ...feeds, payroll: '2026-06-09' })).toBe(true);
	});
	it('is on where one of the four was never received, for an active project only', () => {
		const { disbursements: _, ...three } = feeds;
		expect(grey(three)).toBe(true);
		expect(grey(three, { status: '停工' })).toBe(false);
	});
	it('stands alone, with no tier, for a project of which nothing is known', () => {
		expect(tierOf('2026-07-20', {})).toMatchObject({ tier: null, grey: true, clause: null });
	});
});

describe('the tier of an enterprise', () => {
	const of = (d: Severity[], e: Severity[], worst: Severity | null = null) => {
		const name = (severities: Severity[]) =>
			Object.fromEntries(severities.map((severity, n) => [`x${n}`, severity] as const));
		return enterpriseTier(groups({ D: name(d), E: name(e) }), worst).tier;
	};

	it('is red for a D at 3, or an E at 3 with a D at 2', () => {
		expect(of([3], [])).toBe(3);
		expect(of([2], [3])).toBe(3);
		expect(of([1], [3])).toBe(2);
	});
	it('is yellow for a D at 2, an E at 3 or two at 2, blue for any at 1', () => {
		expect(of([2], [])).toBe(2);
		expect(of([], [3])).toBe(2);
		expect(of([], [2, 2])).toBe(2);
		expect(of([], [2])).toBe(1);
		expect(of([], [1])).toBe(1);
		expect(of([], [])).toBe(0);
	});
	it('is at least one below its worst project', () => {
		expect(of([], [], 3)).toBe(2);
		expect(of([], [], 2)).toBe(1);
		expect(of([], [], 1)).toBe(0);
		expect(of([3], [], 3)).toBe(3);
	});
});

describe('the score', () => {
	it('is 0.7 of the worst and 0.3 of the mean, missing left out, not applicable 0', () => {
		const one: Groups = {
			A: { x: judged(3, 3), y: notApplicable, z: missing },
			B: { x: judged(0, 0) },
			C: { x: judged(0, 0) },
			D: { x: judged(0, 0) },
			E: { x: judged(0, 0) }
		};
		// 35 × (0.7 + 0.3 × 1.5 ÷ 3) = 29.75
		expect(scoreOf(one, world)).toBeCloseTo(29.75, 12);
		// E not judged: 29.75 ÷ 85 × 100 = 35
		expect(scoreOf({ ...one, E: { x: missing } }, world)).toBeCloseTo(35, 12);
	});
	it('is 100 with everything at 3 and nothing where nothing is judged', () => {
		const worst = { x: judged(3, 3) };
		expect(scoreOf({ A: worst, B: worst, C: worst, D: worst, E: worst }, world)).toBe(100);
		expect(scoreOf({ A: worst, B: {}, C: {}, D: {}, E: {} }, world)).toBe(100);
		expect(scoreOf({ A: {}, B: {}, C: {}, D: { x: missing }, E: {} }, world)).toBe(null);
	});
	it('gives priority by workers exposed and money unpaid', () => {
		const rows = {
			attendance: [
				worked('2026-03', 'z', 5),
				worked('2026-04', 'a', 5),
				worked('2026-05', 'b', 5),
				worked('2026-05', 'c', 0)
			],
			payroll: [paid('2026-05', 'a', 12_000, { paid: 2000 }), paid('2026-06', 'a', 99_999, { paid: 0 })]
		};
		const tier = tierOf('2026-06-30', rows);
		expect(tier.priority).toBeCloseTo(tier.score! * Math.log(3) * Math.log(2), 9);
	});
});
