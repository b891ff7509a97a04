import { z } from 'zod';
import { shanghaiDay, shanghaiTime } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import { weeksWithout } from '$lib/domain/week';
import type { App } from '$lib/server/app';
import { runScore, type ScoreOutcome } from '$lib/server/scoring/run-score';

/** How far back the weeks of the map go. */
export const historyMonths = 24;

/** Sundays of past weeks of which no day was judged yet, newest first. */
export async function missingWeeks(app: App): Promise<string[]> {
	const rows = await app.warehouse.read(
		`select distinct cast(as_of as varchar) as day from score_run where series = 'current' and known_at is null`,
		{},
		z.object({ day: z.string() })
	);
	return weeksWithout(
		rows.map(({ day }) => day),
		{ day: shanghaiDay(app.clock()), months: historyMonths }
	);
}

/**
 * Judges a past day as known now, and keeps its tiers alone; no alert moves, nothing is published. Null where the pack
 * has no numbers for so early a day: it cannot be judged by rules that were not there yet.
 */
export async function judgePastDay(app: App, asOf: string): Promise<ScoreOutcome | null> {
	try {
		return await runScore(app.warehouse, app, {
			asOf,
			knownAt: null,
			series: 'current',
			scoredAt: shanghaiTime(app.clock()),
			tiersOnly: true
		});
	} catch (error) {
		if (error instanceof RiskError && error.code === 'POLICY_NO_VALUE') return null;
		throw error;
	}
}
