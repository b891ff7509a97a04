/** Arithmetic on calendar days written `YYYY-MM-DD`; no time zones are involved. */
const millisecondsOfDay = 86_400_000;

const pad = (value: number) => String(value).padStart(2, '0');

/** The day `count` days after `day` (before, where negative). */
export function addDays(day: string, count: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + count * millisecondsOfDay).toISOString().slice(0, 10);
}

/** The same day `count` months later, clamped to the end of that month. */
export function addMonths(day: string, count: number): string {
	const [year, month, date] = day.split('-').map(Number) as [number, number, number];
	const index = year * 12 + (month - 1) + count;
	const toYear = Math.floor(index / 12);
	const toMonth = (index % 12) + 1;
	const last = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate();
	return `${toYear}-${pad(toMonth)}-${pad(Math.min(date, last))}`;
}

/** The last day of the month of `day`. */
export function endOfMonth(day: string): string {
	return addDays(addMonths(`${day.slice(0, 7)}-01`, 1), -1);
}

/** Days from `from` to `to`, negative where `to` lies before. */
export function daysBetween(from: string, to: string): number {
	return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / millisecondsOfDay);
}

/** Whether the text is a day of the calendar written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const time = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}
