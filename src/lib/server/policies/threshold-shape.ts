import { z } from 'zod';

import { day, sourced, words } from './entry-shape';

/** Which way an indicator gets worse: more overdue days, or a smaller share paid. */
export type Worse = 'higher' | 'lower';
export type ThresholdOp = '>=' | '>' | '<' | '<=';

/**
 * One line of a threshold table: from that day, the level `severity` holds when `value op bound`.
 * `measure` and `band` are '' unless an indicator has several values or several tables.
 * A null bound withdraws the level from that day on.
 */
export const thresholdRow = sourced({
	severity: z.union([z.literal(1), z.literal(2), z.literal(3)], { error: 'severity 只能是 1、2 或 3' }),
	measure: z.string().default(''),
	band: z.string().default(''),
	from: day,
	op: z.enum(['>=', '>', '<', '<=']),
	bound: z.number().nullable(),
	unit: words
});

export type PackThresholdRow = z.output<typeof thresholdRow>;

/** The threshold table of one indicator; a pack that only overrides rows leaves `worse` to the default. */
export const thresholdTable = z.strictObject({
	worse: z.enum(['higher', 'lower']).optional(),
	rows: z.array(thresholdRow).min(1)
});

export interface ThresholdTable {
	readonly worse: Worse;
	readonly rows: readonly PackThresholdRow[];
}
