import { shanghaiDay } from '$lib/domain/clock';
import { addDays, isDay } from '$lib/domain/day';
import { parseFilter } from '$lib/domain/filter';
import { endOfMinute } from '$lib/domain/minute';
import { changeKinds } from '$lib/domain/tier-change';
import { latestRun } from '$lib/server/queries/latest-run';

const daysInWeek = 7;
/** Farther back nothing is kept that could be compared. */
const mostDays = 800;

/** Which two judgements an address sets beside one another, and of whom. */
export async function askedChanges({ app, reader }: App.Locals, url: URL) {
	const { clock } = app;
	const filter = parseFilter(url.searchParams);
	const dayOf = (name: string) => {
		const given = url.searchParams.get(name);
		return given !== null && isDay(given) ? given : undefined;
	};
	const to = dayOf('to') ?? filter.asOf ?? shanghaiDay(clock());
	const days = Math.trunc(Number(url.searchParams.get('days'))) || daysInWeek;
	const from = dayOf('from') ?? addDays(to, -Math.min(mostDays, Math.max(1, days)));
	const type = url.searchParams.get('type') === 'enterprise' ? ('enterprise' as const) : ('project' as const);
	const knownAt = filter.knownAt ? endOfMinute(filter.knownAt) : null;
	const [earlier, later] = await Promise.all([
		latestRun(reader, from < to ? from : to, knownAt),
		latestRun(reader, from < to ? to : from, knownAt)
	]);
	const kind = changeKinds.find((one) => one === url.searchParams.get('kind')) ?? null;
	const asked = earlier &&
		later &&
		earlier.runId !== later.runId && {
			fromRun: earlier.runId,
			toRun: later.runId,
			type,
			street: filter.street ?? null,
			sector: filter.sector ?? null,
			tier: filter.tier
		};
	return {
		type,
		filter,
		kind,
		asked: asked || null,
		from: from < to ? from : to,
		to: from < to ? to : from,
		judged: { from: earlier?.asOf ?? null, to: later?.asOf ?? null }
	};
}
