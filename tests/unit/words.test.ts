import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import en from '$lib/i18n/en';
import zh from '$lib/i18n/zh';
import type { WordKey } from '$lib/i18n/words';

const root = resolve(import.meta.dirname, '../../src');
const han = /\p{Script=Han}/u;
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
const keys = Object.keys(zh) as WordKey[];

function filesBelow(folder: string, endings: readonly string[]): string[] {
	return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => endings.some((ending) => name.endsWith(ending)))
		.map((name) => join(root, folder, name));
}

const withoutComments = (source: string) =>
	source
		.replace(/<!--[\s\S]*?-->/g, '')
		.replace(/\/\*[\s\S]*?\*\//g, '')
		.replace(/(^|\s)\/\/.*$/gm, '');

test('no component or page holds a Chinese word outside the catalogue', () => {
	const files = [...filesBelow('routes', ['.svelte']), ...filesBelow('lib/components', ['.svelte'])];
	const guilty = files.flatMap((file) =>
		withoutComments(readFileSync(file, 'utf8'))
			.split('\n')
			.filter((line) => han.test(line.replaceAll('、', '')))
			.map((line) => `${file.slice(root.length)}: ${line.trim()}`)
	);
	expect(guilty).toEqual([]);
});

test('no chart holds a Chinese word outside the catalogue', () => {
	const guilty = filesBelow('lib/charts', ['.ts']).filter((file) =>
		han.test(withoutComments(readFileSync(file, 'utf8')))
	);
	expect(guilty).toEqual([]);
});

test('both languages have the same texts, with the same places in each', () => {
	expect(Object.keys(en).sort()).toEqual([...keys].sort());
	const unequal = keys.filter((key) => places(zh[key]).join() !== places(en[key]).join());
	expect(unequal).toEqual([]);
});

test('no text of the English catalogue is left in Chinese, save the switch back to it', () => {
	const left = keys.filter((key) => han.test(en[key]) && key !== 'shell.other_language');
	expect(left).toEqual([]);
});

test('no Chinese text is blank', () => {
	expect(keys.filter((key) => zh[key].trim() === '')).toEqual([]);
});
