import type { Exact } from './exact';
import type { ReferencePolicy } from './policy';

export type Cell = string | number | boolean | null | undefined;
/** One row of a feed in contract columns and units, plus optional `_received_at`. */
export type FeedRow = Record<string, Cell>;
export type Rows = Partial<Record<string, FeedRow[]>>;
export type Severity = 0 | 1 | 2 | 3;
export type SubjectType = 'project' | 'enterprise';
export type NullReason = 'not_applicable' | 'missing';

export interface ReferenceInput {
	/** D, 'YYYY-MM-DD'. */
	asOf: string;
	/** The as-known-then view: only rows received by then; a date alone means its end. */
	knownAt?: string;
	rows: Rows;
	/** defaultPolicy where left out. */
	policy?: ReferencePolicy;
	/** Monday to Friday where left out. */
	isWorkday?: (day: string) => boolean;
	/** Newest batch of each feed for anyone; the newest `_received_at` of the rows where left out. */
	newestBatchReceivedAt?: Partial<Record<string, string | undefined>>;
}

/** What one rule says of one subject: a value, not applicable (severity 0), or missing (severity null). */
export interface Outcome {
	value: Exact | null;
	severity: Severity | null;
	null_reason: NullReason | null;
}
export type Outcomes = Record<string, Outcome>;

export interface ReferenceIndicator {
	subject_type: SubjectType;
	subject_code: string;
	indicator: string;
	value: number | null;
	severity: Severity | null;
	null_reason: NullReason | null;
}

export interface ReferenceTier {
	subject_type: SubjectType;
	subject_code: string;
	/** null is 灰 alone: no tier at all. */
	tier: Severity | null;
	grey: boolean;
	/** 0–100, not rounded; null where no group was judged. */
	score: number | null;
	/** null for an enterprise: the text gives no priority for it. */
	priority: number | null;
	/** 1a, 1b, 1c, 1d, 2, 3, 0 for a project; 6-3, 6-2, 6-1, 6-raised, 0 for an enterprise. */
	clause: string | null;
	/** Ids of the counted indicators whose severity is at least the tier. */
	fired: string[];
}

export interface ReferenceResult {
	indicators: ReferenceIndicator[];
	tiers: ReferenceTier[];
}
