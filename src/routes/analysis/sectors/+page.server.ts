import { hotField } from '$lib/domain/hotspots';
import { hotCells } from '$lib/server/queries/hotspots';
import { tierCells } from '$lib/server/queries/tier-cells';
import { analysisView } from '../view';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const view = await analysisView(locals, url);
	if (!view.run) return { ...view, weeks: [], lines: [] };
	const { runId, asOf } = view.run;
	const { street, sector } = view.filter;
	const [cells, all] = await Promise.all([
		hotCells(locals.reader, { by: 'sector', asOf, filter: view.filter }),
		tierCells(locals.reader, runId)
	]);
	const field = hotField(cells, []);
	const shown = all.filter(
		(cell) => (!street || cell.street === street) && (!sector || cell.sector === sector)
	);
	const lines = field.rows.map(({ place, cells: course, rise }) => ({
		place,
		course,
		rise,
		tiers: shown.filter((cell) => cell.sector === place).map(({ tier, projects }) => ({ tier, projects })),
		last: course.findLast((cell) => cell !== null) ?? null
	}));
	return { ...view, weeks: field.weeks, lines };
};
