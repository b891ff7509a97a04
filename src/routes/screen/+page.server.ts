import { shanghaiDay, shanghaiTime } from '$lib/domain/clock';
import { endOfMinute } from '$lib/domain/minute';
import { parseScreen } from '$lib/domain/screen-view';
import { runPair } from '$lib/server/queries/run-pair';
import { slideOf } from './slides/slide';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const view = parseScreen(url.searchParams);
	const { policy, clock } = locals.app;
	const { asOf, knownAt } = view.filter;
	const readAt = shanghaiTime(clock());
	const day = asOf ?? shanghaiDay(clock());
	const pair = await runPair(locals.reader, day, knownAt ? endOfMinute(knownAt) : null);
	if (!pair) return { view, readAt, run: null, slide: null };
	const { run, before } = pair;
	const streets = policy.units.map((unit) => unit.name);
	return {
		view,
		readAt,
		run: { asOf: run.asOf, scoredAt: run.scoredAt },
		slide: { name: view.slide, shown: await slideOf(view.slide, { locals, view, run, before, streets }) }
	};
};
