import type { Tier } from './severity';

/** A tier as it is written in addresses, class names and tokens. */
export type TierKey = 'red' | 'yellow' | 'blue' | 'grey' | 'normal';

/** All tiers, gravest first; grey stands before normal because silence is not green. */
export const tierKeys = ['red', 'yellow', 'blue', 'grey', 'normal'] as const satisfies readonly TierKey[];

/** The key of a tier; null (cannot be judged) is grey, never normal. */
export function tierKey(tier: Tier): TierKey {
	if (tier === null) return 'grey';
	return (['normal', 'blue', 'yellow', 'red'] as const)[tier];
}

/** The tier that a key stands for; grey is null. */
export function tierOf(key: TierKey): Tier {
	return { red: 3, yellow: 2, blue: 1, normal: 0, grey: null }[key] as Tier;
}
