import { addDays } from '$lib/domain/day';
import { shanghaiTime } from '$lib/domain/clock';
import type { App } from '$lib/server/app';
import { runScore } from '$lib/server/scoring/run-score';

const daysInWeek = 7;

/**
 * Judges a day, and the one of a week before it, from nothing but the rows that were known at a moment (Shanghai
 * time), by the rules of now. No alert and no published tier is touched.
 */
export async function judgeKnownThen(
	app: App,
	{ asOf, knownAt }: { asOf: string; knownAt: string }
): Promise<void> {
	for (const day of [addDays(asOf, -daysInWeek), asOf]) {
		await runScore(app.warehouse, app, {
			asOf: day,
			knownAt,
			series: 'adhoc',
			scoredAt: shanghaiTime(app.clock())
		});
	}
}
