import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';

const feedRow = z.object({ feed: z.string(), day: z.string() });
const jobRow = z.object({ job: z.string(), at: z.string() });

/** The day of the newest batch of each feed that somebody delivered, and when each job last did all of its work. */
export async function freshness(
	reader: Reader
): Promise<{ feeds: z.infer<typeof feedRow>[]; jobs: z.infer<typeof jobRow>[] }> {
	const [feeds, jobs] = await Promise.all([
		reader.read(
			`select feed, cast(cast(max(received_at) as date) as varchar) as day from batch
			where status = 'loaded' and source_id not in ('matching', 'correction') group by feed`,
			{},
			feedRow
		),
		reader.read(
			`select job, cast(max(ended_at) as varchar) as at from job_run where status = 'done' group by job`,
			{},
			jobRow
		)
	]);
	return { feeds, jobs };
}
