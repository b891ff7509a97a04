import { error, fail, redirect } from '@sveltejs/kit';
import { jobs } from '$jobs/registry';
import { liveRuns, startRun } from '$jobs/run';
import { feeds } from '$lib/domain/feeds';
import { jobRun } from '$lib/server/queries/job-runs';
import { runFeeds, runProducts } from '$lib/server/queries/run-detail';
import { say } from '../../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

const shownProducts = 300;
const feedName = (feed: string) => feeds.get(feed)?.zh ?? feed;

async function runOf(locals: App.Locals, id: string) {
	const run = /^\d{1,9}$/.test(id) ? await jobRun(locals.reader, Number(id)) : null;
	if (!run) error(404, '没有这次运行。');
	return run;
}

export const load: PageServerLoad = async ({ locals, params }) => {
	const run = await runOf(locals, params.id);
	const products = await runProducts(locals.reader, run.runId, shownProducts + 1);
	const inAndOut = await runFeeds(locals.reader, run.runId);
	return {
		run,
		label: jobs.get(run.job)?.label ?? { zh: run.job, en: run.job },
		live: liveRuns(locals.app).find((live) => live.runId === run.runId) ?? null,
		feeds: inAndOut.map((feed) => ({ ...feed, zh: feedName(feed.feed) })),
		products: products
			.slice(0, shownProducts)
			.map((made) => ({ ...made, feedZh: made.feed === null ? null : feedName(made.feed) })),
		hasMore: products.length > shownProducts,
		shownProducts
	};
};

export const actions: Actions = {
	again: async (event) => {
		const { locals, params } = event;
		const { job, day } = await runOf(locals, params.id);
		const order = { day, actor: locals.actor };
		const started = await startRun(locals.app, job, { trigger: 'person', order });
		if (started.runId === 0) return fail(409, { refusal: (await started.ended).error ?? '' });
		say(event, 'run.started');
		redirect(303, `/runs/${started.runId}`);
	}
};
