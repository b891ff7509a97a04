import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Weights of the one typeface of our papers: Noto Sans Hans, under the SIL Open Font License. */
export const weights = { plain: 'NotoSansHans-Regular.otf', bold: 'NotoSansHans-Bold.otf' } as const;
export type Weight = keyof typeof weights;

const read = new Map<Weight, Buffer>();

/** The file of a weight, read once: 8 MB each, of which a paper takes only the letters that it uses. */
export function fontFile(weight: Weight): Buffer {
	const known = read.get(weight);
	if (known) return known;
	const entry = createRequire(import.meta.url).resolve('@embedpdf/fonts-sc');
	const file = readFileSync(join(dirname(entry), '..', 'fonts', weights[weight]));
	read.set(weight, file);
	return file;
}
