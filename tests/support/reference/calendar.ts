/** Dates are 'YYYY-MM-DD' and months 'YYYY-MM' in text, which order as they read. */
const MS_A_DAY = 86_400_000;

/** Days since 1970-01-01 of a date. */
function dayNumber(date: string): number {
	return (
		Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / MS_A_DAY
	);
}

/** The date n days after (before, for a negative n) a date. */
export function addDays(date: string, n: number): string {
	return new Date((dayNumber(date) + n) * MS_A_DAY).toISOString().slice(0, 10);
}

/** to − from in days. */
export function daysBetween(from: string, to: string): number {
	return dayNumber(to) - dayNumber(from);
}

/** The month n months after (before) a month. */
export function addToMonth(month: string, n: number): string {
	const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + n;
	return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** The last date of a month. */
export function lastDayOf(month: string): string {
	return addDays(`${addToMonth(month, 1)}-01`, -1);
}

/** A day of a month, clamped to the month's last day. */
export function dayOfMonth(month: string, day: number): string {
	const date = `${month}-${String(day).padStart(2, '0')}`;
	return date > lastDayOf(month) ? lastDayOf(month) : date;
}

/** The same day n months after (before) a date, clamped to the month's end. */
export function addMonths(date: string, n: number): string {
	return dayOfMonth(addToMonth(date.slice(0, 7), n), Number(date.slice(8, 10)));
}

/** wd(a, b): working days after a, up to and including b; 0 where b is not after a. */
export function workingDays(a: string, b: string, isWorkday: (day: string) => boolean): number {
	let count = 0;
	for (let day = addDays(a, 1); day <= b; day = addDays(day, 1)) if (isWorkday(day)) count += 1;
	return count;
}

/** Monday to Friday: the calendar of a year without holidays. */
export function isWeekday(day: string): boolean {
	const weekday = new Date(dayNumber(day) * MS_A_DAY).getUTCDay();
	return weekday !== 0 && weekday !== 6;
}
