import { runwayList } from '$lib/server/queries/runway-list';
import { lines, type SlideAsked } from './slide';

/** Who will miss a pay day, the first first. */
export default async function runway({ locals, view, run }: SlideAsked) {
	const { runId, asOf } = run;
	const missed = await runwayList(locals.reader, { runId, asOf, filter: view.filter });
	const expected = missed.filter(({ isExpected }) => isExpected);
	return {
		total: expected.length,
		shortFen: expected.reduce((sum, { shortFen }) => sum + shortFen, 0),
		missed: expected.slice(0, lines)
	};
}
