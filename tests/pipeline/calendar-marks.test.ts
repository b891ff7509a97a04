import { LegalHoliday } from 'tyme4ts';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '$lib/domain/day';
import { addWorkdays, isWorkday, loadCalendar } from '$lib/server/policies/calendar';
import { markedCalendar, wantedYears } from '$lib/server/policies/calendar-marks';
import { calendarActs, markDay, marksOf } from '$lib/server/scoring/calendar/calendar-book';
import { openDistrict, type District } from '../support/district';

const quiet = () => undefined;
const files = loadCalendar('data/calendar', quiet);
const officer = { id: 'o', name: '办事员' };

let district: District;
beforeAll(async () => {
	district = await openDistrict();
});
afterAll(() => district.close());

describe('a marked day', () => {
	const calendar = markedCalendar(files);
	const desk = () => ({
		warehouse: district.warehouse,
		calendar,
		clock: () => new Date('2026-11-21T10:00:00+08:00')
	});
	const mark = (day: string, works: boolean | null, reason = '市政府通知') =>
		markDay(desk(), { day, works, reason }, officer);

	test('counts at once, stays after a restart, and goes back to what the notice says', async () => {
		expect(isWorkday(calendar, '2026-11-25')).toBe(true);
		await mark('2026-11-25', false);
		await mark('2026-11-28', true);
		expect(isWorkday(calendar, '2026-11-25')).toBe(false);
		expect(isWorkday(calendar, '2026-11-28')).toBe(true);
		expect(addWorkdays(calendar, '2026-11-24', 3)).toBe('2026-11-28');
		const restarted = markedCalendar(loadCalendar('data/calendar', quiet));
		expect(isWorkday(restarted, '2026-11-25')).toBe(true);
		restarted.lay(marksOf(await calendarActs(district.warehouse)));
		expect(isWorkday(restarted, '2026-11-25')).toBe(false);
		await mark('2026-11-25', null, '通知撤回');
		expect(isWorkday(calendar, '2026-11-25')).toBe(true);
		expect(isWorkday(calendar, '2026-11-28')).toBe(true);
		expect((await calendarActs(district.warehouse)).map(({ day, works, by }) => [day, works, by])).toEqual([
			['2026-11-25', false, '办事员'],
			['2026-11-28', true, '办事员'],
			['2026-11-25', null, '办事员']
		]);
	});

	test('over a holiday and over a make-up day stands before both, and the files are as they were', async () => {
		await mark('2026-10-01', true);
		await mark('2026-09-20', false);
		expect([isWorkday(calendar, '2026-10-01'), isWorkday(calendar, '2026-09-20')]).toEqual([true, false]);
		expect([isWorkday(files, '2026-10-01'), isWorkday(files, '2026-09-20')]).toEqual([false, true]);
	});

	test('needs a day, a reason, and something to change', async () => {
		await expect(mark('2026-02-30', false)).rejects.toThrow(/日期/);
		await expect(mark('2026-11-24', false, ' ')).rejects.toThrow(/理由/);
		await expect(mark('2026-11-24', true)).rejects.toThrow(/本来就上班/);
		await expect(mark('2026-11-24', null)).rejects.toThrow(/无需恢复/);
	});

	test('of a year that no file covers counts, and the year is still missing', async () => {
		await mark('2027-02-08', false);
		expect(isWorkday(calendar, '2027-02-08')).toBe(false);
		expect(isWorkday(calendar, '2027-02-09')).toBe(true);
		expect(wantedYears(calendar, '2027-01-01')).toEqual([2027]);
	});
});

test('the next year is missed from the first of December, not the day before', () => {
	expect(wantedYears(files, '2026-11-30')).toEqual([]);
	expect(wantedYears(files, '2026-12-01')).toEqual([2027]);
	expect(wantedYears(files, '2027-12-31')).toEqual([2027, 2028]);
});

test('an installation adds a year in its own home, and its year goes before the one that came along', () => {
	const home = mkdtempSync(join(tmpdir(), 'calendar-home-'));
	const own = join(home, 'calendar');
	const text = (year: number, day: string) =>
		`year: ${year}\nsource: 示例\nchecked_on: '2026-12-01'\nholidays:\n  - { date: '${day}', name: 元旦 }\nmake_up_days: []\n`;
	expect(loadCalendar('data/calendar', quiet, own).years.has(2027)).toBe(false);
	mkdirSync(own);
	writeFileSync(join(own, '2027.yaml'), text(2027, '2027-01-01'));
	writeFileSync(join(own, '2026.yaml'), text(2026, '2026-11-25'));
	const calendar = loadCalendar('data/calendar', quiet, own);
	expect(wantedYears(calendar, '2026-12-01')).toEqual([]);
	expect(isWorkday(calendar, '2027-01-01')).toBe(false);
	expect(isWorkday(calendar, '2026-11-25')).toBe(false);
	rmSync(home, { recursive: true });
});

test.each([2020, 2021, 2022, 2023, 2024, 2025, 2026])(
	'every day of %i is as the library of holidays has it, made apart from the files',
	(year) => {
		const different: string[] = [];
		for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
			const [y, m, d] = day.split('-').map(Number) as [number, number, number];
			const known = LegalHoliday.fromYmd(y, m, d);
			const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
			const works = known ? known.isWork() : weekday >= 1 && weekday <= 5;
			if (works !== isWorkday(files, day)) different.push(day);
		}
		expect(different).toEqual([]);
	}
);
