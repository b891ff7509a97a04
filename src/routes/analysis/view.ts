import { shanghaiDay } from '$lib/domain/clock';
import { parseFilter, type Filter } from '$lib/domain/filter';
import { sectors } from '$lib/domain/sectors';
import { latestRun, type Run } from '$lib/server/queries/latest-run';

/** What every page of analysis starts from. */
export interface AnalysisView {
	readonly filter: Filter;
	/** Null: nothing was judged by the day. */
	readonly run: Pick<Run, 'runId' | 'asOf' | 'scoredAt'> | null;
	readonly streets: readonly string[];
	readonly sectors: readonly string[];
}

/** The filter of the address, the run that answers for its day, and what may be chosen. */
export async function analysisView(locals: App.Locals, url: URL): Promise<AnalysisView> {
	const filter = parseFilter(url.searchParams);
	const run = await latestRun(locals.reader, filter.asOf ?? shanghaiDay(locals.app.clock()));
	return {
		filter,
		run: run && { runId: run.runId, asOf: run.asOf, scoredAt: run.scoredAt },
		streets: locals.app.policy.units.map((unit) => unit.name),
		sectors
	};
}
