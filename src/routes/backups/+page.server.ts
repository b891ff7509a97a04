import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { drillsOf } from '$jobs/backup-drills';
import { backupCards, upgradeCards } from '$jobs/kept-backups';
import { jobs } from '$jobs/registry';
import { runningJobs, startRun } from '$jobs/run';
import { timetable } from '$jobs/timetable';
import { say } from '../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

const shownDrills = 12;
const works = ['backup', 'drill'] as const;

export const load: PageServerLoad = async ({ locals: { app } }) => {
	const { home, backupCopy } = app.config;
	const running = runningJobs(app);
	return {
		backups: await backupCards(home, backupCopy),
		secondPlace: backupCopy ?? null,
		drills: drillsOf(home).slice(0, shownDrills),
		upgrades: await upgradeCards(home),
		works: works.map((id) => ({
			id,
			label: jobs.get(id)?.label ?? { zh: id, en: id },
			when: timetable.find(({ job }) => job === id)?.when ?? null,
			isRunning: running.includes(id)
		}))
	};
};

const order = z.object({ job: z.enum(works) });

export const actions: Actions = {
	run: async (event) => {
		const { locals, request } = event;
		const form = order.safeParse(Object.fromEntries(await request.formData()));
		if (!form.success) return fail(400, { refusal: '请选择要做什么。' });
		const started = await startRun(locals.app, form.data.job, {
			trigger: 'person',
			order: { day: null, actor: locals.actor }
		});
		if (started.runId === 0) return fail(409, { refusal: (await started.ended).error ?? '' });
		say(event, 'run.started');
		redirect(303, `/runs/${started.runId}`);
	}
};
