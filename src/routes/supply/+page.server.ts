import { shanghaiDay } from '$lib/domain/clock';
import { parseFilter } from '$lib/domain/filter';
import { leagueLeastDays } from '$lib/domain/supply-league';
import { silenceItems } from '$lib/server/dispatch/supply/silence-book';
import { feeds } from '$lib/domain/feeds';
import { latestRun } from '$lib/server/queries/latest-run';
import { measuredDays, supplyBoard } from '$lib/server/queries/supply-board';
import { greyByFeed } from '$lib/server/queries/supply-grey';
import type { PageServerLoad } from './$types';

const shownPast = 10;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { reader, app } = locals;
	const day = parseFilter(url.searchParams).asOf ?? shanghaiDay(app.clock());
	const [board, run, items] = await Promise.all([
		supplyBoard(reader, app.policy, day),
		latestRun(reader, day),
		silenceItems(reader, day)
	]);
	const grey = run === null ? null : await greyByFeed(reader, run.runId);
	return {
		...board,
		measuredDays,
		leastDays: leagueLeastDays,
		scored: run?.asOf ?? null,
		grey: Object.fromEntries(grey ?? []),
		past: items
			.filter(({ endedOn }) => endedOn !== null)
			.slice(0, shownPast)
			.map(({ id, feed, addressee, openedOn, endedOn, acts }) => ({
				id,
				feed,
				zh: feeds.get(feed)?.zh ?? feed,
				addressee,
				openedOn,
				endedOn,
				end: acts.at(-1)?.act ?? 'arrived'
			}))
	};
};
