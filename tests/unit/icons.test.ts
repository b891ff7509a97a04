import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { icons } from '$lib/theme/icons';

const folder = resolve(import.meta.dirname, '../../node_modules/@lucide/svelte/dist/icons');
type Shape = readonly [tag: string, attributes: Readonly<Record<string, string>>];

/** The drawing of an icon as the installed set has it. */
function drawn(name: string): string {
	const source = readFileSync(resolve(folder, `${name}.svelte`), 'utf8');
	const { node } = JSON.parse(/const iconData = (\{.*\});/.exec(source)![1]!) as { node: readonly Shape[] };
	const attributes = (all: Shape[1]) =>
		Object.entries(all)
			.map(([key, value]) => `${key}="${value}"`)
			.join(' ');
	return node.map(([tag, all]) => `<${tag} ${attributes(all)}/>`).join('');
}

test.each(Object.entries(icons))('%s is drawn as in the set', (_, { lucide, drawing }) => {
	expect(drawing).toBe(drawn(lucide));
});

test('no two meanings share a picture', () => {
	const names = Object.values(icons).map(({ lucide }) => lucide);
	expect(new Set(names).size).toBe(names.length);
});
