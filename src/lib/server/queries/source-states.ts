import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';

const row = z.object({
	source_id: z.string(),
	run_id: z.number(),
	at: z.string(),
	failures: z.coerce.number(),
	accepted: z.coerce.number(),
	words: z.string().nullable()
});

/** What came of the last run that asked a source. */
export type SourceState = z.infer<typeof row>;

/** By source, what came of the last run that asked it. */
export async function sourceStates(reader: Reader): Promise<ReadonlyMap<string, SourceState>> {
	const rows = await reader.read(
		`select p.source_id, p.run_id, strftime(max(p.made_at), '%Y-%m-%d %H:%M') as at,
			sum(case when p.kind = 'failed' then 1 else 0 end) as failures, coalesce(sum(p.accepted), 0) as accepted,
			max(case when p.kind = 'failed' then p.words end) as words
		from job_run_product p
		join (
			select source_id, max(run_id) as run_id from job_run_product where source_id is not null group by source_id
		) as newest on newest.source_id = p.source_id and newest.run_id = p.run_id
		group by p.source_id, p.run_id order by p.source_id`,
		{},
		row
	);
	return new Map(rows.map((state) => [state.source_id, state]));
}
