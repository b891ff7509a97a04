import { addDays, addMonths, endOfMonth } from '$lib/domain/day';

const firstOfMonth = (day: string) => `${day.slice(0, 7)}-01`;

/** The month before the one of the day. */
export function lastMonth(day: string) {
	const from = addMonths(firstOfMonth(day), -1);
	return { from, to: endOfMonth(from) };
}

/** The quarter before the one of the day. */
export function lastQuarter(day: string) {
	const month = Number(day.slice(5, 7));
	const first = `${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
	return { from: addMonths(first, -3), to: addDays(first, -1) };
}

/** Everything up to the day. */
export const upTo = (day: string) => ({ from: '2000-01-01', to: day });

/** 2026年11月21日 */
export const chineseDay = (day: string) =>
	`${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
