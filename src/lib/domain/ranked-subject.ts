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
	/** Tier of a week before; undefined where the subject was not scored then. */
	readonly before?: TierKey;
	/** Tier with every indicator in; undefined where no exemption touched the subject. */
	readonly asJudged?: TierKey;
	/** Indicators that an exemption took out of it. */
	readonly exempted?: readonly string[];
}
