import { lastDue, nextRun } from './next-run';
import type { TimetableLine } from './timetable';

/** A run as the timetable looks at it. */
export interface PastRun {
	readonly job: string;
	readonly startedAt: Date;
	/** The process was stopped or killed within it. */
	readonly isCutOff: boolean;
}

/** A run that the timetable owes. */
export interface OwedRun {
	readonly line: TimetableLine;
	readonly due: Date;
}

/** A run that takes the process down with it is begun again no more often than this within one period. */
const mostBegun = 3;

/**
 * The lines of the timetable whose last moment has passed without a run before the next, those that come round most often
 * first. It does not matter whether anybody was awake at that moment: a machine that is off at night, sleeps or has its
 * clock put right makes up for the last run that it missed, and runs once for one moment, however the clock jumps.
 * @param since when this home was first looked at: what was due before is not owed
 */
export function owedRuns(
	lines: readonly TimetableLine[],
	runs: readonly PastRun[],
	{ now, since }: { readonly now: Date; readonly since: Date }
): OwedRun[] {
	return lines
		.map((line) => ({ line, due: lastDue(line.cron, now) }))
		.filter(({ line, due }) => {
			if (due < since) return false;
			const next = nextRun(line.cron, due);
			const begun = runs.filter(
				({ job, startedAt }) => job === line.job && startedAt >= due && startedAt < next
			);
			return begun.every(({ isCutOff }) => isCutOff) && begun.length < mostBegun;
		})
		.sort((a, b) => nextRun(a.line.cron, now).getTime() - nextRun(b.line.cron, now).getTime());
}
