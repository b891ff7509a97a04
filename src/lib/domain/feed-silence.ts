import { addDays, daysBetween } from './day';

/** What the pack asks of a feed on a day. */
export interface FeedDays {
	/** Days from one delivery to the next; null: it comes only when something has changed. */
	readonly every: number | null;
	/** Days that the newest delivery may be old; null: nothing is asked of the feed. */
	readonly allowed: number | null;
}

/** `fresh` in its rhythm, `late` past it, `silent` past what is allowed, `never` not delivered and not yet asked for. */
export type SupplyState = 'fresh' | 'late' | 'silent' | 'never';

/** Where a supplier's feed stands on a day. */
export interface SupplyStanding {
	readonly state: SupplyState;
	/** Days since the newest delivery, or since the first day that anything came where this feed never did. */
	readonly age: number | null;
	/** The day by which the next one should be there; null where the feed has no rhythm or never came. */
	readonly nextDue: string | null;
	/** The first day on which it counts as stopped; null where the pack allows any age. */
	readonly silentFrom: string | null;
	/** Days past what is allowed, 0 where it is not. */
	readonly silentDays: number;
}

/**
 * Where a feed stands on `today`. `last` is the day of its newest delivery, null where it never came: then the days
 * count from `since`, the first day on which the installation received anything at all (null: it is empty).
 */
export function supplyStanding(
	{ last, since, today }: { last: string | null; since: string | null; today: string },
	{ every, allowed }: FeedDays
): SupplyStanding {
	const from = last ?? since;
	if (from === null) return { state: 'never', age: null, nextDue: null, silentFrom: null, silentDays: 0 };
	const age = daysBetween(from, today);
	const silentFrom = allowed === null ? null : addDays(from, allowed + 1);
	const silentDays = allowed === null ? 0 : Math.max(0, age - allowed);
	const nextDue = last === null || every === null ? null : addDays(last, every);
	const isLate = every !== null && age > every;
	const state = silentDays > 0 ? 'silent' : last === null ? 'never' : isLate ? 'late' : 'fresh';
	return { state, age, nextDue, silentFrom, silentDays };
}

/**
 * Share of the days from `from` to `to` (both counted) on which the newest delivery was no older than its rhythm asks;
 * days before the first delivery are not counted. Null where none is left, or nothing is asked.
 */
export function onTimeShare(
	deliveries: readonly string[],
	{ from, to }: { from: string; to: string },
	{ every, allowed }: FeedDays
): { readonly share: number; readonly days: number } | null {
	const line = every ?? allowed;
	const known = [...new Set(deliveries)].filter((day) => day <= to).sort();
	const first = known[0];
	if (line === null || first === undefined) return null;
	const start = first > from ? first : from;
	const days = daysBetween(start, to) + 1;
	let onTime = 0;
	for (const [index, day] of known.entries()) {
		const next = known[index + 1];
		// In time from the day it came until the line, or until the next one came.
		const until = [addDays(day, line), next === undefined ? to : addDays(next, -1), to].sort()[0]!;
		const begin = day > start ? day : start;
		onTime += Math.max(0, daysBetween(begin, until) + 1);
	}
	return { share: onTime / days, days };
}

/** What a day of the calendar shows: data came, none was due yet, the rhythm was missed, or the feed had stopped. */
export type DayMark = 'before' | 'came' | 'waiting' | 'late' | 'silent';

/** A mark for every day from `from` to `to`, both included, as it looked at the end of that day. */
export function dayMarks(
	deliveries: readonly string[],
	{ from, to }: { from: string; to: string },
	days: FeedDays
): DayMark[] {
	const came = new Set(deliveries);
	const known = [...came].sort();
	let last = known.findLast((day) => day < from) ?? null;
	return Array.from({ length: daysBetween(from, to) + 1 }, (_, index): DayMark => {
		const today = addDays(from, index);
		if (came.has(today)) last = today;
		if (last === today) return 'came';
		if (last === null) return 'before';
		const { state } = supplyStanding({ last, since: null, today }, days);
		return state === 'late' || state === 'silent' ? state : 'waiting';
	});
}
