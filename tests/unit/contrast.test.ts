import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contrast } from '$lib/theme/contrast';
import { withDarkOfSystem } from '$lib/theme/dark-of-system';
import { tokenPairs, type TokenPair } from '$lib/theme/pairs';

const source = resolve(import.meta.dirname, '../../src');
const read = (name: string) => readFileSync(resolve(source, name), 'utf8');

type Tokens = ReadonlyMap<string, string>;

/** The custom properties of the first rule after `opening`. */
function tokensAfter(css: string, opening: string): Tokens {
	const from = css.indexOf(opening);
	if (from < 0) throw new Error(`no rule ${opening}`);
	const body = css.slice(css.indexOf('{', from + opening.length - 1) + 1, css.indexOf('}', from));
	return new Map(
		[...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!.trim()])
	);
}

const tokens = read('tokens.css');
const hues = read('level-colours.css');
const light = tokensAfter(tokens, ':root {');
const over = (set: Tokens) => new Map([...light, ...set]);
const sets: Readonly<Record<string, Tokens>> = {
	light,
	dark: tokensAfter(tokens, ":root[data-theme='dark'] {"),
	projector: over(tokensAfter(tokens, "[data-theme='projector'] {")),
	print: over(tokensAfter(tokens, '@media print {\n\t:root {'))
};
const hueSets: Readonly<Record<string, Tokens>> = {
	light: tokensAfter(hues, ':root {'),
	dark: tokensAfter(hues, ":root[data-theme='dark'] {"),
	projector: tokensAfter(hues, "[data-theme='projector'] {")
};

function colour(set: Tokens, token: string): string {
	const value = set.get(token);
	if (!value) throw new Error(`no token ${token}`);
	return value;
}

/** What a pair falls short of, in words; empty where it is enough. */
function shortOf(set: Tokens, { of, on, least, edge }: TokenPair): string[] {
	const best = Math.max(
		...[of, edge]
			.filter((token) => token !== undefined)
			.map((token) => contrast(colour(set, token), colour(set, on)))
	);
	return best >= least ? [] : [`${of} on ${on}: ${best.toFixed(2)} instead of ${least}`];
}

test('contrast is 21 of black on white, 1 of a colour on itself, and just under 4.5 of #777777 on white', () => {
	expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
	expect(contrast('#1d4f7c', 'rgb(29, 79, 124)')).toBeCloseTo(1, 9);
	expect(contrast('#000', '#fff')).toBeCloseTo(21, 5);
	expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5);
	expect(contrast('#767676', '#ffffff')).toBeGreaterThanOrEqual(4.5);
	expect(() => contrast('var(--ink)', '#ffffff')).toThrow();
});

describe.each(Object.keys(sets))('the %s set', (name) => {
	const set = sets[name]!;

	test('reaches AA wherever two of its tokens meet', () => {
		expect(tokenPairs.flatMap((pair) => shortOf(set, pair))).toEqual([]);
	});

	test('has every colour that the light set has', () => {
		const isColour = (value: string) => value.startsWith('#');
		const wanted = [...light].filter(([, value]) => isColour(value)).map(([token]) => token);
		expect(wanted.filter((token) => !isColour(set.get(token) ?? ''))).toEqual([]);
	});
});

test('the dark set holds for a reader who follows a dark system too, and not on paper', () => {
	for (const [css, dark] of [
		[tokens, sets.dark],
		[hues, hueSets.dark]
	] as const) {
		const opening = "@media screen and (prefers-color-scheme: dark) {\n\t:root[data-theme='system'] {";
		expect([...tokensAfter(withDarkOfSystem(css), opening)]).toEqual([...dark!]);
	}
	expect(() => withDarkOfSystem(":root[data-theme='dark'] {\n\t--ink: #fff;\n}\n")).toThrow(/alone/);
});

describe.each(Object.keys(hueSets))('the colours that a pack may give its levels, in the %s set', (name) => {
	const hueSet = hueSets[name]!;
	const names = [...hueSet.keys()]
		.filter((token) => /^--hue-[a-z]+$/.test(token))
		.map((token) => token.slice(2));

	test('reach AA as text, on their ground and as marks', () => {
		const all = new Map([...sets[name]!, ...hueSet]);
		const pairs = names.flatMap((hue): TokenPair[] => [
			{ of: `--on-${hue}`, on: `--${hue}`, least: 4.5 },
			{ of: `--${hue}-ink`, on: `--${hue}-soft`, least: 4.5 },
			{ of: `--${hue}-ink`, on: '--bg', least: 4.5 },
			{ of: `--${hue}-ink`, on: '--surface', least: 4.5 },
			{ of: `--${hue}`, on: '--surface', least: 3, edge: `--${hue}-ink` }
		]);
		expect(names).toHaveLength(6);
		expect(pairs.flatMap((pair) => shortOf(all, pair))).toEqual([]);
	});
});

test('no page and no component names a colour of its own, save the black of a screen that is switched off', () => {
	const files = import.meta.glob('../../src/**/*.svelte', { query: '?raw', import: 'default', eager: true });
	const guilty = Object.entries(files as Record<string, string>).flatMap(([file, text]) => {
		const styles = [...text.matchAll(/<style[\s\S]*?<\/style>/g)].map(([style]) => style).join('\n');
		if (file.endsWith('/screen/+page.svelte')) return [];
		return [...styles.matchAll(/[:\s](#[\da-f]{3,8})\b/gi)].map(([, found]) => `${file}: ${found}`);
	});
	expect(guilty).toEqual([]);
});
