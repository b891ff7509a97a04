import type { Figure } from '$lib/domain/figure';
import { scoreSum, worstOf, type ScoreSum } from '$lib/domain/score-sum';
import { clauseOutcomes, type ClauseOutcome } from '$lib/domain/tier-rule';
import type { Policy } from '../policies/policy';
import { scoreWeightsOn } from '../policies/policy-on';

/** The judgement of a project redone from its figures: score group by group, and the rule clause by clause. */
export interface JudgementSheet {
	readonly score: ScoreSum;
	readonly clauses: readonly ClauseOutcome[];
}

/** Redoes a project's judgement from its own figures and those of its contractor (E, without contagion). */
export function judgementSheet(
	policy: Policy,
	asOf: string,
	figures: readonly Figure[],
	contractorFigures: readonly Figure[]
): JudgementSheet {
	const findings = worstOf([...figures, ...contractorFigures].filter(({ counts }) => counts));
	return { score: scoreSum(findings, scoreWeightsOn(policy, asOf)), clauses: clauseOutcomes(findings) };
}
