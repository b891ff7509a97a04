import { distributions } from '$lib/server/queries/indicator-distribution';
import { analysisView } from '../view';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const view = await analysisView(locals, url);
	if (!view.run || view.thinDay) return { ...view, distributions: [] };
	const { runId, asOf } = view.run;
	return {
		...view,
		distributions: await distributions(locals.reader, locals.app.policy, { runId, asOf, filter: view.filter })
	};
};
