import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { addDays } from '$lib/domain/day';
import { RiskError } from '$lib/domain/errors';
import { calendarShape } from './calendar-shape';
import { checkYaml } from './check-yaml';
import { calendarKind, parseYaml } from './yaml-document';

/** One year of State Council holidays and make-up days. */
export interface CalendarYear {
	readonly source: string;
	readonly checkedOn: string;
	readonly holidays: ReadonlyMap<string, string>;
	readonly makeUpDays: ReadonlyMap<string, string>;
}

/** The years that are loaded. A day of any other year counts by Monday to Friday, and is reported. */
export interface WorkCalendar {
	readonly years: ReadonlyMap<number, CalendarYear>;
	/** What persons said of single days, whether offices work; over the files, and of years that no file covers. */
	readonly marks?: ReadonlyMap<string, boolean>;
	/** Called once for each year that somebody asked about and no file covers. */
	readonly reportMissing: (year: number) => void;
}

/**
 * Reads `<directory>/<year>.yaml` for every year there is, and of `own`, where it is there: an installation's own years
 * go before those that came with the program.
 * @throws RiskError CALENDAR_MISSING when there is no directory, CALENDAR_INVALID with file, line and reason.
 */
export function loadCalendar(
	directory = join('data', 'calendar'),
	onMissingYear: (year: number) => void = warnMissingYear,
	own?: string
): WorkCalendar {
	if (!existsSync(directory)) {
		const message = `没有找到工作日历目录 ${directory}。请从安装包恢复 data/calendar 目录。`;
		throw new RiskError('CALENDAR_MISSING', message, { directory });
	}
	const folders = own !== undefined && existsSync(own) ? [directory, own] : [directory];
	const years = folders.flatMap((folder) =>
		readdirSync(folder)
			.filter((name) => /^\d{4}\.yaml$/.test(name))
			.sort()
			.map((name) => readYear(folder, name))
	);
	return { years: new Map(years), reportMissing: onceEach(onMissingYear) };
}

function readYear(directory: string, name: string): [number, CalendarYear] {
	const document = parseYaml(calendarKind, name, readFileSync(join(directory, name), 'utf8'));
	const content = checkYaml(document, calendarShape);
	const year = Number(name.slice(0, 4));
	if (content.year !== year) {
		throw document.invalid(document.lineOf(['year']), `year 写的是 ${content.year}，与文件名不一致`);
	}
	const days = (list: readonly { date: string; name: string }[]) =>
		new Map(list.map((entry) => [entry.date, entry.name]));
	const loaded = {
		source: content.source,
		checkedOn: content.checked_on,
		holidays: days(content.holidays),
		makeUpDays: days(content.make_up_days)
	};
	return [year, loaded];
}

function onceEach(report: (year: number) => void): (year: number) => void {
	const reported = new Set<number>();
	return (year) => {
		if (reported.has(year)) return;
		reported.add(year);
		report(year);
	};
}

function warnMissingYear(year: number): void {
	process.emitWarning(
		`工作日历没有 ${year} 年：暂按周一至周五计算，节假日和调休都没有算进去。请补上 data/calendar/${year}.yaml。`,
		{ code: 'CALENDAR_YEAR_MISSING' }
	);
}

/** The years from `from` to `to` ('YYYY-MM-DD', both included) that no file covers: show them, never guess silently. */
export function missingYears(calendar: WorkCalendar, from: string, to: string): number[] {
	const missing: number[] = [];
	for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
		if (!calendar.years.has(year)) missing.push(year);
	}
	return missing;
}

/** Whether offices work on `day`; a year that is not loaded counts by Monday to Friday and is reported once. */
export function isWorkday(calendar: WorkCalendar, day: string): boolean {
	const yearNumber = Number(day.slice(0, 4));
	const year = calendar.years.get(yearNumber);
	if (year === undefined) calendar.reportMissing(yearNumber);
	const mark = calendar.marks?.get(day);
	if (mark !== undefined) return mark;
	if (year?.makeUpDays.has(day)) return true;
	if (year?.holidays.has(day)) return false;
	const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
	return weekday >= 1 && weekday <= 5;
}

/** wd(after, until): working days after `after`, up to and including `until`; 0 when `until` is not later. */
export function workdaysBetween(calendar: WorkCalendar, after: string, until: string): number {
	let count = 0;
	for (let day = addDays(after, 1); day <= until; day = addDays(day, 1)) {
		if (isWorkday(calendar, day)) count++;
	}
	return count;
}

/** The `count`-th working day after `day`; `day` itself for 0. So wd(day, result) is `count`. */
export function addWorkdays(calendar: WorkCalendar, day: string, count: number): string {
	let result = day;
	for (let left = count; left > 0;) {
		result = addDays(result, 1);
		if (isWorkday(calendar, result)) left--;
	}
	return result;
}
