import { shanghaiDay } from '$lib/domain/clock';
import { parseFilter } from '$lib/domain/filter';
import { endOfMinute } from '$lib/domain/minute';
import { latestRun } from '$lib/server/queries/latest-run';
import { runwayList, runwayUnknown } from '$lib/server/queries/runway-list';
import { narrowed } from '../../hooks/narrowed';
import { lunarNotes } from '../lunar-notes';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { reader } = locals;
	const { policy, clock } = locals.app;
	const filter = parseFilter(url.searchParams);
	const run = await latestRun(
		reader,
		filter.asOf ?? shanghaiDay(clock()),
		filter.knownAt ? endOfMinute(filter.knownAt) : null
	);
	const streets = policy.units.map((unit) => unit.name);
	if (!run)
		return { filter, streets, asOf: null, missed: [], lunar: lunarNotes([], locals.lang), unknown: 0 };
	const { runId, asOf } = run;
	const [missed, unknown] = await Promise.all([
		runwayList(reader, { runId, asOf, filter }),
		runwayUnknown(narrowed(locals, filter), runId)
	]);
	const lunar = lunarNotes(
		missed.map(({ dueDate }) => dueDate),
		locals.lang
	);
	return { filter, streets, asOf, missed, lunar, unknown };
};
