import fc from 'fast-check';
import { expect, test } from 'vitest';
import { issueNamed, issueOn, issuesUpTo } from '$lib/domain/bulletin-issue';
import { addDays } from '$lib/domain/day';
import { heatOf } from '$lib/domain/hotspots';
import { valueBins } from '$lib/domain/value-bins';

test('a class of heat holds its upper end, and what is just above it is hotter; nought is cold and unknown is neither', () => {
	expect(heatOf(0.1, 'share', 1)).toBe(1);
	expect(heatOf(0.1001, 'share', 1)).toBe(2);
	expect(heatOf(0.5, 'share', 1)).toBe(4);
	expect(heatOf(0.51, 'share', 1)).toBe(5);
	expect(heatOf(0, 'share', 1)).toBe(0);
	expect(heatOf(null, 'share', 1)).toBeNull();
	expect(heatOf(75, 'workers', 100)).toBe(4);
	expect(heatOf(76, 'workers', 100)).toBe(5);
});

test('bins hold every line and the middle values, are of one width, and do not begin below nought', () => {
	const number = fc.integer({ min: 0, max: 50_000_000 }).map((points) => points / 10_000);
	fc.assert(
		fc.property(number, number, fc.array(number, { maxLength: 3 }), fc.boolean(), (a, b, lines, isWhole) => {
			const range = valueBins({ low: Math.min(a, b), high: Math.max(a, b), lines, isWhole })!;
			expect(range.low).toBeGreaterThanOrEqual(0);
			for (const value of [a, b, ...lines]) {
				expect(value).toBeGreaterThanOrEqual(range.low - 1e-6);
				expect(value).toBeLessThanOrEqual(range.high + 1e-6);
			}
			expect(range.low + range.width * range.count).toBeCloseTo(range.high, 3);
			expect(range.count).toBeLessThanOrEqual(30);
			if (isWhole) expect(Number.isInteger(range.width)).toBe(true);
		})
	);
	expect(valueBins({ low: null, high: null, lines: [], isWhole: true })).toBeNull();
});

test('weeks are numbered as ISO 8601 does, also around the new year', () => {
	expect(issueOn('weekly', '2026-11-20')).toMatchObject({
		issue: '2026-W47',
		from: '2026-11-16',
		to: '2026-11-22'
	});
	expect(issueOn('weekly', '2027-01-01').issue).toBe('2026-W53');
	expect(issueOn('weekly', '2027-01-04').issue).toBe('2027-W01');
	expect(issueNamed('weekly', '2025-W53')).toBeUndefined();
	expect(issueNamed('weekly', '2026-W00')).toBeUndefined();
	expect(issueNamed('monthly', '2026-13')).toBeUndefined();
	expect(issueNamed('monthly', '2026-02')).toMatchObject({ from: '2026-02-01', to: '2026-02-28' });
	expect(issuesUpTo('monthly', '2026-01-31', 2).map(({ issue }) => issue)).toEqual(['2026-01', '2025-12']);
});

test('every day lies in one issue, which is found again by its name', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 20_000 }),
			fc.constantFrom('weekly' as const, 'monthly' as const),
			(n, kind) => {
				const day = addDays('2000-01-01', n);
				const found = issueOn(kind, day);
				expect(found.from <= day && day <= found.to).toBe(true);
				expect(issueNamed(kind, found.issue)).toEqual(found);
				expect(issueOn(kind, addDays(found.to, 1)).from).toBe(addDays(found.to, 1));
			}
		)
	);
});
