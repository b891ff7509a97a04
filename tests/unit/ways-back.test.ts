import { globSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ways, type Way } from '../support/ways-back';

const routes = resolve(import.meta.dirname, '../../src/routes');
const isWay = (entry: object): entry is Way => 'way' in entry;

interface ActingPage {
	readonly path: string;
	readonly folder: string;
	readonly source: string;
	/** Names of its form actions. */
	readonly actions: readonly string[];
	/** Lists of kinds of acts that its forms may name. */
	readonly kinds: readonly (readonly string[])[];
}

const words = (list: string) => [...list.matchAll(/'(\w+)'/g)].map(([, word]) => word!);

/** Every list of acts that a form is checked against, written in the file or as a constant of it. */
function kindsOf(source: string): string[][] {
	const checked = [...source.matchAll(/\b(?:act|kind|decision): z\.enum\((\[[^\]]*\]|\w+)/g)];
	return checked
		.map(([, list]) => {
			if (list!.startsWith('[')) return words(list!);
			return words(new RegExp(`const ${list} = (\\[[^\\]]*\\])`).exec(source)?.[1] ?? '');
		})
		.filter((list) => list.length > 0);
}

const pages: ActingPage[] = globSync('**/+page.server.ts', { cwd: routes }).flatMap((file) => {
	const source = readFileSync(resolve(routes, file), 'utf8');
	const block = /export const actions[^=]*= \{\n(.*?)\n\};?/s.exec(source)?.[1];
	if (block === undefined) return [];
	const folder = dirname(resolve(routes, file));
	const path = `/${dirname(file)}`.replace('/.', '/');
	const actions = [...block.matchAll(/^\t(\w+)[:,(]/gm)].map(([, name]) => name!);
	return [{ path, folder, source, actions, kinds: kindsOf(source) }];
});

test('every form action has its decision: a way back, a question before it, or neither and why', () => {
	expect(pages.length).toBeGreaterThan(40);
	const found = Object.fromEntries(pages.map(({ path, actions }) => [path, [...actions].sort()]));
	const decided = Object.fromEntries(
		Object.entries(ways).map(([path, actions]) => [path, Object.keys(actions).sort()])
	);
	expect(decided).toEqual(found);
});

test('where one action takes several kinds of acts, each kind has its decision', () => {
	for (const { path, kinds } of pages) {
		const tables = Object.values(ways[path] ?? {}).filter((entry) => !isWay(entry));
		const decided = tables.map((table) => Object.keys(table).sort());
		for (const list of kinds) expect(decided, path).toContainEqual([...list].sort());
		expect(decided.length, path).toBe(kinds.length);
	}
});

const entries = pages.flatMap(({ path, folder, source }) =>
	Object.values(ways[path] ?? {})
		.flatMap((entry) => (isWay(entry) ? [entry] : Object.values(entry)))
		.map((entry) => ({ path, folder, source, entry }))
);

test('a page whose acts can be taken back offers it with its answer', () => {
	const silent = entries
		.filter(({ entry }) => entry.way === 'back')
		.filter(({ source }) => !/\b(undo|undoBy|fields)\b/.test(source))
		.map(({ path }) => path);
	expect(silent).toEqual([]);
});

test('a question is asked where it was decided, by a button of that page', () => {
	const asked = (folder: string) =>
		globSync('*.svelte', { cwd: folder })
			.flatMap((file) => readFileSync(resolve(folder, file), 'utf8').match(/data-confirm=\{[^}]*\}/g) ?? [])
			.join();
	for (const { path, folder, entry } of entries)
		if (entry.way === 'asked') expect(asked(folder), path).toContain(`'${entry.word}'`);
});
