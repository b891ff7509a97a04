import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { isWorkday, loadCalendar } from '$lib/server/policies/calendar';

let directory: string;
beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'calendar-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const year = (holidays: string, makeUpDays: string) =>
	`year: 2027\nsource: 示例\nchecked_on: '2026-11-21'\nholidays:\n${holidays}\nmake_up_days: [${makeUpDays}]\n`;
const newYear = "  - { date: '2027-01-01', name: 元旦 }";

function load(text: string, name = '2027.yaml') {
	writeFileSync(join(directory, name), text);
	return loadCalendar(directory);
}

test('an admin adds 2027 by adding one file', () => {
	const calendar = load(year(newYear, "{ date: '2027-01-03', name: 元旦 }"));
	expect(isWorkday(calendar, '2027-01-01')).toBe(false);
	expect(isWorkday(calendar, '2027-01-03')).toBe(true);
});

test.each([
	['a day of another year', year("  - { date: '2026-01-01', name: 元旦 }", ''), 5, '不在 2027 年'],
	['a day that does not exist', year("  - { date: '2027-02-30', name: 春节 }", ''), 5, '这一天存在'],
	['a day off and at work at once', year(newYear, "{ date: '2027-01-01', name: 元旦 }"), 6, '写了两次'],
	['a make-up day on a weekday', year(newYear, "{ date: '2027-01-04', name: 元旦 }"), 6, '不是周末'],
	['a wrong key', year(newYear, '') + 'holliday: []\n', 7, '「holliday」'],
	['a year unlike the file name', year(newYear, '').replaceAll('2027', '2026'), 1, '与文件名不一致']
])('refuses %s, with the line', (_, text, line, reason) => {
	expect(() => load(text)).toThrow(
		expect.objectContaining({
			code: 'CALENDAR_INVALID',
			message: expect.stringContaining(reason) as string,
			details: expect.objectContaining({ file: '2027.yaml', line }) as object
		})
	);
});

test('refuses to start without the directory', () => {
	expect(() => loadCalendar(join(directory, 'none'))).toThrow(
		expect.objectContaining({ code: 'CALENDAR_MISSING' })
	);
});
