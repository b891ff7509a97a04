import { shanghaiDay, shanghaiTime } from '$lib/domain/clock';
import { advanceAlerts } from '$lib/server/alerts/alert-book';
import type { App } from '$lib/server/app';
import { findContradictions } from '$lib/server/contradictions/find-contradictions';
import { publishTiers } from '$lib/server/scoring/publish-tiers';
import { keepSearchKeys } from '$lib/server/scoring/search-keys';
import type { Watch } from '$lib/server/scoring/judge';
import { runScore, type ScoreOutcome } from '$lib/server/scoring/run-score';

export interface JudgedDay {
	readonly outcome: ScoreOutcome;
	readonly alerts: Awaited<ReturnType<typeof advanceAlerts>>;
}

/** Judges a past day anew, as it is known now: no alert moves, and what was published of it stays. */
export function restateDay(app: App, asOf: string): Promise<ScoreOutcome> {
	const scoredAt = shanghaiTime(app.clock());
	return runScore(app.warehouse, app, { asOf, knownAt: null, series: 'current', scoredAt });
}

/** How a day is judged: `whole` from scratch, otherwise only what has changed; `watch` hears every step. */
export interface JudgeOptions {
	readonly whole?: boolean;
	readonly watch?: Watch;
}

/** Judges a day as it is known now and counts its alerts; the first result of today is what is published. */
export async function judgeDay(
	app: App,
	asOf: string,
	{ whole = false, watch }: JudgeOptions = {}
): Promise<JudgedDay> {
	const outcome = await runScore(app.warehouse, app, {
		asOf,
		knownAt: null,
		series: 'current',
		scoredAt: shanghaiTime(app.clock()),
		whole,
		...(watch && { watch })
	});
	const alerts = await advanceAlerts(app.warehouse, app.policy, { runId: outcome.runId, asOf }, app.clock);
	if (asOf === shanghaiDay(app.clock()))
		await publishTiers(app.warehouse, { runId: outcome.runId, asOf, at: shanghaiTime(app.clock()) });
	return { outcome, alerts };
}

/** Finds the contradictions of the last judged day, makes the keys of search, and tells open pages that there is something new to see. */
export async function concludeJudging(app: App, asOf: string, runId: number): Promise<number> {
	const contradictions = await findContradictions(app.warehouse, asOf);
	await keepSearchKeys(app.warehouse, runId);
	app.events.publish({
		kind: 'scored',
		scored: { runId, asOf, scoredAt: shanghaiTime(app.clock()) }
	});
	return contradictions;
}
