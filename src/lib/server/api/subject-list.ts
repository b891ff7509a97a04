import { z } from 'zod';
import { rankedSubjects } from '../queries/ranked-subjects';
import { runPair } from '../queries/run-pair';
import { endpoint } from './endpoint';
import { filterOf, knownMoment, pagedQuery, subject, yuan } from './shapes';

const startOf = (cursor: string | undefined) => Math.max(0, Number.parseInt(cursor ?? '0', 36) || 0);

/** The list of projects or of enterprises, a page at a time. */
export function subjectList(path: string, summary: string, subjectType: 'project' | 'enterprise') {
	return endpoint({
		path,
		summary,
		query: pagedQuery,
		answer: z.object({
			as_of: z.string(),
			total: z.number(),
			next: z.string().nullable().meta({ description: 'Cursor of the next page; null on the last.' }),
			items: z.array(subject)
		}),
		async handle({ reader, today }, query) {
			const pair = await runPair(reader, query.as_of ?? today, knownMoment(query));
			if (!pair) return undefined;
			const offset = startOf(query.cursor);
			const { subjects, total } = await rankedSubjects(reader, {
				runId: pair.run.runId,
				beforeRunId: pair.before?.runId ?? null,
				subjectType,
				filter: filterOf(query),
				limit: query.limit,
				offset
			});
			const end = offset + subjects.length;
			return {
				as_of: pair.run.asOf,
				total,
				next: end < total ? end.toString(36) : null,
				items: subjects.map(
					({ code, name, street, sector, tier, grey, priority, fired, workers, ...rest }) => ({
						code,
						name,
						street,
						sector,
						tier,
						grey,
						priority,
						fired: [...fired],
						workers,
						unpaid_yuan: yuan(rest.unpaidFen),
						...(rest.before && { tier_last_week: rest.before }),
						...(rest.asJudged && { tier_as_judged: rest.asJudged, exempted: [...(rest.exempted ?? [])] })
					})
				)
			};
		}
	});
}
