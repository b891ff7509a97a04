import { schedule, type ScheduledTask } from 'node-cron';
import type { App } from '$lib/server/app';
import { runJob } from './run';
import { timetable } from './timetable';

const holder = globalThis as { [key: symbol]: ScheduledTask[] | undefined };
const tasksKey = Symbol.for('xinshao.timetable');

/** Starts the timetable; a timetable that already ticks in this process (a development reload) is stopped first. */
export async function startTimetable(app: App): Promise<void> {
	await stopTimetable();
	holder[tasksKey] = timetable.map((line) =>
		schedule(
			line.cron,
			async () => {
				await runJob(app, line.job, 'timetable').catch((error: unknown) =>
					app.log.error({ err: error, job: line.job }, 'timetable')
				);
			},
			{ name: line.job, timezone: 'Asia/Shanghai', noOverlap: true }
		)
	);
}

/** Stops the timetable; jobs that run go on. */
export async function stopTimetable(): Promise<void> {
	for (const task of holder[tasksKey] ?? []) await task.destroy();
	holder[tasksKey] = undefined;
}
