import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newerThanFloor, type Language } from '../support/browser-floor';

const root = resolve(import.meta.dirname, '../..');
const serverOnly = [
	/^src\/lib\/server\//,
	/^src\/hooks/,
	/\.server\.ts$/,
	/\+server\.ts$/,
	/\.d\.ts$/,
	/\/plugin\.ts$/
];
const languages: Readonly<Record<string, Language>> = { '.ts': 'script', '.svelte': 'page', '.css': 'style' };
const languageOf = (path: string) => languages[/\.[a-z]+$/.exec(path)?.[0] ?? ''];

/** Files whose code may reach a browser. */
const clientFiles = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
	.filter((entry) => entry.isFile())
	.map((entry) => relative(root, join(entry.parentPath, entry.name)))
	.filter((path) => languageOf(path) && !serverOnly.some((pattern) => pattern.test(path)));

describe('code for browsers', () => {
	it('is found', () => {
		expect(clientFiles.length).toBeGreaterThan(150);
	});

	it.each(clientFiles)('%s runs in Chromium 110', (path) => {
		expect(newerThanFloor(readFileSync(join(root, path), 'utf8'), languageOf(path)!)).toEqual([]);
	});
});

describe('the list of what Chromium 110 does not know', () => {
	it.each([
		['script', 'const a = Object.groupBy(list, key);'],
		['script', 'const { promise, resolve } = Promise.withResolvers();'],
		['script', 'for (const x of map.values().filter(isGood)) use(x);'],
		['script', 'chosen.isSubsetOf(all)'],
		['script', 'element.showPopover()'],
		['script', 'URL.canParse(text)'],
		['script', 'const pattern = /[\\p{L}--[a-z]]/v;'],
		['page', '<div popover="auto">x</div>'],
		['page', '<button commandfor="menu">x</button>'],
		['page', '<style>a { color: light-dark(red, blue); }</style>'],
		['style', 'a { color: color-mix(in srgb, red, blue); }'],
		['style', 'a { grid-template-rows: subgrid; }'],
		['style', '@scope (.a) { b { color: red; } }'],
		['style', 'a { color: rgb(from var(--a) r g b / 0.5); }'],
		['style', 'a { mask: url(x.svg); }'],
		['style', '@starting-style { a { opacity: 0; } }']
	] as const)('names it: %s %s', (language, text) => {
		expect(newerThanFloor(text, language)).not.toEqual([]);
	});

	it.each([
		['script', 'list.toSorted(); Object.values(row).map(f); [...map.values()].filter(g); structuredClone(a)'],
		['script', "const words = 'a popover is shown'; // Object.groupBy is too new"],
		['script', 'if (Promise.withResolvers) use(Promise.withResolvers()); // floor: asked for first'],
		['page', '<dialog open><p title="popover">x</p></dialog>'],
		['style', '.a:has(.b) { inset: 0; } @container (width > 300px) { .a { height: 100dvh; } }'],
		['style', 'a { -webkit-mask: url(x.svg); mask: url(x.svg); }']
	] as const)('leaves alone: %s %s', (language, text) => {
		expect(newerThanFloor(text, language)).toEqual([]);
	});
});
