import { tierKeys } from '$lib/domain/tier-key';

/** Two tokens that meet on a page, and what WCAG 2.2 AA asks of them. */
export interface TokenPair {
	/** Token of what is read: `--ink-2`. */
	readonly of: string;
	/** Token of what it stands on. */
	readonly on: string;
	/** 4.5 for text, 3 for marks, edges of fields and the ring of the focus. */
	readonly least: 4.5 | 3;
	/** Token of an edge drawn round a mark where its own colour is too light: enough where the edge is seen. */
	readonly edge?: string;
}

const grounds = ['--bg', '--surface', '--surface-2', '--hover', '--accent-soft'] as const;
const tiers = tierKeys.map((key) => `--${key}`);

const onEvery = (of: string, least: 4.5 | 3): TokenPair[] => grounds.map((on) => ({ of, on, least }));

/** Every pair of tokens that the pages may put together. A new pair on a page is one line here. */
export const tokenPairs: readonly TokenPair[] = [
	...['--ink', '--ink-2', '--ink-3', '--accent', '--worse', '--better'].flatMap((of) => onEvery(of, 4.5)),
	{ of: '--on-accent', on: '--accent', least: 4.5 },
	...tiers.flatMap((tier): TokenPair[] => [
		{ of: `--on-${tier.slice(2)}`, on: tier, least: 4.5 },
		{ of: `${tier}-ink`, on: `${tier}-soft`, least: 4.5 },
		...['--bg', '--surface', '--surface-2'].map((on) => ({ of: `${tier}-ink`, on, least: 4.5 as const })),
		{ of: '--ink', on: `${tier}-soft`, least: 4.5 },
		{ of: '--ink-2', on: `${tier}-soft`, least: 4.5 },
		...['--bg', '--surface', `${tier}-soft`].map((on) => ({
			of: tier,
			on,
			least: 3 as const,
			edge: `${tier}-ink`
		}))
	]),
	...['--c-due', '--c-paid', '--c-labour', '--c-balance', '--c-people'].map((of) => ({
		of,
		on: '--surface',
		least: 3 as const
	})),
	...grounds.map((on) => ({ of: '--focus', on, least: 3 as const })),
	{ of: '--field-edge', on: '--surface', least: 3 },
	{ of: '--field-edge', on: '--bg', least: 3 }
];
