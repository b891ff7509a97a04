import type { TierKey } from '$lib/domain/tier-key';

/** The colours a chart draws with, named as the tokens of tokens.css. */
export interface Palette {
	readonly surface: string;
	readonly ink: string;
	readonly ink2: string;
	readonly ink3: string;
	readonly line: string;
	readonly line2: string;
	readonly accent: string;
	readonly worse: string;
	readonly better: string;
	readonly due: string;
	readonly paid: string;
	readonly labour: string;
	readonly balance: string;
	readonly people: string;
	readonly tiers: Readonly<Record<TierKey, string>>;
	readonly font: string;
}

const tokens = {
	surface: '--surface',
	ink: '--ink',
	ink2: '--ink-2',
	ink3: '--ink-3',
	line: '--line',
	line2: '--line-2',
	accent: '--accent',
	worse: '--worse',
	better: '--better',
	due: '--c-due',
	paid: '--c-paid',
	labour: '--c-labour',
	balance: '--c-balance',
	people: '--c-people',
	font: '--font'
} as const;

/** A palette whose colours are looked up by `read`, given the name of a token. */
export function paletteFrom(read: (token: string) => string): Palette {
	const plain = Object.fromEntries(Object.entries(tokens).map(([name, token]) => [name, read(token)]));
	return {
		...(plain as Omit<Palette, 'tiers'>),
		tiers: {
			red: read('--red'),
			yellow: read('--yellow'),
			blue: read('--blue'),
			grey: read('--grey'),
			normal: read('--normal')
		}
	};
}

/** The palette of the theme that an element stands in. */
export function paletteOf(element: Element): Palette {
	const style = getComputedStyle(element);
	return paletteFrom((token) => style.getPropertyValue(token).trim());
}

/** For drawings made on the server: the browser looks the tokens up, whatever its theme. */
export const tokenPalette: Palette = paletteFrom((token) => `var(${token})`);
