import chineseDays from 'chinese-days';

const { isWorkday } = chineseDays;

/** A date as the number of days since 1970-01-01; a month as year × 12 + month − 1. */
export type Day = number;
export type Month = number;

const MS_PER_DAY = 86_400_000;
const dayTexts = new Map<Day, string>();
const workingDays = new Map<Day, boolean>();
const two = (value: number) => (value < 10 ? `0${value}` : `${value}`);

/** First days of the lunar years; a demo world outside these years has no Spring Festival stop. */
const SPRING_FESTIVALS = [
	'2020-01-25',
	'2021-02-12',
	'2022-02-01',
	'2023-01-22',
	'2024-02-10',
	'2025-01-29',
	'2026-02-17',
	'2027-02-06',
	'2028-01-26',
	'2029-02-13',
	'2030-02-03',
	'2031-01-23',
	'2032-02-11',
	'2033-01-31',
	'2034-02-19',
	'2035-02-08'
].map(parseDay);

/** Reads 'YYYY-MM-DD'. */
export function parseDay(text: string): Day {
	return Math.round(Date.parse(`${text}T00:00:00Z`) / MS_PER_DAY);
}

/** Writes 'YYYY-MM-DD'. */
export function dayText(day: Day): string {
	let text = dayTexts.get(day);
	if (text === undefined) {
		text = new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
		dayTexts.set(day, text);
	}
	return text;
}

/** The month that a day falls in. */
export function monthOf(day: Day): Month {
	const date = new Date(day * MS_PER_DAY);
	return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** Writes 'YYYY-MM'. */
export function monthText(month: Month): string {
	return `${Math.floor(month / 12)}-${two((month % 12) + 1)}`;
}

/** First day of a month. */
export function firstDay(month: Month): Day {
	return Math.round(Date.UTC(Math.floor(month / 12), month % 12, 1) / MS_PER_DAY);
}

/** Last day of a month. */
export function lastDay(month: Month): Day {
	return firstDay(month + 1) - 1;
}

/** The given day of a month, or the month's last where it is shorter. */
export function dayInMonth(month: Month, dayOfMonth: number): Day {
	return Math.min(firstDay(month) + dayOfMonth - 1, lastDay(month));
}

/** True on a working day of the State Council's calendar, make-up days included. */
function isWorking(day: Day): boolean {
	let working = workingDays.get(day);
	if (working === undefined) {
		working = isWorkday(dayText(day));
		workingDays.set(day, working);
	}
	return working;
}

/** The day itself, or the working day before it. */
export function workingOnOrBefore(day: Day): Day {
	while (!isWorking(day)) day--;
	return day;
}

/** The day itself, or the next working day. */
export function workingOnOrAfter(day: Day): Day {
	while (!isWorking(day)) day++;
	return day;
}

/** The Spring Festival nearest to a day, or null outside the years known. */
export function springFestivalNear(day: Day): Day | null {
	let nearest: Day | null = null;
	for (const festival of SPRING_FESTIVALS) {
		if (nearest === null || Math.abs(festival - day) < Math.abs(nearest - day)) nearest = festival;
	}
	return nearest !== null && Math.abs(nearest - day) < 200 ? nearest : null;
}

/** Writes 'YYYY-MM-DD HH:mm:ss' from a day and the seconds after midnight. */
export function timeText(day: Day, seconds: number): string {
	const hours = Math.floor(seconds / 3600);
	return `${dayText(day)} ${two(hours)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
