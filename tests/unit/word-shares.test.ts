import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { keysBehind } from '$lib/i18n/shares/keys';
import { shareOf, shareRoutes } from '$lib/i18n/shares/shares';
import zh from '$lib/i18n/zh';
import { placeGroups } from '$lib/navigation';

const source = resolve(import.meta.dirname, '../../src');
const keys = Object.keys(zh);

test('words are found in the page, in its components, in modules loaded later, and by the fixed part of a template', () => {
	const folder = mkdtempSync(join(tmpdir(), 'xinshao-words-'));
	try {
		const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
		write(
			'page.svelte',
			`<script>\nimport Part from './part.svelte';\n</script>{t('a.one')}{t(\`b.\${x}\`)}`
		);
		write('part.svelte', `<script>\nconst later = () => import('./later');\n</script>`);
		write('later.ts', `import type { X } from './never';\nexport const word = "a.two";`);
		write('never.ts', `'a.three'`);
		const found = keysBehind(folder, ['page.svelte'], ['a.one', 'a.two', 'a.three', 'b.x', 'b.y.z', 'bb.x']);
		expect(found).toEqual(['a.one', 'a.two', 'b.x', 'b.y.z']);
	} finally {
		rmSync(folder, { recursive: true });
	}
});

test('every beginning of a part leads to pages, and a page of no part loads all words', () => {
	const routes = Object.values(shareRoutes).flat();
	for (const route of routes) expect(existsSync(join(source, 'routes', route)), route).toBe(true);
	expect(new Set(routes).size).toBe(routes.length);
	// Who is on the way around is in a part: all words at once weigh more than the rest of the page.
	for (const { href } of placeGroups.flatMap(({ places }) => places))
		expect(shareOf(href), href).not.toBeNull();
	expect(shareOf('/')).toBe('leader');
	expect(shareOf('/quarantine/[batch]/[row]')).toBe('data');
	expect(shareOf('/projectsx')).toBeNull();
	expect(shareOf(null)).toBeNull();
});

test('a part holds the way around and the words of its own pages, and is less than a third of all words', () => {
	const leader = keysBehind(source, ['routes/+layout.svelte', 'routes/+page.svelte'], keys);
	expect(leader).toEqual(
		expect.arrayContaining(['nav.quarantine', 'map.matrix.cell', 'brief.ask.fund', 'tier.red'])
	);
	expect(leader).not.toContain('error.not_found');
	expect(leader.length).toBeLessThan(keys.length / 3);
});
