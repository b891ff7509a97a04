import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { addDays, addMonths, endOfMonth } from '$lib/domain/day';
import { dueDate } from '$lib/domain/pay-day';
import { isWorkday, loadCalendar } from '$lib/server/policies/calendar';

const calendar = loadCalendar('data/calendar');
const works = (day: string) => isWorkday(calendar, day);

describe('the day wages are due', () => {
	const cases: readonly (readonly [
		month: string,
		payDay: number,
		nextMonth: boolean,
		due: string,
		why: string
	])[] = [
		['2026-08', 25, false, '2026-08-25', '当月工作日'],
		['2026-08', 20, true, '2026-09-20', '次月 20 日是调休上班的周日，不提前'],
		['2026-08', 31, true, '2026-09-30', '次月没有 31 日，取月末'],
		['2026-09', 5, true, '2026-09-30', '国庆假里，提前到节前'],
		['2026-10', 1, false, '2026-09-30', '提前会退到上个月'],
		['2026-01', 31, false, '2026-01-30', '周六，提前到周五'],
		['2024-02', 31, false, '2024-02-29', '闰年二月末'],
		['2025-12', 4, true, '2026-01-04', '跨年，调休上班的周日'],
		['2025-12', 3, true, '2025-12-31', '跨年，元旦假提前到上一年']
	];
	test.each(cases)('%s, day %i, next month %s: %s (%s)', (month, payDay, nextMonth, due) => {
		expect(dueDate({ month, payDay, nextMonth }, works)).toBe(due);
	});

	test('without an agreed day it is the month end plus 15 natural days, even on a Sunday', () => {
		expect(dueDate({ month: '2026-02', payDay: null, nextMonth: false }, works)).toBe('2026-03-15');
		expect(dueDate({ month: '2026-02', payDay: null, nextMonth: true }, works)).toBe('2026-03-15');
	});

	test('the grace comes from the pack', () => {
		expect(dueDate({ month: '2026-02', payDay: null, nextMonth: false }, works, 0)).toBe('2026-02-28');
	});
});

describe('for every month, day and calendar', () => {
	const months = fc
		.tuple(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 12 }))
		.map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`);
	const payDays = fc.integer({ min: 1, max: 31 });
	const everyDay = () => true;
	const weekdays = (day: string) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

	test('it is a working day, never after the agreed one, and no working day lies between', () => {
		fc.assert(
			fc.property(months, payDays, fc.boolean(), (month, payDay, nextMonth) => {
				const due = dueDate({ month, payDay, nextMonth }, weekdays);
				const agreed = dueDate({ month, payDay, nextMonth }, everyDay);
				expect(weekdays(due)).toBe(true);
				expect(due <= agreed).toBe(true);
				for (let day = addDays(due, 1); day <= agreed; day = addDays(day, 1)) {
					expect(weekdays(day)).toBe(false);
				}
			})
		);
	});

	test('where every day works it is the agreed day or the last of its month', () => {
		fc.assert(
			fc.property(months, payDays, fc.boolean(), (month, payDay, nextMonth) => {
				const due = dueDate({ month, payDay, nextMonth }, everyDay);
				const last = endOfMonth(addMonths(`${month}-01`, nextMonth ? 1 : 0));
				expect(due.slice(0, 7)).toBe(last.slice(0, 7));
				expect(Number(due.slice(8))).toBe(Math.min(payDay, Number(last.slice(8))));
			})
		);
	});

	test('an open pay day never asks the calendar', () => {
		fc.assert(
			fc.property(months, fc.integer({ min: 0, max: 60 }), (month, grace) => {
				const due = dueDate({ month, payDay: null, nextMonth: false }, () => false, grace);
				expect(due).toBe(addDays(endOfMonth(`${month}-01`), grace));
			})
		);
	});
});
