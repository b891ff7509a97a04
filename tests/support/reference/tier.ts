import { daysBetween } from './calendar';
import { Exact } from './exact';
import { meets } from './outcome';
import type { Project } from './project';
import type { Outcome, Outcomes, Severity } from './types';
import type { World } from './world';

export type Group = 'A' | 'B' | 'C' | 'D' | 'E';
export type Groups = Record<Group, Outcomes>;

export interface Verdict {
	tier: Severity | null;
	clause: string | null;
	fired: string[];
}

/** verified_arrears is shown as two numbers but is one indicator: the worse of the two. */
function merged(outcomes: Outcomes): Outcomes {
	const { 'verified_arrears.amount_wan': wan, 'verified_arrears.people': people, ...rest } = outcomes;
	if (!wan || !people) return rest;
	const worse = (people.severity ?? -1) > (wan.severity ?? -1) ? people : wan;
	return { ...rest, verified_arrears: worse };
}

/** What counts for a subject: verified_arrears once, never push_overdue_wd, nothing exempted, no gc_contagion. */
export function counted(
	groups: Groups,
	subjectType: 'project' | 'enterprise',
	code: string,
	world: World
): Groups {
	const exempt = world.policy.exemptions
		.filter((each) => each.subject_type === subjectType && each.subject_code === code)
		.filter((each) => each.expires >= world.d)
		.map((each) => each.indicator);
	const out = new Set(['push_overdue_wd', ...exempt, ...(subjectType === 'project' ? ['gc_contagion'] : [])]);
	const keep = (outcomes: Outcomes) =>
		Object.fromEntries(Object.entries(merged(outcomes)).filter(([indicator]) => !out.has(indicator)));
	return { A: keep(groups.A), B: keep(groups.B), C: keep(groups.C), D: keep(groups.D), E: keep(groups.E) };
}

/** Number of indicators of the groups at or above a severity. */
function atLeast(severity: Severity, groups: Groups, names: string): number {
	return [...names]
		.flatMap((name) => Object.values(groups[name as Group]))
		.filter((outcome) => (outcome.severity ?? -1) >= severity).length;
}

/** Ids whose severity is at least the tier (CHOICE 41); none for a tier of 0 or 灰. */
export function firedAt(tier: Severity | null, groups: Groups): string[] {
	if (tier === null || tier === 0) return [];
	return Object.values(groups)
		.flatMap((outcomes) => Object.entries(outcomes))
		.filter(([, outcome]) => (outcome.severity ?? -1) >= tier)
		.map(([indicator]) => indicator)
		.sort();
}

function isRed(outcome: Outcome | undefined): boolean {
	return outcome?.severity === 3;
}

function hardTrigger(groups: Groups, world: World): boolean {
	const unpaid = groups.A.unpaid_wage_months?.value;
	return (
		// CHOICE 42: "unpaid_wage_months ≥ 2" is the red level of the pack, like the other triggers.
		(unpaid ? meets(unpaid, world.levels('unpaid_wage_months')[2]) : false) ||
		isRed(groups.D.verified_arrears) ||
		isRed(groups.D.group_petition) ||
		isRed(groups.B.account_frozen) ||
		isRed(groups.B.account_outflow_suspect)
	);
}

function firstClause(groups: Groups, world: World): string {
	const n = (severity: Severity, names: string) => atLeast(severity, groups, names);
	if (hardTrigger(groups, world)) return '1a';
	if (n(3, 'AD') >= 1) return '1b';
	if (isRed(groups.B.runway_days) || n(3, 'B') >= 2 || (n(3, 'B') >= 1 && n(2, 'AD') >= 1)) return '1c';
	if ((n(3, 'E') >= 1 || n(3, 'C') >= 2) && n(2, 'ABD') >= 1) return '1d';
	const groupsAtTwo = [...'ABCDE'].filter((name) => n(2, name) >= 1).length;
	if (n(2, 'ABD') >= 1 || n(3, 'E') >= 1 || n(3, 'C') >= 2 || groupsAtTwo >= 2) return '2';
	if (n(1, 'ABDE') >= 1 || n(2, 'C') >= 1) return '3';
	return '0';
}

/** Every A and B indicator that applies is missing. CHOICE 43: at least one must apply. */
function allMissing(groups: Groups): boolean {
	const applying = [...Object.values(groups.A), ...Object.values(groups.B)].filter(
		(outcome) => outcome.null_reason !== 'not_applicable'
	);
	return applying.length > 0 && applying.every((outcome) => outcome.null_reason === 'missing');
}

/** The tier of a project from what counts. CHOICE 44: 灰 alone goes before every clause, a hard trigger too. */
export function projectTier(groups: Groups, world: World): Verdict {
	if (allMissing(groups)) return { tier: null, clause: null, fired: [] };
	const clause = firstClause(groups, world);
	const tier: Severity = clause.startsWith('1') ? 3 : clause === '2' ? 2 : clause === '3' ? 1 : 0;
	return { tier, clause, fired: firedAt(tier, groups) };
}

/** The 灰 mark beside the tier. CHOICE 45: a batch received after D is not old, and a feed without any time of receipt is not judged by age. */
export function greyMark(p: Project, world: World): boolean {
	if (!p.active) return false;
	return ['payroll', 'attendance', 'account_transactions', 'disbursements'].some((feed) => {
		if (world.of(feed, 'project_code', p.code).length === 0) return true;
		const newest = world.newestBatchReceivedAt[feed];
		const lag = world.policy.lagDays[feed];
		return newest !== undefined && lag !== undefined && daysBetween(newest.slice(0, 10), world.d) > lag;
	});
}

/** The tier of an enterprise on its own D and E, then raised to one below its worst project. */
export function enterpriseTier(groups: Groups, worstProject: Severity | null): Verdict {
	const n = (severity: Severity, names: string) => atLeast(severity, groups, names);
	let own: Severity = 0;
	if (n(3, 'D') >= 1 || (n(3, 'E') >= 1 && n(2, 'D') >= 1)) own = 3;
	else if (n(2, 'D') >= 1 || n(3, 'E') >= 1 || n(2, 'DE') >= 2) own = 2;
	else if (n(1, 'DE') >= 1) own = 1;
	const floor = (worstProject ?? 0) - 1;
	if (floor > own)
		return { tier: floor as Severity, clause: '6-raised', fired: firedAt(floor as Severity, groups) };
	return { tier: own, clause: own === 0 ? '0' : `6-${own}`, fired: firedAt(own, groups) };
}

/** Red projects of an enterprise. CHOICE 46: 0 where it has no project. */
export function contagionCount(tiers: (Severity | null)[]): Exact {
	return Exact.of(tiers.filter((tier) => tier === 3).length);
}
