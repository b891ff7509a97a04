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
	error: z.string().nullable(),
	cause: z.string().nullable(),
	actor: z.string().nullable(),
	day: z.string().nullable()
});

/** One run of a job, as it was kept. */
export interface JobRun {
	readonly runId: number;
	readonly job: string;
	readonly trigger: string;
	readonly startedAt: string;
	readonly endedAt: string | null;
	/** Seconds; null while it runs. */
	readonly seconds: number | null;
	readonly status: string;
	/** What was counted, only what is not zero. */
	readonly counts: readonly (readonly [name: string, value: number])[];
	readonly error: string | null;
	/** What lay behind the error, as the machine said it. */
	readonly cause: string | null;
	/** Who asked for it; null: nobody, or before that was kept. */
	readonly actor: string | null;
	/** 'YYYY-MM-DD' that it was asked for; null: as the timetable does it. */
	readonly day: string | null;
}

const counted = z.record(z.string(), z.number());
const columns = `j.run_id, j.job, j.trigger, cast(j.started_at as varchar) as started_at,
	cast(j.ended_at as varchar) as ended_at, j.status, cast(j.counts as varchar) as counts, j.error, j.cause, o.actor,
	cast(o.day as varchar) as day`;

const runOf = (run: z.infer<typeof row>): JobRun => ({
	runId: run.run_id,
	job: run.job,
	trigger: run.trigger,
	startedAt: run.started_at.slice(0, 19),
	endedAt: run.ended_at?.slice(0, 19) ?? null,
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
	error: run.error,
	cause: run.cause,
	actor: run.actor,
	day: run.day
});

/** Which runs are asked for; null: all. */
export interface RunFilter {
	readonly job: string | null;
	readonly status: string | null;
}

/** The newest runs, newest first; `before` is a run that they must be older than. */
export async function jobRuns(
	reader: Reader,
	limit: number,
	{ job, status }: RunFilter = { job: null, status: null },
	before: number | null = null
): Promise<JobRun[]> {
	const rows = await reader.read(
		`select ${columns} from job_run j left join job_run_order o on o.run_id = j.run_id
		where ($job is null or j.job = $job) and ($status is null or j.status = $status)
			and ($before is null or j.run_id < $before)
		order by j.run_id desc limit $limit`,
		{ limit, job, status, before },
		row
	);
	return rows.map(runOf);
}

/** One run; null where there is none of that number. */
export async function jobRun(reader: Reader, runId: number): Promise<JobRun | null> {
	const [found] = await reader.read(
		`select ${columns} from job_run j left join job_run_order o on o.run_id = j.run_id where j.run_id = $run`,
		{ run: runId },
		row
	);
	return found ? runOf(found) : null;
}
