import type { Severity } from '$lib/domain/severity';
import { error, fail, redirect } from '@sveltejs/kit';
import { shanghaiDay } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import { parseFilter } from '$lib/domain/filter';
import { tierOf } from '$lib/domain/tier-key';
import { latestRun } from '$lib/server/queries/latest-run';
import { projectFacts } from '$lib/server/queries/project-facts';
import { runView } from '$lib/server/queries/run-view';
import { workOutAnswer } from '$lib/server/scoring/counterfactual/answers';
import { projectStory } from './story';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) => projectStory(locals, params.code, url);

export const actions: Actions = {
	/** Works out what would lower the project, keeps it with the run, and shows it. */
	lower: async ({ locals, params, url }) => {
		const { warehouse, clock } = locals.app;
		const day = parseFilter(url.searchParams).asOf ?? shanghaiDay(clock());
		const run = await latestRun(locals.reader, day);
		const project =
			run && (await projectFacts(locals.reader, { runId: run.runId, beforeRunId: null, code: params.code }));
		const view = run && (await runView(locals.reader, run.runId));
		const below = project ? tierOf(project.tier) : null;
		if (!run || !view || !below) error(404);
		try {
			const request = { runId: run.runId, run: view, project: params.code, below: below as Severity };
			await workOutAnswer(warehouse, locals.app, request, clock);
		} catch (cause) {
			if (cause instanceof RiskError) return fail(409, { refusal: cause.message });
			throw cause;
		}
		url.searchParams.delete('/lower');
		redirect(303, `${url.pathname}${url.search}#lower`);
	}
};
