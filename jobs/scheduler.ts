import { schedule } from 'node-cron';
import { z } from 'zod';
import { shanghaiTime } from '$lib/domain/clock';
import type { App } from '$lib/server/app';
import { owedRuns, type PastRun } from './owed-runs';
import { runJob } from './run';
import { timetable } from './timetable';

/** A run that is later than this was missed: what was missed is made up for one after the other. */
const missedMs = 90_000;
/** No line of the timetable comes round less often. */
const longestPeriodDays = 8;

/** A timetable that ticks: how to stop it, which settles once it begins nothing more. */
type Stop = () => Promise<void>;

const holder = globalThis as { [key: symbol]: Stop | undefined };
const stopKey = Symbol.for('xinshao.timetable');

const runRow = z.object({ job: z.string(), at: z.string(), cut: z.boolean() });

const shanghaiMoment = (text: string) => new Date(`${text.replace(' ', 'T')}+08:00`);

/** Runs that were begun since the longest period; and the moment of the first run of all, null in a new home. */
async function pastRuns(app: App, now: Date): Promise<{ runs: PastRun[]; first: Date | null }> {
	const from = new Date(now.getTime() - longestPeriodDays * 24 * 60 * 60_000);
	const rows = await app.warehouse.read(
		`select job, strftime(started_at, '%Y-%m-%d %H:%M:%S') as at,
			coalesce(status = 'failed' and cause is null, false) as cut
		from job_run where started_at >= cast($from as timestamp)`,
		{ from: shanghaiTime(from) },
		runRow
	);
	const [oldest] = await app.warehouse.read(
		`select strftime(min(started_at), '%Y-%m-%d %H:%M:%S') as at from job_run`,
		{},
		z.object({ at: z.string().nullable() })
	);
	return {
		runs: rows.map(({ job, at, cut }) => ({ job, startedAt: shanghaiMoment(at), isCutOff: cut })),
		first: oldest?.at ? shanghaiMoment(oldest.at) : null
	};
}

/**
 * Starts the timetable; one that already ticks in this process (a development reload) is stopped first. Every line ticks at
 * its moments, and every tick looks at all lines: what is due is told by the runs that are on record, not by who was awake
 * when, so that a line that nobody ticked for is made up for at the next tick of any.
 */
export async function startTimetable(app: App): Promise<void> {
	await stopTimetable();
	const begun = new Date();
	const stopping = new AbortController();
	const waiting = new Set<string>();
	let missed: Promise<unknown> = Promise.resolve();
	let looking: Promise<unknown> = Promise.resolve();
	const run = async (job: string) => {
		if (!stopping.signal.aborted)
			await runJob(app, job, 'timetable').catch((error: unknown) =>
				app.log.error({ err: error, job }, 'timetable')
			);
		waiting.delete(job);
	};
	const lookOnce = async () => {
		if (stopping.signal.aborted) return;
		const now = new Date();
		const { runs, first } = await pastRuns(app, now);
		for (const { line, due } of owedRuns(timetable, runs, { now, since: first ?? begun })) {
			if (waiting.has(line.job)) continue;
			waiting.add(line.job);
			if (now.getTime() - due.getTime() < missedMs) void run(line.job);
			else missed = missed.then(() => run(line.job));
		}
	};
	const look = () =>
		(looking = looking.then(lookOnce).catch((error: unknown) => app.log.error({ err: error }, 'timetable')));
	const tasks = timetable.map(({ job, cron }) =>
		schedule(cron, look, { name: job, timezone: 'Asia/Shanghai', noOverlap: true })
	);
	holder[stopKey] = async () => {
		stopping.abort();
		for (const task of tasks) await task.destroy();
		await looking;
	};
}

/** Stops the timetable; jobs that run go on, those that were missed and wait are begun by the next start. */
export async function stopTimetable(): Promise<void> {
	const stop = holder[stopKey];
	holder[stopKey] = undefined;
	await stop?.();
}
