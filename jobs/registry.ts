import type { Job } from './job';

const modules = import.meta.glob<{ default: Job }>('./*.job.ts', { eager: true });

/** Every job, by id. Adding `<id>.job.ts` adds a job; `timetable.ts` says when it runs. */
export const jobs: ReadonlyMap<string, Job> = new Map(
	Object.values(modules)
		.map((module) => module.default)
		.sort((a, b) => a.id.localeCompare(b.id))
		.map((job) => [job.id, job])
);
