import type { Finding, ScoreGroupKey } from './score-sum';

/** Clauses of the tier rule, in the order in which they are asked; '0' holds where none does. */
export const tierClauses = ['1a', '1b', '1c', '1d', '2', '3'] as const;
export type TierClause = (typeof tierClauses)[number];

/** Whether a clause holds for a project, and the findings by which it does. */
export interface ClauseOutcome {
	readonly clause: TierClause;
	readonly holds: boolean;
	readonly by: readonly string[];
}

/** Indicators that make a project red by themselves. */
export const hardTriggers: readonly string[] = [
	'unpaid_wage_months',
	'verified_arrears',
	'group_petition',
	'account_frozen',
	'account_outflow_suspect'
];

/**
 * Every clause of the tier rule for one project, so that a reader can redo it: its own findings A to D, and E of its
 * contractor without gc_contagion. The first that holds is the one that fired.
 */
export function clauseOutcomes(findings: readonly Finding[]): ClauseOutcome[] {
	const at = (least: number, ...groups: ScoreGroupKey[]) =>
		findings.filter(({ group, severity }) => groups.includes(group) && (severity ?? 0) >= least);
	const reds = (...groups: ScoreGroupKey[]) => at(3, ...groups);
	const hard = at(3, 'A', 'B', 'C', 'D').filter(({ indicator }) => hardTriggers.includes(indicator));
	const runway = reds('B').filter(({ indicator }) => indicator === 'runway_days');
	const twoB = reds('B').length >= 2 ? reds('B') : [];
	const bWithAD =
		reds('B').length >= 1 && at(2, 'A', 'D').length > 0 ? [...reds('B'), ...at(2, 'A', 'D')] : [];
	const gravestEC = [...reds('E'), ...(reds('C').length >= 2 ? reds('C') : [])];
	const yellowABD = at(2, 'A', 'B', 'D');
	const yellow = at(2, 'A', 'B', 'C', 'D', 'E');
	const inTwoGroups = new Set(yellow.map(({ group }) => group)).size >= 2 ? yellow : [];
	const by: Record<TierClause, readonly Finding[]> = {
		'1a': hard,
		'1b': reds('A', 'D'),
		'1c': [...runway, ...twoB, ...bWithAD],
		'1d': gravestEC.length > 0 && yellowABD.length > 0 ? [...gravestEC, ...yellowABD] : [],
		'2': [...yellowABD, ...gravestEC, ...inTwoGroups],
		'3': [...at(1, 'A', 'B', 'D', 'E'), ...at(2, 'C')]
	};
	return tierClauses.map((clause) => {
		const ids = [...new Set(by[clause].map(({ indicator }) => indicator))];
		return { clause, holds: ids.length > 0, by: ids };
	});
}
