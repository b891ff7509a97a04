import type { Severity } from './severity';

export type ScoreGroupKey = 'A' | 'B' | 'C' | 'D' | 'E';
export const scoreGroups = ['A', 'B', 'C', 'D', 'E'] as const satisfies readonly ScoreGroupKey[];

/** An indicator that counts, at the worst of its measures; null: it could not be judged. */
export interface Finding {
	readonly indicator: string;
	readonly group: ScoreGroupKey;
	readonly severity: Severity | null;
}

/** What one group of indicators adds to a score. */
export interface GroupLoad {
	readonly group: ScoreGroupKey;
	/** Points of the group in the pack. */
	readonly weight: number;
	/** Points with its share of the weight of groups that could not be judged; 0 where this one could not. */
	readonly points: number;
	readonly judged: number;
	readonly gravest: number;
	/** Mean severity of what was judged, 0 to 3. */
	readonly mean: number;
	/** 0.7 × gravest / 3 + 0.3 × mean / 3. */
	readonly load: number;
	/** What it adds to the score. */
	readonly adds: number;
}

/** A score taken apart; `total` is null where nothing could be judged. */
export interface ScoreSum {
	readonly groups: readonly GroupLoad[];
	readonly total: number | null;
}

/** The worst of the measures of each indicator, in the order in which they are given. */
export function worstOf(
	rows: readonly {
		readonly indicator: string;
		readonly group: ScoreGroupKey;
		readonly severity: Severity | null;
	}[]
): Finding[] {
	const found = new Map<string, Finding>();
	for (const { indicator, group, severity } of rows) {
		const kept = found.get(indicator);
		if (!kept || (severity ?? -1) > (kept.severity ?? -1))
			found.set(indicator, { indicator, group, severity });
	}
	return [...found.values()];
}

/** The score of a project, redone from its findings: the same sum that the database made. */
export function scoreSum(
	findings: readonly Finding[],
	weights: Readonly<Record<ScoreGroupKey, number>>
): ScoreSum {
	const loads = scoreGroups.map((group) => {
		const judged = findings.flatMap((finding) =>
			finding.group === group && finding.severity !== null ? [finding.severity as number] : []
		);
		const gravest = Math.max(0, ...judged);
		const mean =
			judged.length === 0 ? 0 : judged.reduce((sum, severity) => sum + severity, 0) / judged.length;
		const load = (0.7 * gravest) / 3 + (0.3 * mean) / 3;
		return { group, weight: weights[group], judged: judged.length, gravest, mean, load };
	});
	const whole = loads.reduce((sum, { weight, judged }) => sum + (judged > 0 ? weight : 0), 0);
	const groups = loads.map((one) => {
		const points = one.judged > 0 && whole > 0 ? (100 * one.weight) / whole : 0;
		return { ...one, points, adds: points * one.load };
	});
	return { groups, total: whole > 0 ? groups.reduce((sum, { adds }) => sum + adds, 0) : null };
}
