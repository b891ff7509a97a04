import { Exact } from './exact';
import { netOf, paidOf } from './project';
import type { Project } from './project';
import type { Group, Groups } from './tier';
import type { Outcomes } from './types';
import { amount, text } from './world';
import type { World } from './world';

/** W of a group, 0–1, over its judged indicators; null where none was judged. */
function groupWeight(outcomes: Outcomes): Exact | null {
	const severities = Object.values(outcomes)
		.map((outcome) => outcome.severity)
		.filter((severity) => severity !== null);
	if (severities.length === 0) return null;
	const worst = Exact.of(Math.max(...severities));
	const mean = Exact.sum(severities.map((severity) => Exact.of(severity))).over(Exact.of(severities.length));
	return Exact.of(7, 30).times(worst).plus(Exact.of(1, 10).times(mean));
}

/** Score 0–100, not rounded; CHOICE 47: an enterprise is scored on D and E alone, which share all the weight. */
export function scoreOf(groups: Groups, world: World): number | null {
	let points = Exact.zero;
	let weights = Exact.zero;
	for (const name of Object.keys(groups) as Group[]) {
		const part = groupWeight(groups[name]);
		if (part === null) continue;
		const weight = Exact.parse(world.policy.weights[name]);
		points = points.plus(weight.times(part));
		weights = weights.plus(weight);
	}
	if (weights.isZero()) return null;
	return points.over(weights).times(Exact.of(100)).toNumber();
}

/** Distinct workers with work_days > 0 in the last two months of attendance received for the project (CHOICE 48). */
function workersExposed(p: Project): number {
	const last = p.months.filter((month) => month.attendance.length > 0).slice(-2);
	const workers = last
		.flatMap((month) => month.attendance)
		.filter((row) => amount(row, 'work_days')!.isPositive())
		.map((row) => text(row, 'worker_id_no'));
	return new Set(workers).size;
}

/** Σ(net − paid) over past-due months, in 元; overpaid months count against it. */
function unpaidYuan(p: Project, world: World): Exact {
	const lines = p.pastDue.flatMap((month) => month.lines);
	return Exact.sum(lines.map((line) => netOf(line).minus(paidOf(line, world.d))));
}

/** Priority beside the score; CHOICE 49: an overpaid project counts as 0 unpaid; no score, no priority. */
export function priorityOf(score: number | null, p: Project, world: World): number | null {
	if (score === null) return null;
	const unpaid = unpaidYuan(p, world).max(Exact.zero).toNumber();
	return score * Math.log(1 + workersExposed(p)) * Math.log(1 + unpaid / 10_000);
}
