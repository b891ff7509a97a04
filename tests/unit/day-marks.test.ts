import { expect, test } from 'vitest';
import { loadCalendar } from '$lib/server/policies/calendar';
import { dayMarks } from '$lib/server/policies/day-marks';

const calendar = loadCalendar(undefined, () => undefined);
const markOf = (day: string) => dayMarks(calendar, day.slice(0, 7)).find((mark) => mark.day === day);

test('a month is shown in whole weeks from Monday to Sunday', () => {
	const days = dayMarks(calendar, '2026-02').map(({ day }) => day);
	expect(days[0]).toBe('2026-01-26');
	expect(days.at(-1)).toBe('2026-03-01');
	expect(days.length % 7).toBe(0);
	expect(new Set(days).size).toBe(days.length);
});

test('Spring Festival of 2026 is the 17th of February, its eve the day before, both off', () => {
	expect(markOf('2026-02-17')).toEqual({
		day: '2026-02-17',
		lunar: '春节',
		lunarDate: '1-1',
		isFeast: true,
		work: 'off'
	});
	expect(markOf('2026-02-16')).toMatchObject({ lunar: '除夕', isFeast: true, work: 'off' });
	expect(markOf('2026-02-18')).toMatchObject({ work: 'off' });
});

test('a solar term stands on its first day alone, and an ordinary day has its lunar day', () => {
	expect(markOf('2026-02-04')).toMatchObject({ lunar: '立春', isFeast: true });
	expect(markOf('2026-02-05')).toMatchObject({ lunar: '十八', isFeast: false, work: null });
	expect(markOf('2026-01-19')).toMatchObject({ lunar: '腊月', isFeast: false });
});

test('a leap month has its own figure', () => {
	expect(markOf('2025-07-25')).toMatchObject({ lunar: '闰六月', lunarDate: '6+-1' });
});

test('a Saturday that is worked in exchange says so, an ordinary Saturday does not', () => {
	expect(markOf('2026-02-14')).toMatchObject({ work: 'on' });
	expect(markOf('2026-02-07')).toMatchObject({ work: null });
});

test('a year that no file covers has lunar days, and no days off are made up', () => {
	expect(dayMarks(calendar, '2045-02').every(({ work }) => work === null)).toBe(true);
	expect(markOf('2045-02-17')).toMatchObject({ lunar: '春节' });
});

test('what somebody said of a day stands where it differs from the weekday', () => {
	const marked = {
		...calendar,
		marks: new Map([
			['2045-03-01', false],
			['2045-03-04', true],
			['2045-03-02', true]
		])
	};
	const works = dayMarks(marked, '2045-03').filter(({ work }) => work !== null);
	expect(works.map(({ day, work }) => [day, work])).toEqual([
		['2045-03-01', 'off'],
		['2045-03-04', 'on']
	]);
});
