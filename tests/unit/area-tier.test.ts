import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areaTier, type AreaFacts, type AreaRules } from '$lib/domain/area-tier';

const rules: AreaRules = {
	smallNumber: 5,
	blueShare: 0.2,
	yellowShare: 0.3,
	redShare: 0.15,
	redCount: 2,
	rise: 0.15,
	redWorkers: 300
};
const of = (judged: number, red: number, yellow: number, more: Partial<AreaFacts> = {}) =>
	areaTier({ judged, red, yellow, redWorkers: 0, shareBefore: null, ...more }, rules);

describe('a street or sector', () => {
	test('is red by two red projects that make up 15 %, not by just less, nor by one', () => {
		expect(of(13, 2, 0)).toMatchObject({ tier: 3, reason: 'red_share', share: 0.1538 });
		expect(of(14, 2, 0)).toMatchObject({ tier: 1, reason: 'some_red', share: 0.1428 });
		expect(of(5, 1, 0)).toMatchObject({ tier: 1, reason: 'share' });
	});
	test('is yellow from 30 % red and yellow, blue from 20 %, calm just under', () => {
		expect(of(10, 0, 3)).toMatchObject({ tier: 2, reason: 'share' });
		expect(of(1000, 0, 299)).toMatchObject({ tier: 1, reason: 'share' });
		expect(of(10, 0, 2)).toMatchObject({ tier: 1, reason: 'share' });
		expect(of(1000, 0, 199)).toMatchObject({ tier: 0, reason: 'calm' });
	});
	test('is red by 300 workers of red projects, of whatever share, few projects or many', () => {
		expect(of(100, 1, 0, { redWorkers: 300 })).toMatchObject({ tier: 3, reason: 'red_workers' });
		expect(of(100, 1, 0, { redWorkers: 299 })).toMatchObject({ tier: 1, reason: 'some_red' });
		expect(of(2, 1, 0, { redWorkers: 300 })).toMatchObject({ tier: 3, isSmall: true });
	});
	test('goes one level up on a rise of 15 points, not of just less, never above red', () => {
		expect(of(100, 0, 25, { shareBefore: 0.1 })).toMatchObject({ tier: 2, reason: 'rise', rise: 0.15 });
		expect(of(100, 0, 25, { shareBefore: 0.1001 })).toMatchObject({ tier: 1, reason: 'share', rise: 0.1499 });
		expect(of(100, 20, 25, { shareBefore: 0 })).toMatchObject({ tier: 3, reason: 'red_share' });
	});
	test('of fewer than five judged projects is marked and not above blue; of five it is judged as any', () => {
		expect(of(4, 4, 0)).toMatchObject({ tier: 1, isSmall: true, share: 1 });
		expect(of(5, 5, 0)).toMatchObject({ tier: 3, isSmall: false });
	});
	test('without a project that could be judged is grey, not calm', () => {
		expect(of(0, 0, 0)).toEqual({
			tier: null,
			reason: 'nothing_judged',
			share: null,
			rise: null,
			isSmall: true
		});
	});
	test('never gets better because one more of its projects is red', () => {
		const count = fc.integer({ min: 0, max: 60 });
		fc.assert(
			fc.property(count, count, count, (calm, red, yellow) => {
				fc.pre(calm > 0);
				const judged = calm + red + yellow;
				const now = of(judged, red, yellow).tier ?? 0;
				const worse = of(judged, red + 1, yellow).tier ?? 0;
				expect(worse).toBeGreaterThanOrEqual(now);
			})
		);
	});
});
