import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { jobs } from '$jobs/registry';
import { liveRuns, startRun } from '$jobs/run';
import { shanghaiDay } from '$lib/domain/clock';
import { jobRuns } from '$lib/server/queries/job-runs';
import { say } from '../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

const shownRuns = 50;
const statuses = ['done', 'partial', 'failed', 'running'] as const;
/** Jobs that can be done for a day. */
const jobsOfDay = ['score', 'reread'] as const;

const asked = z.object({
	job: z
		.string()
		.refine((id) => jobs.has(id))
		.nullable()
		.catch(null),
	status: z.enum(statuses).nullable().catch(null),
	before: z.coerce.number().int().positive().nullable().catch(null)
});

export const load: PageServerLoad = async ({ locals, url }) => {
	const value = (name: string) => url.searchParams.get(name) || null;
	const before = value('before');
	const filter = asked.parse({ job: value('job'), status: value('status'), before: before ?? NaN });
	const runs = await jobRuns(locals.reader, shownRuns + 1, filter, filter.before);
	return {
		filter,
		statuses,
		jobs: [...jobs.values()].map(({ id, label }) => ({ id, label })),
		jobsOfDay,
		live: liveRuns(locals.app),
		runs: runs.slice(0, shownRuns),
		older: runs.length > shownRuns ? (runs[shownRuns - 1]?.runId ?? null) : null,
		latestDay: shanghaiDay(locals.app.clock())
	};
};

const order = z.object({
	job: z.enum(jobsOfDay, '请选择要做什么'),
	day: z.iso.date('请选择日期')
});

export const actions: Actions = {
	day: async (event) => {
		const { locals, request } = event;
		const parsed = order.safeParse(Object.fromEntries(await request.formData()));
		if (!parsed.success) return fail(400, { refusal: parsed.error.issues[0]?.message ?? '' });
		const { job, day } = parsed.data;
		if (day > shanghaiDay(locals.app.clock()))
			return fail(400, { refusal: `${day} 还没有到，不能研判或重新读入；请选今天或更早的日期。` });
		const started = await startRun(locals.app, job, {
			trigger: 'person',
			order: { day, actor: locals.actor }
		});
		if (started.runId === 0) return fail(409, { refusal: (await started.ended).error ?? '' });
		say(event, 'run.started');
		redirect(303, `/runs/${started.runId}`);
	}
};
