import type { Basis } from '../policies/dated';
import type { NoticeKind } from '../dispatch/notices/kinds/kind';

/** One line that is compared with: a severity where it has one, the words of the line, and its source. */
export interface CriterionLine {
	readonly severity: 1 | 2 | 3 | null;
	readonly op: '>=' | '>' | '<' | '<=' | null;
	readonly bound: number | null;
	/** Unit of an indicator, or null where `text` says all. */
	readonly unit: string | null;
	readonly text: string;
	readonly reference: string;
	readonly basis: Basis;
}

/** In two languages; the pack speaks one. */
export interface BothWords {
	readonly zh: string;
	readonly en: string;
}

/** One thing that the product looks for, from its registry and the pack. */
export interface Criterion {
	readonly id: string;
	readonly name: BothWords;
	readonly words: BothWords;
	readonly lines: readonly CriterionLine[];
	readonly basis: string;
	/** Null: on; else why it is not. */
	readonly off: 'no_line' | 'shown_only' | 'no_limit' | 'no_reader' | null;
	/** How many it holds for now; null: nobody counts it. */
	readonly fired: number | null;
	readonly href: string | null;
}

/** Criteria that are looked at by the same job, and told as the same kinds of event. */
export interface CriterionGroup {
	readonly id: 'indicator' | 'clause' | 'alert' | 'contradiction' | 'clock' | 'silence' | 'trigger';
	/** Job of the timetable that looks. */
	readonly job: string;
	readonly about: NoticeKind['about'];
	readonly criteria: readonly Criterion[];
}

export const inBoth = (text: string): BothWords => ({ zh: text, en: text });
