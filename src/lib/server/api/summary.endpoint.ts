import { z } from 'zod';
import { tierKeys, type TierKey } from '$lib/domain/tier-key';
import { runPair } from '../queries/run-pair';
import { tierCells, type TierCell } from '../queries/tier-cells';
import { endpoint } from './endpoint';
import { counts, dayQuery, isAsked, knownMoment, placeQuery, run, yuan } from './shapes';

const countsOf = (cells: readonly TierCell[]) =>
	Object.fromEntries(
		tierKeys.map((key) => [
			key,
			cells.filter(({ tier }) => tier === key).reduce((sum, cell) => sum + cell.projects, 0)
		])
	) as Record<TierKey, number>;
const sum = (cells: readonly TierCell[], value: (cell: TierCell) => number) =>
	cells.reduce((total, cell) => total + value(cell), 0);

export default endpoint({
	path: '/summary',
	summary: 'Counts by tier, workers and money exposed, against a week before',
	query: dayQuery.extend(placeQuery.shape),
	answer: z.object({
		run,
		before: run.nullable(),
		projects: counts,
		projects_last_week: counts.nullable(),
		workers_at_risk: z.number().meta({ description: 'Workers of red and yellow projects.' }),
		unpaid_yuan: z.number()
	}),
	async handle({ reader, today }, query) {
		const pair = await runPair(reader, query.as_of ?? today, knownMoment(query));
		if (!pair) return undefined;
		const ofRun = async (runId: number) =>
			(await tierCells(reader, runId)).filter((cell) => isAsked(query, cell));
		const cells = await ofRun(pair.run.runId);
		const before = pair.before ? await ofRun(pair.before.runId) : null;
		const facts = ({ asOf, scoredAt, pack }: typeof pair.run) => ({ as_of: asOf, scored_at: scoredAt, pack });
		return {
			run: facts(pair.run),
			before: pair.before ? facts(pair.before) : null,
			projects: countsOf(cells),
			projects_last_week: before ? countsOf(before) : null,
			workers_at_risk: sum(cells, ({ tier, workers }) => (tier === 'red' || tier === 'yellow' ? workers : 0)),
			unpaid_yuan: yuan(sum(cells, ({ unpaidFen }) => unpaidFen))
		};
	}
});
