import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';

const row = z.object({
	batch_id: z.number(),
	feed: z.string(),
	file_name: z.string(),
	sheet: z.string().nullable(),
	supplier: z.string().nullable(),
	rows_read: z.number(),
	accepted: z.number(),
	set_aside: z.number(),
	superseded: z.number(),
	unchanged: z.number(),
	note: z.string().nullable()
});

/** What came of a batch. */
export type BatchOutcome = z.infer<typeof row>;

/** What came of these batches, in the order of their numbers. */
export async function batchOutcomes(reader: Reader, batches: readonly number[]): Promise<BatchOutcome[]> {
	return reader.read(
		`select batch_id, feed, file_name, sheet, supplier, rows_read, accepted, set_aside, superseded, unchanged, note
		from batch
		where batch_id in (select cast(unnest(cast(cast($batches as json) as varchar[])) as integer))
		order by batch_id`,
		{ batches: JSON.stringify(batches.map(String)) },
		row
	);
}
