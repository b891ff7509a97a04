import { z } from 'zod';

import { words } from './entry-shape';
import { sections } from './pack-sections';

/** data/policies/default.yaml: the sections that every pack starts from. */
export const defaultShape = z.strictObject(sections);

/** data/policies/<code>.yaml: one jurisdiction. */
export const packShape = z.strictObject({
	code: words,
	name: words,
	short_name: words,
	level: z.enum(['district', 'county', 'prefecture']),
	province: words,
	extends: z.literal('default').optional(),
	contact: z
		.strictObject({
			office: words,
			phone: words.optional(),
			email: words.optional(),
			address: words.optional()
		})
		.optional(),
	more_units: z
		.array(
			z.strictObject({
				code: words.nullable(),
				name: words,
				kind: words,
				aliases: z.array(words).default([]),
				row: z.int(),
				col: z.int()
			})
		)
		.default([]),
	unit_aliases: z.record(words, z.array(words)).default({}),
	...sections
});

export type Sections = z.output<typeof defaultShape>;
export type Pack = z.output<typeof packShape>;
