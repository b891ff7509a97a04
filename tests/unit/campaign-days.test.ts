import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { loadPolicy } from '$lib/server/policies/load-policy';
import { yearEndAfter } from '$lib/server/policies/lunar-days';
import { campaignsOn, clearByOf } from '$lib/server/policies/policy-on';

const folder = join(resolve(import.meta.dirname, '../..'), 'data/policies');
const policy = loadPolicy('410803', folder);

/** 腊月 began on the new moons of 2024-01-11, 2024-12-31, 2026-01-19, 2027-01-08 and 2027-12-28. */
test.each([
	['2023-11-15', '2024-02-02', '2024-02-09'],
	['2024-11-01', '2025-01-22', '2025-01-28'],
	['2025-11-01', '2026-02-10', '2026-02-16'],
	['2026-11-01', '2027-01-30', '2027-02-05'],
	// 除夕 itself belongs to the year that ends; the day after to the next.
	['2027-02-05', '2027-01-30', '2027-02-05'],
	['2027-02-06', '2028-01-19', '2028-01-25']
])('the lunar year of %s has 小年 on %s and ends on %s', (day, littleNewYear, newYearsEve) => {
	expect(yearEndAfter(day)).toEqual({ littleNewYear, newYearsEve });
});

test.each([
	['2026-10-31', null, '2026', '2025'],
	['2026-11-01', '2026', null, '2025'],
	['2027-02-05', '2026', null, '2025'],
	['2027-02-06', null, null, '2026'],
	['2020-01-01', null, '2023', null]
])('on %s the campaign is %s, the next %s, the last %s', (day, current, next, last) => {
	const found = campaignsOn(policy, day);
	expect([found.current?.id ?? null, found.next?.id ?? null, found.last?.id ?? null]).toEqual([
		current,
		next,
		last
	]);
});

test('the clear-by day is the one of the pack, else the last day', () => {
	const of = (code: string, id: string) =>
		clearByOf(loadPolicy(code, folder).winterWindows.find((window) => window.id === id)!);
	expect(of('410700', '2023')).toBe('2024-02-10');
	expect(of('410803', '2026')).toBe('2027-02-05');
});
