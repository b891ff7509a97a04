import { shanghaiDay } from '$lib/domain/clock';
import { addDays, isDay } from '$lib/domain/day';
import { parseFilter } from '$lib/domain/filter';
import { endOfMinute } from '$lib/domain/minute';
import { indicatorLabels } from '$lib/server/queries/indicator-labels';
import { latestRun } from '$lib/server/queries/latest-run';
import { tierChanges } from '$lib/server/queries/tier-changes';
import type { PageServerLoad } from './$types';

const daysInWeek = 7;
/** Farther back nothing is kept that could be compared. */
const mostDays = 800;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { reader } = locals;
	const { policy, clock } = locals.app;
	const filter = parseFilter(url.searchParams);
	const dayOf = (name: string) => {
		const given = url.searchParams.get(name);
		return given !== null && isDay(given) ? given : undefined;
	};
	const to = dayOf('to') ?? filter.asOf ?? shanghaiDay(clock());
	const days = Math.trunc(Number(url.searchParams.get('days'))) || daysInWeek;
	const from = dayOf('from') ?? addDays(to, -Math.min(mostDays, Math.max(1, days)));
	const type = url.searchParams.get('type') === 'enterprise' ? 'enterprise' : 'project';
	const knownAt = filter.knownAt ? endOfMinute(filter.knownAt) : null;
	const [earlier, later] = await Promise.all([
		latestRun(reader, from < to ? from : to, knownAt),
		latestRun(reader, from < to ? to : from, knownAt)
	]);
	const all =
		earlier && later && earlier.runId !== later.runId
			? await tierChanges(reader, {
					fromRun: earlier.runId,
					toRun: later.runId,
					type,
					street: filter.street ?? null,
					sector: filter.sector ?? null
				})
			: [];
	// A tier that a subject left counts as well as one that it came to.
	const { tier } = filter;
	const changes = tier ? all.filter(({ before, after }) => before === tier || after === tier) : all;
	return {
		type: type as 'project' | 'enterprise',
		filter,
		from: from < to ? from : to,
		to: from < to ? to : from,
		judged: { from: earlier?.asOf ?? null, to: later?.asOf ?? null },
		streets: policy.units.map((unit) => unit.name),
		changes,
		labels: indicatorLabels(changes.flatMap(({ cause }) => (cause ? [cause.indicator] : [])))
	};
};
