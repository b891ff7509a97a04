import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import en from '$lib/i18n/glossary/en';
import zh from '$lib/i18n/glossary/zh';

const source = resolve(import.meta.dirname, '../../src');
const files = globSync(['routes/**/*.svelte', 'lib/components/*.svelte'], { cwd: source })
	// Shown on a wall, or to those who build: nobody can click there.
	.filter((file) => !/routes\/(dev|screen)\/|\/screen\//.test(file));
const read = (file: string) => readFileSync(resolve(source, file), 'utf8');

/** Numbers that only name something, or that their own head explains in full. */
const names = /t\('[a-z_.]*(\.no|\.row|\.place|\.nth|_no|\.batch|\.feeds|audit\.no|unit\.people)'\)/;
const plain = [
	/t\('(backups|pack|trials)\./,
	/t\('quarantine\.row'\)/,
	// Twins of charts: the chart's own head has the help.
	/series\.word|signals\./,
	/t\('runs\.(tables|failed)'\)/,
	/t\(`tier\.|tierName\(|TierMark|TierBadge/,
	/project\.name|visually-hidden|\{name\}|\{unit\}|\{[a-z]+\.(name|zh|unit|label|head)\}/
];

const heads = (text: string) =>
	[...text.matchAll(/<th\b(?<attrs>[^>]*?)>(?<body>(?:(?!<\/th)[\s\S])*?)<\/th\s*>/g)].map(({ groups }) => ({
		attrs: groups?.['attrs'] ?? '',
		body: groups?.['body'] ?? ''
	}));

test('every figure head of every table has help beside it', () => {
	const bare = files.flatMap((file) =>
		heads(read(file))
			.filter(({ attrs }) => /class="[^"]*\bnum\b/.test(attrs) && !/rowgroup|scope="row"/.test(attrs))
			.filter(({ body }) => /t\('/.test(body))
			.filter(({ body }) => !/FigureHelp|HelpTip/.test(body))
			.filter(({ body }) => !names.test(body) && !plain.some((one) => one.test(body)))
			.map(({ body }) => `${file}: ${body.replaceAll(/\s+/g, ' ')}`)
	);
	expect(bare).toEqual([]);
});

test('a head asks for a figure that the glossary has', () => {
	const asked = new Set(
		files.flatMap((file) => [...read(file).matchAll(/<FigureHelp\s+of="([a-z_]+)"/g)].map(([, term]) => term))
	);
	expect([...asked].filter((term) => !Object.hasOwn(zh, term ?? ''))).toEqual([]);
	expect(asked.size).toBeGreaterThan(50);
});

test('every figure is explained in both languages, with what it is and where its rows are', () => {
	expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
	for (const { what, rows } of Object.values(en)) {
		expect(`${what} ${rows}`).not.toMatch(/\p{Script=Han}/u);
		expect(what).toMatch(/\.$/);
		expect(rows).toMatch(/\.$/);
	}
	for (const { what, rows } of Object.values(zh)) {
		expect(what).toMatch(/。$/);
		expect(rows).toMatch(/。$/);
	}
});
