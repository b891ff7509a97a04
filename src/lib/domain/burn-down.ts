import { addDays, daysBetween } from './day';

/** Something that is open from a day until it is closed. */
export interface OpenSpan {
	/** 'YYYY-MM-DD' */
	readonly opened: string;
	/** null: still open. */
	readonly closed: string | null;
}

/** A campaign's days; all 'YYYY-MM-DD'. */
export interface CampaignSpan {
	readonly start: string;
	/** By the end of this day nothing is to be open. */
	readonly clearBy: string;
	/** The day as of which it is looked at. */
	readonly day: string;
}

export interface BurnDownPoint {
	readonly day: string;
	readonly opened: number;
	readonly closed: number;
	/** At the end of the day. */
	readonly remaining: number;
	/** What would remain if that which was open at the start went evenly until the clear-by day. */
	readonly ideal: number;
}

/** At the start, what came, what was closed and what remains: atStart + opened − closed = remaining. */
export interface BurnDown {
	readonly atStart: number;
	readonly opened: number;
	readonly closed: number;
	readonly remaining: number;
	/** One point a day from the start, up to the day or the clear-by day, whichever comes first. */
	readonly points: readonly BurnDownPoint[];
}

/** What would remain at the end of `day` in an even course from the eve of the start to the clear-by day. */
export function idealOn(atStart: number, { start, clearBy }: CampaignSpan, day: string): number {
	const whole = daysBetween(start, clearBy) + 1;
	const left = daysBetween(day, clearBy);
	return Math.max(0, Math.min(atStart, (atStart * left) / whole));
}

/**
 * Counts a campaign down day by day. What was closed before the start does not count; what came after it counts as
 * new; a closing dated before its opening counts on the day of opening.
 */
export function burnDown(items: readonly OpenSpan[], span: CampaignSpan): BurnDown {
	const { start, clearBy, day } = span;
	const until = day < clearBy ? day : clearBy;
	const counted = items
		.map(({ opened, closed }) => ({ opened, closed: closed !== null && closed < opened ? opened : closed }))
		.filter(({ opened, closed }) => opened <= until && (closed === null || closed >= start));
	const atStart = counted.filter(({ opened }) => opened < start).length;
	const newOn = tally(counted.map(({ opened }) => opened).filter((opened) => opened >= start));
	const closedOn = tally(
		counted.flatMap(({ closed }) => (closed !== null && closed <= until ? [closed] : []))
	);
	const points: BurnDownPoint[] = [];
	let remaining = atStart;
	for (let at = start; at <= until; at = addDays(at, 1)) {
		const opened = newOn.get(at) ?? 0;
		const closed = closedOn.get(at) ?? 0;
		remaining += opened - closed;
		points.push({ day: at, opened, closed, remaining, ideal: idealOn(atStart, span, at) });
	}
	const sum = (counts: Map<string, number>) =>
		[...counts.values()].reduce((total, count) => total + count, 0);
	return { atStart, opened: sum(newOn), closed: sum(closedOn), remaining, points };
}

function tally(days: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
	return counts;
}
