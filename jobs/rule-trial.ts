import { AlertPlayback, horizonDays, type Happening } from '$lib/domain/alert-playback';
import { addDays } from '$lib/domain/day';
import { RiskError } from '$lib/domain/errors';
import { alertRules } from '$lib/server/alerts/alert-book';
import type { App } from '$lib/server/app';
import { badThings } from '$lib/server/scoring/trials/bad-things';
import { judgedBoth, type TriedProject } from '$lib/server/scoring/trials/judged-both';
import {
	trialDays,
	type TrialMove,
	type TrialReport,
	type TrialWeek
} from '$lib/server/scoring/trials/trial-book';
import { triedPolicy, type TriedLine } from '$lib/server/scoring/trials/tried-policy';

export interface TrialRequest {
	readonly lines: readonly TriedLine[];
	readonly from: string;
	readonly to: string;
}

/** Wages that are this many days late are a bad thing that nobody needs to report. */
const monthLate = 30;

/** Alerts of 蓝 are notes for the office; what a line costs and what it catches is told by 黄 and 红. */
const gravest = ({ code, tier }: TriedProject) => ({ code, tier: tier === 1 ? (0 as const) : tier });

/** One side of the comparison: its alerts, week by week. */
class Side {
	readonly playback = new AlertPlayback();
	readonly weeks: TrialWeek[] = [];

	take(app: App, day: string, projects: readonly TriedProject[]): void {
		const before = this.playback.opened.length;
		const open = this.playback.take(day, projects.map(gravest), alertRules(app.policy, day));
		const at = (tier: number) => projects.filter((project) => project.tier === tier).length;
		this.weeks.push({
			day,
			red: at(3),
			yellow: at(2),
			open: open.size,
			opened: this.playback.opened.length - before
		});
	}
}

/**
 * Judges the past twice, a day a week: by the pack as it stands and with the tried lines in it, on the data as known now,
 * and plays the alerts of both. Nothing that anybody sees is touched. Days for which the pack has no numbers are left out.
 * @param step is told the day that comes next, how many are done and how many there are
 * @throws RiskError TRIAL_LINE, TRIAL_TOO_EARLY
 */
export async function tryRules(
	app: App,
	{ lines, from, to }: TrialRequest,
	step: (day: string, done: number, total: number) => void = () => undefined
): Promise<{ report: TrialReport; moves: TrialMove[] }> {
	const tried = triedPolicy(app.policy, lines);
	const sides = { now: new Side(), tried: new Side() };
	const late = new Map<string, string>();
	const streets = new Map<string, string | null>();
	const days = trialDays(from, to);
	let last: Awaited<ReturnType<typeof judgedBoth>> | null = null;
	let first = to;
	for (const [done, day] of days.entries()) {
		if (app.events.isClosed) break;
		step(day, done, days.length);
		const both = await judgedBoth(app.warehouse, app, tried, day).catch((error: unknown) => {
			if (error instanceof RiskError && error.code === 'POLICY_NO_VALUE') return null;
			throw error;
		});
		if (both === null) continue;
		if (last === null) first = day;
		last = both;
		for (const { code, street, overdueDays } of both.now) {
			streets.set(code, street);
			if ((overdueDays ?? 0) >= monthLate && !late.has(code)) late.set(code, day);
		}
		sides.now.take(app, day, both.now);
		sides.tried.take(app, day, both.tried);
	}
	if (last === null)
		throw new RiskError(
			'TRIAL_TOO_EARLY',
			`${from} 至 ${to} 政策口径还没有数值，不能回放；请选近一些的周数。`
		);
	// Wages that were a month late on the first day were late before anybody looked.
	const monthsLate = [...late].filter(([, day]) => day > first).map(([code, day]) => ({ code, day }));
	const known = await badThings(app.warehouse, addDays(first, 1), addDays(to, horizonDays));
	const bad: Happening[] = [...known, ...monthsLate];
	return {
		report: {
			now: sides.now.playback.report(bad),
			tried: sides.tried.playback.report(bad),
			weeks: sides.now.weeks.flatMap((now, place) => {
				const week = sides.tried.weeks[place];
				return week ? [{ now, tried: week }] : [];
			}),
			streets: byStreet(app, streets, sides.now.playback.opened, sides.tried.playback.opened)
		},
		moves: movesBetween(last.now, last.tried)
	};
}

/** Alerts that were opened by unit of the pack, the most first. */
function byStreet(
	app: App,
	streets: ReadonlyMap<string, string | null>,
	now: readonly Happening[],
	tried: readonly Happening[]
): TrialReport['streets'] {
	const unit = new Map(
		app.policy.units.flatMap(({ name, aliases }) => [name, ...aliases].map((one) => [one, name]))
	);
	const counted = new Map<string | null, { now: number; tried: number }>();
	for (const [side, opened] of [
		['now', now],
		['tried', tried]
	] as const)
		for (const { code } of opened) {
			const street = unit.get(streets.get(code) ?? '') ?? null;
			const own = counted.get(street) ?? { now: 0, tried: 0 };
			own[side] += 1;
			counted.set(street, own);
		}
	return [...counted]
		.map(([street, counts]) => ({ street, ...counts }))
		.sort((a, b) => b.tried - a.tried || b.now - a.now);
}

/** Projects on another level under the tried lines; both lists hold the same projects in the same order. */
function movesBetween(now: readonly TriedProject[], tried: readonly TriedProject[]): TrialMove[] {
	return now.flatMap((project, place) => {
		const other = tried[place];
		if (!other || other.tier === project.tier) return [];
		const { code, name, street } = project;
		return [{ code, name, street, tierNow: project.tier, tierTried: other.tier }];
	});
}
