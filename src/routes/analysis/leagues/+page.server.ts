import { shanghaiDay } from '$lib/domain/clock';
import { addDays } from '$lib/domain/day';
import { clueLeague, leagueDays } from '$lib/server/dispatch/clues/league';
import { measuredDays, supplyBoard } from '$lib/server/queries/supply-board';
import { analysisView } from '../view';
import type { PageServerLoad } from './$types';

const shownOf = 6;

/** The best and the worst of a list that is ordered from best to worst, never one of them twice. */
function ends<T>(places: readonly T[]): { best: T[]; worst: T[] } {
	const half = Math.min(shownOf / 2, Math.floor(places.length / 2) || places.length);
	return { best: places.slice(0, half), worst: places.slice(Math.max(half, places.length - half)) };
}

export const load: PageServerLoad = async ({ locals, url }) => {
	const view = await analysisView(locals, url);
	const { policy, calendar, clock } = locals.app;
	const day = view.filter.asOf ?? shanghaiDay(clock());
	const mayData = locals.viewer.may('data.view');
	const [units, board] = await Promise.all([
		clueLeague(locals.reader, { policy, calendar }, day),
		mayData ? supplyBoard(locals.reader, policy, day) : null
	]);
	const given = units.filter((place) => place.given > 0);
	const ranked = board?.league.filter(({ place }) => place !== null) ?? [];
	return {
		...view,
		unitsFrom: addDays(day, -leagueDays),
		units: {
			count: given.length,
			late: given.reduce((sum, { late }) => sum + late, 0),
			given: given.reduce((sum, one) => sum + one.given, 0),
			...ends(given)
		},
		suppliers: board && {
			days: measuredDays,
			count: board.league.length,
			ranked: ranked.length,
			missed: board.lines.filter(({ missed }) => missed).length,
			...ends(ranked)
		}
	};
};
