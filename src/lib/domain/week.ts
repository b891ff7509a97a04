import { addDays, addMonths } from './day';

const daysInWeek = 7;

/** The Sunday that ends the week (from Monday) of a day. */
export function weekEnd(day: string): string {
	const sinceSunday = new Date(`${day}T00:00:00Z`).getUTCDay();
	return sinceSunday === 0 ? day : addDays(day, daysInWeek - sinceSunday);
}

/** The Sundays of whole weeks before `day`, newest first, as far back as `months`. */
export function pastWeeks(day: string, months: number): string[] {
	const first = addMonths(day, -months);
	const ends: string[] = [];
	for (let end = addDays(weekEnd(day), -daysInWeek); end >= first; end = addDays(end, -daysInWeek))
		ends.push(end);
	return ends;
}

/** The Sundays of whole weeks before `day` of which no day was judged, newest first. */
export function weeksWithout(
	judged: readonly string[],
	{ day, months }: { readonly day: string; readonly months: number }
): string[] {
	const ends = new Set(judged.map(weekEnd));
	return pastWeeks(day, months).filter((end) => !ends.has(end));
}
