import { contagionCount, counted, enterpriseTier, greyMark, projectTier } from './tier';
import type { Groups } from './tier';
import { enterpriseIndicators, projectsOf } from './enterprise';
import { enterpriseSubject, eventIndicators, projectSubject } from './events';
import { moneyIndicators } from './money';
import { valueOf } from './outcome';
import { projectOf } from './project';
import type { Project } from './project';
import { priorityOf, scoreOf } from './score';
import { systemIndicators } from './system';
import type {
	FeedRow,
	Outcomes,
	ReferenceIndicator,
	ReferenceInput,
	ReferenceResult,
	ReferenceTier,
	Severity,
	SubjectType
} from './types';
import { wageIndicators } from './wages';
import { text, worldOf } from './world';
import type { World } from './world';

function shown(subjectType: SubjectType, code: string, outcomes: Outcomes): ReferenceIndicator[] {
	return Object.entries(outcomes).map(([indicator, outcome]) => ({
		subject_type: subjectType,
		subject_code: code,
		indicator,
		value: outcome.value === null ? null : outcome.value.toNumber(),
		severity: outcome.severity,
		null_reason: outcome.null_reason
	}));
}

function isAbove(outcomes: Outcomes, indicator: string): boolean {
	return outcomes[indicator]?.value?.isPositive() ?? false;
}

/**
 * CHOICE 50: open unpaid wages of an enterprise: a project of it (owner, gc or party) has wage_overdue_days > 0,
 * or an open verified case names it.
 */
function hasOpenUnpaidWages(
	uscc: string,
	own: Outcomes,
	wages: Map<string, Outcomes>,
	world: World
): boolean {
	const onProject = projectsOf(uscc, world).some((code) =>
		isAbove(wages.get(code) ?? {}, 'wage_overdue_days')
	);
	const byCase = ['verified_arrears.amount_wan', 'verified_arrears.people'].some((id) => isAbove(own, id));
	return onProject || byCase;
}

function projectVerdict(p: Project, groups: Groups, world: World): ReferenceTier {
	const inForce = counted(groups, 'project', p.code, world);
	const verdict = projectTier(inForce, world);
	// CHOICE 53: a project that is 灰 alone still has a score, of the groups that were judged.
	const score = scoreOf(inForce, world);
	return {
		subject_type: 'project',
		subject_code: p.code,
		...verdict,
		grey: verdict.tier === null || greyMark(p, world),
		score,
		priority: priorityOf(score, p, world)
	};
}

interface EnterpriseFacts {
	uscc: string;
	d: Outcomes;
	e: Outcomes;
}

function enterpriseVerdict(
	facts: EnterpriseFacts,
	projectTiers: (Severity | null)[],
	world: World
): ReferenceTier {
	const groups: Groups = { A: {}, B: {}, C: {}, D: facts.d, E: facts.e };
	const inForce = counted(groups, 'enterprise', facts.uscc, world);
	const worst = projectTiers.reduce((high, tier) => ((tier ?? -1) > (high ?? -1) ? tier : high), null);
	const verdict = enterpriseTier(inForce, worst);
	// CHOICE 51: the text gives an enterprise no 灰 mark and no priority.
	const score = scoreOf(inForce, world);
	return {
		subject_type: 'enterprise',
		subject_code: facts.uscc,
		...verdict,
		grey: false,
		score,
		priority: null
	};
}

/** Judges every project and every enterprise of the rows at D, by the reference text and nothing else. */
export function judge(input: ReferenceInput): ReferenceResult {
	const world = worldOf(input);
	const projects = world.all('projects').map((row) => projectOf(row, world));
	const wages = new Map(projects.map((p) => [p.code, wageIndicators(p, world)]));

	const facts = world.all('enterprises').map((row: FeedRow): EnterpriseFacts => {
		const uscc = text(row, 'uscc')!;
		const d = eventIndicators(enterpriseSubject(uscc), world);
		return { uscc, d, e: enterpriseIndicators(row, hasOpenUnpaidWages(uscc, d, wages, world), world) };
	});
	const indicators: ReferenceIndicator[] = [];
	const tiers: ReferenceTier[] = [];

	for (const p of projects) {
		const groups: Groups = {
			A: wages.get(p.code)!,
			B: moneyIndicators(p, world),
			C: systemIndicators(p, world),
			D: eventIndicators(projectSubject(p.row, world), world),
			// CHOICE 52: a gc that is not in `enterprises` is judged by nobody, so the project has no E.
			E: facts.find((each) => each.uscc === text(p.row, 'gc_uscc'))?.e ?? {}
		};
		for (const group of [groups.A, groups.B, groups.C, groups.D])
			indicators.push(...shown('project', p.code, group));
		tiers.push(projectVerdict(p, groups, world));
	}

	for (const each of facts) {
		const codes = new Set(projectsOf(each.uscc, world));
		const own = tiers
			.filter((tier) => tier.subject_type === 'project' && codes.has(tier.subject_code))
			.map((tier) => tier.tier);
		const e = { ...each.e, gc_contagion: valueOf(contagionCount(own), world.levels('gc_contagion')) };
		indicators.push(...shown('enterprise', each.uscc, each.d), ...shown('enterprise', each.uscc, e));
		tiers.push(enterpriseVerdict({ ...each, e }, own, world));
	}
	return { indicators, tiers };
}
