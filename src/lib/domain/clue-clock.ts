import { addDays } from './day';

const daysOfWeek = 7;

/** What people did about a clue, as the clock cares. */
export interface ClueStep {
	readonly kind: 'assigned' | 'feedback' | 'progress' | 'closed' | 'transferred';
	/** 'YYYY-MM-DD' */
	readonly day: string;
}

/** Days of the “12345” of the pack, counted from the day that the clue was received. */
export interface ClueLimits {
	readonly assign: number;
	readonly feedback: number;
	readonly reminder: number;
	readonly report: number;
	/** 1 Monday … 7 Sunday: the day of the week on which an open matter is followed up. */
	readonly weekday: number;
}

export type ClueStage = 'assign' | 'feedback' | 'weekly' | 'closed';

/** What a second person granted: days that do not count, and a later day for the step that is due. */
export interface ClueStays {
	/** First and last day that do not count, both included. */
	readonly pauses: readonly { readonly from: string; readonly until: string }[];
	/** The day until which the step that is due was put off; null where it was not. */
	readonly extendedTo: string | null;
}

const noStays: ClueStays = { pauses: [], extendedTo: null };

/** Where a clue stands. */
export interface ClueClock {
	readonly stage: ClueStage;
	/** The day by which the next step is due; null for a closed one. */
	readonly due: string | null;
	/** Days past that day; 0 where it is not past. */
	readonly late: number;
	/** The paper that the rule asks for by now. */
	readonly demands: 'reminder' | 'report' | null;
	readonly lamp: 'green' | 'yellow' | 'red' | 'off';
	/** The last day of the pause that runs today; null where none does. */
	readonly pausedUntil: string | null;
}

const weekdayOf = (day: string) => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

/** The first such weekday on or after a day. */
export function nextWeekday(day: string, weekday: number): string {
	return addDays(day, (weekday - weekdayOf(day) + 7) % 7);
}

/**
 * The “12345” clock: assigned to a unit and a person within one day, answered within two; a reminder at three
 * without a handler, a report to the head at four without progress; then every Friday until it is solved.
 * `later` adds days by the pack's kind of day, natural or working; days of a pause are passed over. Pure: the same acts
 * give the same answer.
 */
export function clueClock(
	received: string,
	steps: readonly ClueStep[],
	today: string,
	limits: ClueLimits,
	later: (day: string, count: number) => string,
	stays: ClueStays = noStays
): ClueClock {
	const pauseOn = (day: string) => stays.pauses.find(({ from, until }) => from <= day && day <= until);
	const counted = (from: string, count: number) => {
		let day = from;
		for (let left = count; left > 0; left -= 1) {
			day = later(day, 1);
			while (pauseOn(day)) day = later(day, 1);
		}
		return day;
	};
	const done = steps.filter(({ day }) => day <= today);
	const last = (kinds: readonly ClueStep['kind'][]) =>
		done
			.filter(({ kind }) => kinds.includes(kind))
			.map(({ day }) => day)
			.sort()
			.at(-1);
	if (last(['closed', 'transferred']) !== undefined)
		return { stage: 'closed', due: null, late: 0, demands: null, lamp: 'off', pausedUntil: null };
	const isAssigned = last(['assigned']) !== undefined;
	const moved = last(['feedback', 'progress']);
	const demands =
		moved === undefined && today > counted(received, limits.report)
			? 'report'
			: !isAssigned && today > counted(received, limits.reminder)
				? 'reminder'
				: null;
	const stage: ClueStage = !isAssigned ? 'assign' : moved === undefined ? 'feedback' : 'weekly';
	let due =
		stage === 'assign'
			? counted(received, limits.assign)
			: stage === 'feedback'
				? counted(received, limits.feedback)
				: nextWeekday(addDays(moved ?? received, 1), limits.weekday);
	while (pauseOn(due)) due = stage === 'weekly' ? addDays(due, daysOfWeek) : counted(due, 1);
	if (stays.extendedTo !== null && stays.extendedTo > due) due = stays.extendedTo;
	let late = 0;
	for (let day = addDays(due, 1); day <= today; day = addDays(day, 1)) if (!pauseOn(day)) late += 1;
	const pausedUntil = pauseOn(today)?.until ?? null;
	const isDueToday = due === today && pausedUntil === null;
	return { stage, due, late, demands, lamp: late > 0 ? 'red' : isDueToday ? 'yellow' : 'green', pausedUntil };
}

/** Whether the next step falls due before the coming day of the weekly meeting. */
export function dueBefore({ due }: ClueClock, meeting: string): boolean {
	return due !== null && due < meeting;
}
