import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '$lib/domain/day';
import { onTimeShare, supplyStanding } from '$lib/domain/feed-silence';

const today = '2026-11-21';
const monthly = { every: 31, allowed: 40 };
const ago = (days: number) => addDays(today, -days);
const standing = (days: number, rhythm: { every: number | null; allowed: number | null } = monthly) =>
	supplyStanding({ last: ago(days), since: ago(400), today }, rhythm);

describe('where a feed stands', () => {
	test.each([
		[0, 'fresh', 0],
		[31, 'fresh', 0],
		[32, 'late', 0],
		[40, 'late', 0],
		[41, 'silent', 1],
		[60, 'silent', 20]
	])('a monthly feed that is %i days old is %s', (days, state, silentDays) => {
		expect(standing(days)).toMatchObject({ state, silentDays, age: days });
	});

	test('the next is due a rhythm after the newest; it counts as stopped on the day after what is allowed', () => {
		expect(standing(10)).toMatchObject({ nextDue: ago(-21), silentFrom: ago(-31) });
		expect(supplyStanding({ last: ago(41), since: null, today }, monthly).silentFrom).toBe(today);
	});

	test('a feed that comes when something has changed is never late, only silent', () => {
		const onChange = { every: null, allowed: 90 };
		expect(standing(90, onChange)).toMatchObject({ state: 'fresh', nextDue: null });
		expect(standing(91, onChange).state).toBe('silent');
	});

	test('of a feed without any limit nothing is asked', () => {
		expect(standing(5000, { every: null, allowed: null })).toMatchObject({
			state: 'fresh',
			silentFrom: null
		});
	});

	test('a feed that never came counts from the first day that anything came', () => {
		const never = (since: string | null) => supplyStanding({ last: null, since, today }, monthly);
		expect(never(ago(40)).state).toBe('never');
		expect(never(ago(41))).toMatchObject({ state: 'silent', silentDays: 1, nextDue: null });
		expect(never(null)).toEqual({
			state: 'never',
			age: null,
			nextDue: null,
			silentFrom: null,
			silentDays: 0
		});
	});

	test('with every day that passes it only gets worse', () => {
		const order = ['fresh', 'late', 'silent'];
		fc.assert(
			fc.property(fc.nat(90), fc.nat(90), fc.nat(200), (every, more, days) => {
				const rhythm = { every, allowed: every + more };
				const now = standing(days, rhythm);
				const tomorrow = standing(days + 1, rhythm);
				expect(order.indexOf(tomorrow.state)).toBeGreaterThanOrEqual(order.indexOf(now.state));
				expect(tomorrow.silentDays - now.silentDays).toBeLessThanOrEqual(1);
				expect(now.state === 'silent').toBe(today >= (now.silentFrom ?? '9'));
			})
		);
	});
});

describe('share of days in time', () => {
	const span = { from: ago(89), to: today };
	const weekly = { every: 7, allowed: 10 };

	test('every seventh day is always in time, one day more is not', () => {
		const each = (step: number) => Array.from({ length: 20 }, (_, index) => ago(index * step));
		expect(onTimeShare(each(7), span, weekly)).toEqual({ share: 1, days: 90 });
		expect(onTimeShare(each(8), span, weekly)).toEqual({ share: 1, days: 90 });
		expect(onTimeShare(each(9), span, weekly)!.share).toBeLessThan(1);
	});

	test('a delivery seven days old today is in time, an eighth day is not', () => {
		expect(onTimeShare([ago(7)], span, weekly)).toEqual({ share: 1, days: 8 });
		expect(onTimeShare([ago(8)], span, weekly)).toEqual({ share: 8 / 9, days: 9 });
	});

	test('days before the first delivery are not held against anybody; without a delivery there is no share', () => {
		expect(onTimeShare([today], span, weekly)).toEqual({ share: 1, days: 1 });
		expect(onTimeShare([], span, weekly)).toBeNull();
		expect(onTimeShare([addDays(today, 1)], span, weekly)).toBeNull();
		expect(onTimeShare([today], span, { every: null, allowed: null })).toBeNull();
	});

	test('it lies between 0 and 1, and one delivery more never lowers it', () => {
		const days = fc.array(fc.integer({ min: 0, max: 89 }).map(ago), { minLength: 1, maxLength: 30 });
		fc.assert(
			fc.property(days, fc.nat(89), fc.nat(40), (deliveries, extra, every) => {
				const known = [...deliveries, ago(120)];
				const before = onTimeShare(known, span, { every, allowed: null })!;
				const after = onTimeShare([...known, ago(extra)], span, { every, allowed: null })!;
				expect(before.share).toBeGreaterThanOrEqual(0);
				expect(after.share).toBeLessThanOrEqual(1);
				expect(after.share).toBeGreaterThanOrEqual(before.share);
				// The same, counted day by day.
				const counted = Array.from({ length: 90 }, (_, index) => ago(index)).filter((day) =>
					known.some((one) => one <= day && addDays(one, every) >= day)
				);
				expect(before.share).toBeCloseTo(counted.length / 90, 9);
			})
		);
	});
});
