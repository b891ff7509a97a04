import { z } from 'zod';
import { tierKeys } from '$lib/domain/tier-key';
import { latestRun } from '../queries/latest-run';
import { tierCells } from '../queries/tier-cells';
import { endpoint } from './endpoint';
import { dayQuery, isAsked, knownMoment, placeQuery, yuan } from './shapes';

export default endpoint({
	path: '/hotspots',
	summary: 'Projects by street, sector and tier',
	query: dayQuery.extend(placeQuery.shape),
	answer: z.object({
		as_of: z.string(),
		cells: z.array(
			z.object({
				street: z.string().nullable(),
				sector: z.string().nullable(),
				tier: z.enum(tierKeys),
				projects: z.number(),
				workers: z.number(),
				exempted: z.number().meta({ description: 'Projects among them that an exemption touched.' }),
				unpaid_yuan: z.number()
			})
		)
	}),
	async handle({ reader, today }, query) {
		const run = await latestRun(reader, query.as_of ?? today, knownMoment(query));
		if (!run) return undefined;
		const cells = (await tierCells(reader, run.runId)).filter((cell) => isAsked(query, cell));
		return {
			as_of: run.asOf,
			cells: cells.map(({ unpaidFen, ...cell }) => ({ ...cell, unpaid_yuan: yuan(unpaidFen) }))
		};
	}
});
