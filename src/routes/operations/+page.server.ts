import { fail } from '@sveltejs/kit';
import { recentHealth } from '$jobs/health/registry';
import { jobs } from '$jobs/registry';
import { runJob, runningJobs } from '$jobs/run';
import { timetable } from '$jobs/timetable';
import { shanghaiDay } from '$lib/domain/clock';
import { feedLags } from '$lib/server/queries/feed-lags';
import { feedSupply } from '$lib/server/queries/feed-supply';
import { jobRuns } from '$lib/server/queries/job-runs';
import { refusedFiles } from '$lib/server/queries/refused-files';
import { say } from '../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

const shownRuns = 30;
const shownFiles = 20;

export const load: PageServerLoad = async ({ locals }) => {
	const { reader } = locals;
	const { policy, clock } = locals.app;
	const today = shanghaiDay(clock());
	const [runs, supply, refused] = await Promise.all([
		jobRuns(reader, shownRuns),
		feedSupply(reader, today, feedLags(policy, today)),
		refusedFiles(reader, shownFiles)
	]);
	const running = runningJobs(locals.app);
	const health = locals.viewer.may('data.operate') ? await recentHealth(locals.app) : [];
	return {
		ills: health.filter(({ ok }) => !ok).map(({ id, label, says }) => ({ id, label, says })),
		jobs: [...jobs.values()].map((job) => ({
			id: job.id,
			label: job.label,
			when: timetable.find((line) => line.job === job.id)?.when ?? null,
			isRunning: running.includes(job.id),
			last: runs.find((run) => run.job === job.id) ?? null
		})),
		runs,
		supply,
		refused
	};
};

export const actions: Actions = {
	run: async (event) => {
		const { locals, request } = event;
		const id = String((await request.formData()).get('job') ?? '');
		if (!jobs.has(id)) return fail(400, { job: id, status: 'failed', error: null });
		const { status, error } = await runJob(locals.app, id, 'person');
		if (status === 'done') say(event, 'run.done');
		return { job: id, status, error };
	}
};
