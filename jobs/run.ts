import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import type { RunState } from '$lib/domain/live';
import { shanghaiTime } from '$lib/domain/clock';
import type { App } from '$lib/server/app';
import { ordinaryOrder, type Counts, type Job, type JobOutcome, type RunOrder, type RunWork } from './job';
import { LiveRun } from './live-run';
import { jobs } from './registry';
import { keepProduct } from './run-products';

export type Trigger = 'timetable' | 'person' | 'start' | 'cli' | 'watch';

export interface RunReport {
	readonly runId: number;
	readonly job: string;
	readonly status: 'done' | 'partial' | 'failed' | 'skipped';
	readonly counts: Counts;
	readonly error: string | null;
}

/** A run that has begun; `runId` is 0 where it was skipped. */
export interface StartedRun {
	readonly runId: number;
	readonly ended: Promise<RunReport>;
}

const running = new WeakMap<App, Map<string, LiveRun | null>>();

function runningIn(app: App): Map<string, LiveRun | null> {
	const known = running.get(app) ?? new Map<string, LiveRun | null>();
	running.set(app, known);
	return known;
}

/** Jobs that are running at the moment. */
export function runningJobs(app: App): readonly string[] {
	return [...runningIn(app).keys()];
}

/** What the runs of this moment are doing. */
export function liveRuns(app: App): readonly RunState[] {
	return [...runningIn(app).values()].flatMap((run) => run?.state ?? []);
}

export interface RunRequest {
	readonly trigger: Trigger;
	readonly order?: RunOrder;
	readonly say?: (line: string) => void;
}

/**
 * Begins a run of a job and keeps a row of it: started, ended, counts, error, cause. A job never overlaps itself:
 * the second is skipped and says so. A failure is reported, not thrown: the next job must still run.
 * @throws RiskError JOB_UNKNOWN
 */
export async function startRun(app: App, id: string, request: RunRequest): Promise<StartedRun> {
	const job = jobs.get(id);
	if (!job) {
		throw new RiskError('JOB_UNKNOWN', `没有名为“${id}”的任务；可用的任务：${[...jobs.keys()].join('、')}。`);
	}
	const active = runningIn(app);
	if (active.has(id)) {
		const error = `任务“${job.label.zh}”正在运行，本次跳过。`;
		const skipped: RunReport = { runId: 0, job: id, status: 'skipped', counts: {}, error };
		return { runId: 0, ended: Promise.resolve(skipped) };
	}
	active.set(id, null);
	try {
		const runId = await openRun(app, id, request);
		const live = new LiveRun(app, runId, id);
		active.set(id, live);
		const ended = work(app, job, live, request).finally(() => active.delete(id));
		// Whoever began it may not wait for its end: the failure is met there, and here it must not end the process.
		ended.catch((error: unknown) => app.log.error({ err: error, job: id }, 'run was not kept'));
		return { runId, ended };
	} catch (error) {
		active.delete(id);
		throw error;
	}
}

/** As `startRun`, and waits for its end. @throws RiskError JOB_UNKNOWN */
export async function runJob(
	app: App,
	id: string,
	trigger: Trigger,
	say: (line: string) => void = () => undefined
): Promise<RunReport> {
	return (await startRun(app, id, { trigger, say })).ended;
}

/** Does the job of a run that is open, tells pages of it, and closes it. */
async function work(app: App, job: Job, live: LiveRun, request: RunRequest): Promise<RunReport> {
	const { runId } = live.state;
	const say = request.say ?? (() => undefined);
	const outcome = await job
		.run(app, say, workOf(app, live, request.order ?? ordinaryOrder))
		.catch((error: unknown) => failure(app, job.id, error));
	const report = reportOf(runId, job.id, outcome, live.state.counts);
	await closeRun(app, report, 'cause' in outcome ? outcome.cause : null);
	live.end(report.status === 'skipped' ? 'done' : report.status, report.counts);
	return report;
}

function workOf(app: App, live: LiveRun, order: RunOrder): RunWork {
	let seq = 0;
	let last = performance.now();
	return {
		order,
		step: (step, counts) => live.step({ done: null, total: null, ...step }, counts),
		async made(product) {
			seq += 1;
			const now = performance.now();
			const place = { runId: live.state.runId, seq, milliseconds: now - last };
			last = now;
			await keepProduct(app, place, product);
		}
	};
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

/** A run that failed keeps what it had counted until then. */
function reportOf(runId: number, job: string, outcome: JobOutcome | Failure, soFar: Counts): RunReport {
	if ('error' in outcome) return { runId, job, status: 'failed', counts: soFar, error: outcome.error };
	const { counts, failures } = outcome;
	const status = failures.length > 0 ? 'partial' : 'done';
	return { runId, job, status, counts, error: failures.length > 0 ? failures.join('\n') : null };
}

async function openRun(app: App, job: string, { trigger, order }: RunRequest): Promise<number> {
	return app.warehouse.write(async (tx) => {
		const [row] = await tx.all('select coalesce(max(run_id), 0) + 1 as run_id from job_run');
		const runId = Number(row?.['run_id'] ?? 1);
		await tx.run(
			`insert into job_run values ($run, $job, $trigger, cast($at as timestamp), null, 'running', null, null, null)`,
			{ run: runId, job, trigger, at: shanghaiTime(app.clock()) }
		);
		if (order && (order.day !== null || order.actor !== null)) {
			await tx.run('insert into job_run_order values ($run, $actor_id, $actor, cast($day as date))', {
				run: runId,
				actor_id: order.actor?.id ?? null,
				actor: order.actor?.name ?? null,
				day: order.day
			});
		}
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
