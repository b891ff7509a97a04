import type { TierKey } from './tier-key';

/** A project or enterprise in a list, gravest first. */
export interface RankedSubject {
	readonly code: string;
	readonly name: string;
	readonly street: string | null;
	readonly sector: string | null;
	readonly tier: TierKey;
	/** A feed that it needs never came or is too old. */
	readonly grey: boolean;
	readonly priority: number | null;
	/** Indicator ids at the deciding severity. */
	readonly fired: readonly string[];
	/** Value of the first of them. */
	readonly leadValue: number | null;
	readonly workers: number;
	readonly unpaidFen: number;
	readonly score: number | null;
	/** General contractor and owner of a project, as the ledger names them. */
	readonly contractor: string | null;
	readonly owner: string | null;
	/** State of a project, or of an enterprise's registration. */
	readonly status: string | null;
	readonly contractFen: number | null;
	/** The first coming pay day that the money will not cover; null where all three are, or no balance is known. */
	readonly shortOn: string | null;
	/** Kind and credit grade of an enterprise. */
	readonly kind: string | null;
	readonly grade: string | null;
	/** Tier of a week before; undefined where the subject was not scored then. */
	readonly before?: TierKey;
	/** Tier with every indicator in; undefined where no exemption touched the subject. */
	readonly asJudged?: TierKey;
	/** Indicators that an exemption took out of it. */
	readonly exempted?: readonly string[];
}

/** Subjects of a list that stand together. */
export interface SubjectGroup {
	/** Null: those that no group holds. */
	readonly name: string | null;
	readonly lines: number;
	readonly red: number;
	readonly yellow: number;
	readonly workers: number;
	readonly unpaidFen: number;
}
