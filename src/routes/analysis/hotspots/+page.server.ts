import { withFilter } from '$lib/domain/filter';
import { hotField, hotMeasures } from '$lib/domain/hotspots';
import { hotCells, judgedDays } from '$lib/server/queries/hotspots';
import { analysisView } from '../view';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const view = await analysisView(locals, url);
	const asked = url.searchParams.get('measure');
	const measure = hotMeasures.find((known) => known === asked) ?? 'share';
	if (!view.run) return { ...view, measure, field: null, judged: { days: 0, first: null } };
	const { asOf } = view.run;
	const [cells, judged] = await Promise.all([
		// The streets beside the chosen ones stay on the page, so that another can be taken.
		hotCells(locals.reader, {
			by: 'street',
			asOf,
			filter: withFilter(view.filter, { street: undefined })
		}),
		judgedDays(locals.reader, asOf)
	]);
	return { ...view, measure, field: hotField(cells, view.streets), judged };
};
