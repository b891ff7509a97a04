import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';
import { asideStates } from './quarantine';

const row = z.object({
	batch_id: z.number(),
	asked_batch: z.number(),
	withdrawn_at: z.string(),
	actor_name: z.string(),
	reason: z.string()
});
/** On whose word a batch was taken back. */
export type WithdrawalRow = z.infer<typeof row>;

/** The withdrawal of a batch, or null where it stands. */
export async function withdrawalOf(reader: Reader, batch: number): Promise<WithdrawalRow | null> {
	const [found] = await reader.read(
		`select batch_id, asked_batch, strftime(withdrawn_at, '%Y-%m-%d %H:%M') as withdrawn_at, actor_name, reason
		from batch_withdrawal where batch_id = $batch`,
		{ batch },
		row
	);
	return found ?? null;
}

const correctedRow = z.object({
	batch_id: z.number(),
	row_no: z.number(),
	of_batch: z.number(),
	of_row: z.number(),
	status: z.string()
});

/** Rows of other batches that a batch corrects, and rows of others that correct its own. */
export async function correctionsAround(reader: Reader, batch: number, limit: number) {
	const rows = await reader.read(
		`select c.batch_id, c.row_no, c.of_batch, c.of_row, b.status
		from corrected_row c join batch b on b.batch_id = c.batch_id
		where c.batch_id = $batch or c.of_batch = $batch
		order by c.batch_id, c.row_no limit $limit`,
		{ batch, limit },
		correctedRow
	);
	return {
		corrects: rows.filter((one) => one.batch_id === batch),
		correctedBy: rows.filter((one) => one.of_batch === batch)
	};
}

/** Rows of a batch that were set aside, by what has become of them. */
export async function asideStatesOf(reader: Reader, batch: number) {
	return reader.read(
		`select state, count(*) as n from set_aside where batch_id = $batch group by state order by state`,
		{ batch },
		z.object({ state: z.enum(asideStates), n: z.coerce.number() })
	);
}
