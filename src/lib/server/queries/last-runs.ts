import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';

const row = z.object({ job: z.string(), started_at: z.string(), status: z.string() });

/** The latest run of every job: when it began, 'YYYY-MM-DD HH:MM', and how it ended. */
export async function lastRuns(
	reader: Reader
): Promise<ReadonlyMap<string, { readonly startedAt: string; readonly status: string }>> {
	const rows = await reader.read(
		`select r.job, strftime(r.started_at, '%Y-%m-%d %H:%M') as started_at, r.status
		from job_run r
		join (select l.job, max(l.run_id) as run_id from job_run l group by l.job) m on m.run_id = r.run_id
		order by r.job`,
		{},
		row
	);
	return new Map(rows.map(({ job, started_at, status }) => [job, { startedAt: started_at, status }]));
}
