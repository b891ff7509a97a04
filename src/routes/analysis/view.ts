import { shanghaiDay } from '$lib/domain/clock';
import { parseFilter, type Filter } from '$lib/domain/filter';
import { filterAt } from '$lib/domain/filter-reach';
import { sectors } from '$lib/domain/sectors';
import { facetsOf, type Facets } from '$lib/charts/facets';
import { endOfMinute } from '$lib/domain/minute';
import { latestRun, type Run } from '$lib/server/queries/latest-run';
import { tierCells } from '$lib/server/queries/tier-cells';
import { thinDay } from '$lib/server/queries/thin-day';

/** What every page of analysis starts from. */
export interface AnalysisView {
	readonly filter: Filter;
	/** Null: nothing was judged by the day. */
	readonly run: Pick<Run, 'runId' | 'asOf' | 'scoredAt'> | null;
	/** The day of the run where it kept tiers alone: what rests on indicators cannot be said of it. */
	readonly thinDay: string | null;
	/** What the page can be narrowed to; null where nothing was judged. */
	readonly facets: Facets | null;
	readonly streets: readonly string[];
}

/** The filter of the address, the run that answers for its day, and what may be chosen. */
export async function analysisView(locals: App.Locals, url: URL): Promise<AnalysisView> {
	const filter = filterAt(url.pathname, parseFilter(url.searchParams));
	const day = filter.asOf ?? shanghaiDay(locals.app.clock());
	const run = await latestRun(locals.reader, day, filter.knownAt ? endOfMinute(filter.knownAt) : null);
	const streets = locals.app.policy.units.map((unit) => unit.name);
	return {
		filter,
		run: run && { runId: run.runId, asOf: run.asOf, scoredAt: run.scoredAt },
		thinDay: run && (await thinDay(locals.reader, day, filter.knownAt)),
		facets: run && facetsOf(await tierCells(locals.reader, run.runId), filter, { streets, sectors }),
		streets
	};
}
