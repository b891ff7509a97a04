import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';

const row = z.object({ measure: z.string(), value: z.coerce.number(), count: z.coerce.number() });

/** How many subjects have a value of an indicator. */
export type ValueCount = z.output<typeof row>;

/** The values of an indicator in a run, each with how many have it, so that a line can be moved without asking again. */
export function valueCounts(
	reader: Reader,
	{ runId, indicator }: { readonly runId: number; readonly indicator: string }
): Promise<ValueCount[]> {
	return reader.read(
		`select measure, value, count(*) as count from indicator_value
		where run_id = $run and indicator = $indicator and null_reason is null and value is not null
		group by measure, value order by measure, value`,
		{ run: runId, indicator },
		row
	);
}
