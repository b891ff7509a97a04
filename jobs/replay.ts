import { z } from 'zod';
import { calmAlert, isOpen, stepAlert, type Alert } from '$lib/domain/alert';
import { addDays, daysBetween } from '$lib/domain/day';
import type { Tier } from '$lib/domain/severity';
import { alertRules } from '$lib/server/alerts/alert-book';
import type { App } from '$lib/server/app';
import type { Policy } from '$lib/server/policies/policy';
import { runScore, tablesOfRun } from '$lib/server/scoring/run-score';

/** How long after an alert something bad counts as what it warned of. */
const horizonDays = 90;

/** What a pack would have done over a range of days, on the data as known now. */
export interface ReplayReport {
	readonly days: number;
	/** Alerts that were opened. */
	readonly alerts: number;
	/** Opened alerts after which a verified case, a petition or wages a month late came within 90 days. */
	readonly hits: number;
	/** Opened alerts whose 90 days are not over yet and that nothing came of so far: neither hit nor false. */
	readonly undecided: number;
	/** Median days from a hit alert to what it warned of; null where nothing was hit. */
	readonly lead_days: number | null;
	/** Bad things of which no alert stood open on the day before. */
	readonly misses: number;
	readonly bad_things: number;
	readonly alerts_per_week: number;
}

const tierRow = z.object({
	code: z.string(),
	tier: z.number().nullable(),
	overdue: z.coerce.number().nullable()
});
const eventRow = z.object({ code: z.string(), day: z.string() });

interface Opened {
	readonly code: string;
	readonly day: string;
}

/** Days on which something bad became known of a project. */
async function badThings(app: App, from: string, to: string): Promise<Opened[]> {
	return app.warehouse.read(
		`select project_code as code, cast(min(day) as varchar) as day from (
			select project_code, opened_at as day from feed_cases where known_to is null and verified and project_code is not null
			union all
			select project_code, event_date from feed_petition_events where known_to is null and project_code is not null
		) e where day between cast($from as date) and cast($to as date) group by project_code, day order by day, code`,
		{ from, to },
		eventRow
	);
}

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

/** Plays the alert machine over a range of days, in memory: no alert, no notice and no published tier is touched. */
export async function replay(
	app: App,
	policy: Policy,
	range: { from: string; to: string },
	say: (line: string) => void
): Promise<ReplayReport> {
	const alerts = new Map<string, Alert>();
	const openOn = new Map<string, Set<string>>();
	const opened: Opened[] = [];
	const late = new Map<string, string>();
	const days: string[] = [];
	for (let day = range.from; day <= range.to; day = addDays(day, 1)) days.push(day);
	for (const day of days) {
		const rules = alertRules(policy, day);
		const open = new Set<string>();
		for (const { code, tier, overdue } of await tiersOf(app, policy, day)) {
			const { alert, news } = stepAlert(
				alerts.get(code) ?? calmAlert,
				{ kind: 'run', day, tier: tier as Tier },
				rules
			);
			// Nobody closes anything in a replay: an alert ends when it is calm, so that the next one can be counted.
			alerts.set(code, isOpen(alert) && tier === 0 ? calmAlert : alert);
			if (news === 'opened' || news === 'relapsed') opened.push({ code, day });
			if (isOpen(alert)) open.add(code);
			if ((overdue ?? 0) >= monthLate && !late.has(code)) late.set(code, day);
		}
		openOn.set(day, open);
		say(`${day}：预警 ${open.size} 条`);
	}
	// Wages that were a month late on the first day were late before anybody looked.
	const monthsLate = [...late].filter(([, day]) => day > range.from).map(([code, day]) => ({ code, day }));
	const bad = [
		...(await badThings(app, addDays(range.from, 1), addDays(range.to, horizonDays))),
		...monthsLate
	];
	return judged(days, opened, bad, openOn);
}

function judged(
	days: readonly string[],
	opened: readonly Opened[],
	bad: readonly Opened[],
	openOn: ReadonlyMap<string, ReadonlySet<string>>
): ReplayReport {
	const last = days.at(-1) ?? '';
	const leads: number[] = [];
	let undecided = 0;
	for (const alert of opened) {
		const next = bad
			.filter(
				({ code, day }) => code === alert.code && day > alert.day && day <= addDays(alert.day, horizonDays)
			)
			.map(({ day }) => daysBetween(alert.day, day))
			.sort((a, b) => a - b)[0];
		if (next !== undefined) leads.push(next);
		else if (addDays(alert.day, horizonDays) > last) undecided += 1;
	}
	const inRange = bad.filter(({ day }) => day <= last);
	const misses = inRange.filter(({ code, day }) => !openOn.get(addDays(day, -1))?.has(code)).length;
	const sorted = leads.sort((a, b) => a - b);
	return {
		days: days.length,
		alerts: opened.length,
		hits: leads.length,
		undecided,
		lead_days: sorted[Math.floor(sorted.length / 2)] ?? null,
		misses,
		bad_things: inRange.length,
		alerts_per_week: days.length === 0 ? 0 : Math.round((opened.length / days.length) * 70) / 10
	};
}
