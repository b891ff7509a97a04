import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const source = resolve(import.meta.dirname, '../../src');
const examples = resolve(source, 'routes/dev/components/examples');

const entries = readdirSync(examples).flatMap((file) =>
	[...readFileSync(resolve(examples, file), 'utf8').matchAll(/^\t(\w+): (shown|over|partOf)\(/gm)].map(
		([, name, way]) => ({ name: name!, way: way!, file })
	)
);

test('every shared component stands on the page of components, once', () => {
	const components = readdirSync(resolve(source, 'lib/components'))
		.filter((name) => name.endsWith('.svelte'))
		.map((name) => name.replace('.svelte', ''));
	expect(entries.map(({ name }) => name).sort()).toEqual(components.sort());
});

test('what is said to be a part of another component is a part of one that is shown', () => {
	const shown = new Set(entries.filter(({ way }) => way !== 'partOf').map(({ name }) => name));
	const lost = readdirSync(examples).flatMap((file) =>
		[...readFileSync(resolve(examples, file), 'utf8').matchAll(/partOf\('(\w+)'\)/g)]
			.map(([, within]) => within!)
			.filter((within) => within !== 'Confirm' && !shown.has(within))
	);
	expect(lost).toEqual([]);
});

test('the page is for development: a built server answers that there is none', () => {
	const load = readFileSync(resolve(source, 'routes/dev/components/+page.server.ts'), 'utf8');
	expect(load).toMatch(/if \(!dev && env\['XINSHAO_DEV_PAGES'\] !== '1'\) error\(404/);
});
