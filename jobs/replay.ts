import { z } from 'zod';
import { AlertPlayback, horizonDays, type Happening, type PlaybackReport } from '$lib/domain/alert-playback';
import { addDays } from '$lib/domain/day';
import type { Tier } from '$lib/domain/severity';
import { alertRules } from '$lib/server/alerts/alert-book';
import type { App } from '$lib/server/app';
import type { Policy } from '$lib/server/policies/policy';
import { badThings } from '$lib/server/scoring/trials/bad-things';
import { runScore, tablesOfRun } from '$lib/server/scoring/run-score';

const tierRow = z.object({
	code: z.string(),
	tier: z.number().nullable(),
	overdue: z.coerce.number().nullable()
});

/** Scores one day as known now, reads what alerts need, and forgets the run again. */
async function tiersOf(app: App, policy: Policy, day: string) {
	const { runId } = await runScore(
		app.warehouse,
		{ policy, calendar: app.calendar },
		{ asOf: day, knownAt: null, series: 'adhoc', scoredAt: `${day} 00:00:00` }
	);
	const rows = await app.warehouse.read(
		`select t.subject_code as code, t.tier, v.value as overdue from tier_result t
		left join indicator_value v on v.run_id = t.run_id and v.subject_type = t.subject_type
			and v.subject_code = t.subject_code and v.indicator = 'wage_overdue_days'
		where t.run_id = $run and t.subject_type = 'project'`,
		{ run: runId },
		tierRow
	);
	await app.warehouse.write(async (tx) => {
		for (const table of tablesOfRun) await tx.run(`delete from ${table} where run_id = $run`, { run: runId });
	});
	return rows;
}

const monthLate = 30;

/**
 * Plays the alert machine over every day of a range, on the data as known now: no alert, no notice and no published tier
 * is touched. Bad things are verified cases, petitions and wages a month late.
 */
export async function replay(
	app: App,
	policy: Policy,
	range: { from: string; to: string },
	say: (line: string) => void
): Promise<PlaybackReport> {
	const playback = new AlertPlayback();
	const late = new Map<string, string>();
	for (let day = range.from; day <= range.to; day = addDays(day, 1)) {
		const rows = await tiersOf(app, policy, day);
		const tiers = rows.map(({ code, tier }) => ({ code, tier: tier as Tier | null }));
		const open = playback.take(day, tiers, alertRules(policy, day));
		for (const { code, overdue } of rows)
			if ((overdue ?? 0) >= monthLate && !late.has(code)) late.set(code, day);
		say(`${day}：预警 ${open.size} 条`);
	}
	// Wages that were a month late on the first day were late before anybody looked.
	const monthsLate: Happening[] = [...late]
		.filter(([, day]) => day > range.from)
		.map(([code, day]) => ({ code, day }));
	const known = await badThings(app.warehouse, addDays(range.from, 1), addDays(range.to, horizonDays));
	return playback.report([...known, ...monthsLate]);
}
