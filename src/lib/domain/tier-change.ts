import type { TierKey } from './tier-key';

/** In which way a subject is another than it was: gravest first. Grey is neither better nor worse than a tier. */
export const changeKinds = ['rose', 'new', 'greyed', 'ungreyed', 'fell', 'gone'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A subject that is judged otherwise than on an earlier day. */
export interface TierChange {
	readonly code: string;
	readonly name: string;
	readonly street: string | null;
	readonly sector: string | null;
	readonly kind: ChangeKind;
	/** Null: not judged then. */
	readonly before: TierKey | null;
	readonly after: TierKey | null;
	readonly workersBefore: number | null;
	readonly workersAfter: number | null;
	readonly unpaidBeforeFen: number | null;
	readonly unpaidAfterFen: number | null;
	/** The indicator whose level moved most in the direction of the change, with its values; null: none is on record. */
	readonly cause: {
		readonly indicator: string;
		readonly before: number | null;
		readonly after: number | null;
	} | null;
	/** Raised by its projects, for an enterprise. */
	readonly isByProject: boolean;
}

/** How many subjects of a street went from one tier to another. */
export interface ChangeSum extends Pick<TierChange, 'kind' | 'before' | 'after' | 'street'> {
	readonly count: number;
	readonly workers: number;
	readonly unpaidFen: number;
}
