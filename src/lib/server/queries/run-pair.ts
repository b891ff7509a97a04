import { addDays, addMonths } from '$lib/domain/day';
import type { Reader } from '../warehouse/warehouse';
import { latestRun, type Run } from './latest-run';

const daysInWeek = 7;
const monthsInYear = 12;
/** How much earlier than a year before a scoring may be that still stands for it: history keeps one a week. */
const yearSlack = 2 * daysInWeek;

/** A scoring, and the one that "since last week" compares it with; null where there is none. */
export interface RunPair {
	readonly run: Run;
	readonly before: Run | null;
}

/**
 * The scoring to show for `day` with the one of a week before it; null where nothing was scored by then.
 * @param knownAt Shanghai time up to which things were known; null: as seen now
 */
export async function runPair(
	reader: Reader,
	day: string,
	knownAt: string | null = null
): Promise<RunPair | null> {
	const run = await latestRun(reader, day, knownAt);
	if (!run) return null;
	return { run, before: await latestRun(reader, addDays(run.asOf, -daysInWeek), knownAt) };
}

/** The scoring that "since last year" compares `asOf` with; null where no day was judged about a year before it. */
export async function runYearBefore(
	reader: Reader,
	asOf: string,
	knownAt: string | null = null
): Promise<Run | null> {
	const yearAgo = addMonths(asOf, -monthsInYear);
	const run = await latestRun(reader, yearAgo, knownAt);
	return run && run.asOf >= addDays(yearAgo, -yearSlack) ? run : null;
}
