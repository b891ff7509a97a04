import { z } from 'zod';

import type { Dated, Sourced } from './dated';

/** 'YYYY-MM-DD', a day that exists. */
export const day = z.iso.date({ error: "应为带引号的日期，例如 '2025-06-23'，且这一天存在" });

/** Words that are not blank. An unquoted code or number is refused: YAML would drop its leading zeros. */
export const words = z.string().trim().min(1);

const sourceKeys = {
	basis: z.enum(['law', 'policy', 'practice', 'proposal']),
	reference: words,
	checked_on: day,
	clause: words.optional(),
	note: words.optional()
};

/** A strict object of `keys` plus the source that every entry of a pack must name. */
export function sourced<K extends z.ZodRawShape>(keys: K) {
	return z.strictObject({ ...keys, ...sourceKeys }).transform((entry) => {
		const { checked_on, ...rest } = entry as { checked_on: string };
		return { ...rest, checkedOn: checked_on } as unknown as z.output<z.ZodObject<K>> & Sourced;
	});
}

/** A list of dated numbers: each with the day it starts, its unit and its source. */
export const datedNumbers = z.array(
	sourced({ from: day, value: z.number(), unit: words }).transform((entry): Dated<number> => entry)
);
