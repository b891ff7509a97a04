import { holds, withFilter } from '$lib/domain/filter';
import { hotField } from '$lib/domain/hotspots';
import { hotCells } from '$lib/server/queries/hotspots';
import { tierCells } from '$lib/server/queries/tier-cells';
import { analysisView } from '../view';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const view = await analysisView(locals, url);
	if (!view.run) return { ...view, weeks: [], lines: [] };
	const { runId, asOf } = view.run;
	const [cells, all] = await Promise.all([
		hotCells(locals.reader, {
			by: 'sector',
			asOf,
			filter: withFilter(view.filter, { sector: undefined })
		}),
		tierCells(locals.reader, runId)
	]);
	const field = hotField(cells, []);
	const shown = all.filter((cell) => holds(view.filter.street, cell.street));
	const lines = field.rows.map(({ place, cells: course, rise }) => ({
		place,
		course,
		rise,
		tiers: shown.filter((cell) => cell.sector === place).map(({ tier, projects }) => ({ tier, projects })),
		last: course.findLast((cell) => cell !== null) ?? null
	}));
	return { ...view, weeks: field.weeks, lines };
};
