import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';

const row = z.object({
	run_id: z.number(),
	job: z.string(),
	trigger: z.string(),
	started_at: z.string(),
	ended_at: z.string().nullable(),
	status: z.string(),
	counts: z.string().nullable(),
	error: z.string().nullable()
});

/** One run of a job, as it was kept. */
export interface JobRun {
	readonly runId: number;
	readonly job: string;
	readonly trigger: string;
	readonly startedAt: string;
	/** Seconds; null while it runs. */
	readonly seconds: number | null;
	readonly status: string;
	/** What was counted, only what is not zero. */
	readonly counts: readonly (readonly [name: string, value: number])[];
	readonly error: string | null;
}

const counted = z.record(z.string(), z.number());

/** The newest runs of all jobs, newest first. */
export async function jobRuns(reader: Reader, limit: number): Promise<JobRun[]> {
	const rows = await reader.read(
		`select run_id, job, trigger, cast(started_at as varchar) as started_at, cast(ended_at as varchar) as ended_at,
			status, cast(counts as varchar) as counts, error
		from job_run order by run_id desc limit $limit`,
		{ limit },
		row
	);
	return rows.map((run) => ({
		runId: run.run_id,
		job: run.job,
		trigger: run.trigger,
		startedAt: run.started_at.slice(0, 19),
		seconds:
			run.ended_at === null
				? null
				: (Date.parse(`${run.ended_at.replace(' ', 'T')}Z`) -
						Date.parse(`${run.started_at.replace(' ', 'T')}Z`)) /
					1000,
		status: run.status,
		counts: Object.entries(counted.parse(run.counts === null ? {} : JSON.parse(run.counts))).filter(
			([, value]) => value !== 0
		),
		error: run.error
	}));
}
