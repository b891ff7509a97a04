import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '$lib/domain/day';
import { lunarName } from '$lib/server/policies/lunar-days';
import { lunarNotes, yearEndMark } from '../../src/routes/lunar-notes';

const note = (day: string, lang: 'zh' | 'en' = 'zh') => lunarNotes([day], lang)[day];

// 除夕 of 丙午年 is 2027-02-05; 2025 has a second sixth month.
test.each([
	['2027-01-30', '腊月廿三 · 离除夕 6 天', '7 days to Spring Festival'],
	['2027-02-04', '腊月廿八 · 离除夕 1 天', '2 days to Spring Festival'],
	['2027-02-05', '除夕', 'eve of Spring Festival'],
	['2027-02-06', '春节', 'Spring Festival'],
	['2027-02-07', '正月初二', undefined],
	['2026-10-08', '八月廿八 · 离除夕 120 天', '121 days to Spring Festival'],
	['2026-10-07', '八月廿七', undefined],
	['2025-07-26', '闰六月初二', undefined]
])('%s is %s', (day, zh, en) => {
	expect(note(day)).toBe(zh);
	expect(note(day, 'en')).toBe(en);
});

test('a day nearer to the end of the lunar year is exactly so many days nearer, from one 除夕 to the next', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 12_000 }), (days) => {
			const day = addDays('2015-01-01', days);
			const { daysToEve } = lunarName(day);
			expect(daysToEve).toBeGreaterThanOrEqual(0);
			expect(daysToEve).toBeLessThan(385);
			const next = lunarName(addDays(day, 1)).daysToEve;
			if (daysToEve > 0) expect(next).toBe(daysToEve - 1);
			else expect(next).toBeGreaterThan(352);
		}),
		{ numRuns: 200 }
	);
});

test('a drawing marks the end of the lunar year only where it reaches it', () => {
	expect(yearEndMark('2026-11-21', '2027-02-04', 'zh')).toBeNull();
	expect(yearEndMark('2026-11-21', '2027-02-05', 'zh')).toEqual({ day: '2027-02-05', word: '除夕' });
	expect(yearEndMark('2026-11-21', '2027-02-05', 'en')).toBeNull();
	expect(yearEndMark('2026-11-21', '2027-02-06', 'en')).toEqual({
		day: '2027-02-06',
		word: 'Spring Festival'
	});
	expect(yearEndMark('2027-02-05', '2027-04-20', 'zh')).toBeNull();
});
