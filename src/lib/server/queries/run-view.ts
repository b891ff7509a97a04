import { z } from 'zod';
import type { RunView } from '$lib/server/scoring/day-templates';
import type { Reader } from '$lib/server/warehouse/warehouse';

const row = z.object({
	as_of: z.string(),
	known_at: z.string().nullable(),
	last_batch: z.number().nullable(),
	judged_at: z.string().nullable()
});

/** What a run looked at, so that rows beside its figures are the rows that it saw; null for a run that is not there. */
export async function runView(reader: Reader, runId: number): Promise<RunView | null> {
	const [found] = await reader.read(
		`select cast(s.as_of as varchar) as as_of, cast(s.known_at as varchar) as known_at, r.last_batch,
			case when exists (select 1 from batch_withdrawal) then cast(s.scored_at as varchar) end as judged_at
		from score_run s left join run_reach r on r.run_id = s.run_id
		where s.run_id = $run`,
		{ run: runId },
		row
	);
	if (!found) return null;
	const { as_of: asOf, known_at: knownAt, last_batch: lastBatch, judged_at: judgedAt } = found;
	return { asOf, knownAt, lastBatch, judgedAt };
}
