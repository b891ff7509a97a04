import type { Severity } from './severity';

/** One line of a threshold table, as a page shows it. */
export interface FigureThreshold {
	readonly severity: 1 | 2 | 3;
	readonly op: '>=' | '>' | '<' | '<=';
	readonly bound: number;
	/** Level or period that the line is for; '' where there is only one table. */
	readonly band: string;
	/** Ours and not a document's: shown as 示例. */
	readonly isProposal: boolean;
	readonly reference: string;
}

/** An indicator's value for one subject, with all that a reader needs in order to argue about it. */
export interface Figure {
	readonly indicator: string;
	readonly measure: string;
	readonly group: 'A' | 'B' | 'C' | 'D' | 'E';
	readonly zh: string;
	readonly en: string;
	readonly unit: string;
	readonly basis: string;
	readonly meaning: { readonly zh: string; readonly en: string };
	/** False for a duty of a department, which is shown and never counted. */
	readonly counts: boolean;
	/** An exemption took it out of the tier; it does not count then. */
	readonly isExempt?: true;
	readonly hasEvidence: boolean;
	readonly value: number | null;
	readonly severity: Severity | null;
	readonly nullReason: 'not_applicable' | 'missing' | null;
	/** Month or day that the value speaks of, 'YYYY-MM-DD'. */
	readonly period: string | null;
	readonly thresholds: readonly FigureThreshold[];
}

/** The same figures, those that an exemption took out marked and no longer counting. */
export function withoutExempted(figures: readonly Figure[], exempted: readonly string[]): Figure[] {
	return figures.map((figure) =>
		exempted.includes(figure.indicator) ? { ...figure, counts: false, isExempt: true } : figure
	);
}
