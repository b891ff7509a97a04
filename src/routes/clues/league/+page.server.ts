import { shanghaiDay } from '$lib/domain/clock';
import { addDays } from '$lib/domain/day';
import { leagueWeight } from '$lib/domain/unit-league';
import { clueLeague, leagueDays } from '$lib/server/dispatch/clues/league';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { policy, calendar, clock } = locals.app;
	const today = shanghaiDay(clock());
	return {
		from: addDays(today, -leagueDays),
		weight: leagueWeight,
		places: await clueLeague(locals.reader, { policy, calendar }, today)
	};
};
