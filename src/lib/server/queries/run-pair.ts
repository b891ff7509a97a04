import { addDays } from '$lib/domain/day';
import type { Reader } from '../warehouse/warehouse';
import { latestRun, type Run } from './latest-run';

const daysInWeek = 7;

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
