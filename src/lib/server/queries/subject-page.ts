import type { Filter } from '$lib/domain/filter';
import type { Reader } from '../warehouse/warehouse';
import { indicatorLabels } from './indicator-labels';
import { rankedSubjects } from './ranked-subjects';
import { runPair } from './run-pair';

/** Lines a page of a list has. */
export const linesAPage = 50;

/** One page of the list of projects or enterprises for a day; null where nothing was judged by then. */
export async function subjectPage(
	reader: Reader,
	params: {
		type: 'project' | 'enterprise';
		day: string;
		/** Shanghai time up to which things were known; null: as seen now. */
		knownAt: string | null;
		filter: Filter;
		page: number;
	}
) {
	const pair = await runPair(reader, params.day, params.knownAt);
	if (!pair) return null;
	const ranked = await rankedSubjects(reader, {
		runId: pair.run.runId,
		beforeRunId: pair.before?.runId ?? null,
		subjectType: params.type,
		filter: params.filter,
		limit: linesAPage,
		offset: (params.page - 1) * linesAPage
	});
	return {
		asOf: pair.run.asOf,
		before: pair.before?.asOf ?? null,
		page: params.page,
		pages: Math.max(1, Math.ceil(ranked.total / linesAPage)),
		...ranked,
		labels: indicatorLabels(ranked.subjects.flatMap((subject) => subject.fired))
	};
}
