import { tierKeys, tierOf, type TierKey } from '$lib/domain/tier-key';
import type { Policy } from '../policies/policy';

/** What the pack calls a tier, and what it means by it, in Chinese. */
export interface TierName {
	readonly name: string;
	readonly meaning: string;
	/** Its colour as the pack names it, e.g. `orange`. */
	readonly colour: string;
}

/** The pack's names of the five tiers, 灰 included. */
export function tierNames(policy: Policy): Record<TierKey, TierName> {
	const named = (key: TierKey): TierName => {
		const tier = tierOf(key);
		const level = tier === null ? policy.grey : policy.levels.find((found) => found.severity === tier);
		return { name: level?.name ?? key, meaning: level?.meaning ?? '', colour: level?.colour ?? key };
	};
	return Object.fromEntries(tierKeys.map((key) => [key, named(key)])) as Record<TierKey, TierName>;
}
