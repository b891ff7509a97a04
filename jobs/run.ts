import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { shanghaiTime } from '$lib/domain/clock';
import type { App } from '$lib/server/app';
import type { Counts, JobOutcome } from './job';
import { jobs } from './registry';

export type Trigger = 'timetable' | 'person' | 'start' | 'cli';

export interface RunReport {
	readonly runId: number;
	readonly job: string;
	readonly status: 'done' | 'partial' | 'failed' | 'skipped';
	readonly counts: Counts;
	readonly error: string | null;
}

const running = new WeakMap<App, Set<string>>();

function runningIn(app: App): Set<string> {
	const set = running.get(app) ?? new Set<string>();
	running.set(app, set);
	return set;
}

/** Jobs that are running at the moment. */
export function runningJobs(app: App): readonly string[] {
	return [...runningIn(app)];
}

/**
 * Runs a job once and keeps a row of it: started, ended, counts, error, cause. A job never overlaps itself:
 * the second is skipped and says so. A failure is reported, not thrown: the next job must still run.
 * @throws RiskError JOB_UNKNOWN
 */
export async function runJob(
	app: App,
	id: string,
	trigger: Trigger,
	say: (line: string) => void = () => undefined
): Promise<RunReport> {
	const job = jobs.get(id);
	if (!job) {
		throw new RiskError('JOB_UNKNOWN', `没有名为“${id}”的任务；可用的任务：${[...jobs.keys()].join('、')}。`);
	}
	const active = runningIn(app);
	if (active.has(id)) {
		return {
			runId: 0,
			job: id,
			status: 'skipped',
			counts: {},
			error: `任务“${job.label.zh}”正在运行，本次跳过。`
		};
	}
	active.add(id);
	try {
		const runId = await openRun(app, id, trigger);
		const outcome = await job.run(app, say).catch((error: unknown) => failure(app, id, error));
		const report = reportOf(runId, id, outcome);
		await closeRun(app, report, 'cause' in outcome ? outcome.cause : null);
		return report;
	} finally {
		active.delete(id);
	}
}

interface Failure {
	readonly error: string;
	readonly cause: string;
}

function failure(app: App, job: string, error: unknown): Failure {
	if (error instanceof RiskError) {
		return { error: error.message, cause: error.cause instanceof Error ? error.cause.message : error.code };
	}
	app.log.error({ err: error, job }, 'job failed');
	const text = error instanceof Error ? error.message : String(error);
	return {
		error: `任务出现未预料的错误，已停止，可重新运行；如再次出现请联系管理员。`,
		cause: text.slice(0, 500)
	};
}

function reportOf(runId: number, job: string, outcome: JobOutcome | Failure): RunReport {
	if ('error' in outcome) return { runId, job, status: 'failed', counts: {}, error: outcome.error };
	const { counts, failures } = outcome;
	const status = failures.length > 0 ? 'partial' : 'done';
	return { runId, job, status, counts, error: failures.length > 0 ? failures.join('\n') : null };
}

async function openRun(app: App, job: string, trigger: Trigger): Promise<number> {
	return app.warehouse.write(async (tx) => {
		const [row] = await tx.all('select coalesce(max(run_id), 0) + 1 as run_id from job_run');
		const runId = Number(row?.['run_id'] ?? 1);
		await tx.run(
			`insert into job_run values ($run, $job, $trigger, cast($at as timestamp), null, 'running', null, null, null)`,
			{ run: runId, job, trigger, at: shanghaiTime(app.clock()) }
		);
		return runId;
	});
}

async function closeRun(app: App, report: RunReport, cause: string | null): Promise<void> {
	await app.warehouse.write((tx) =>
		tx.run(
			`update job_run set ended_at = cast($at as timestamp), status = $status, counts = cast($counts as json),
				error = $error, cause = $cause
			where run_id = $run`,
			{
				run: report.runId,
				at: shanghaiTime(app.clock()),
				status: report.status,
				counts: JSON.stringify(report.counts),
				error: report.error,
				cause
			}
		)
	);
}

/** Marks runs that a crash cut off, so that nothing seems to run that does not. */
export async function closeCutOffRuns(app: App): Promise<number> {
	const cut = await app.warehouse.read(
		`select run_id from job_run where status = 'running'`,
		{},
		z.object({ run_id: z.number() })
	);
	if (cut.length === 0) return 0;
	await app.warehouse.write((tx) =>
		tx.run(
			`update job_run set ended_at = cast($at as timestamp), status = 'failed',
				error = '运行中服务停止，此次运行未完成；数据以完成的部分为准，可重新运行。'
			where status = 'running'`,
			{ at: shanghaiTime(app.clock()) }
		)
	);
	return cut.length;
}
