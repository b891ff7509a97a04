import { z } from 'zod';
import { tierKeys } from '$lib/domain/tier-key';
import { asJudged } from '../queries/exemption-list';
import { projectFacts } from '../queries/project-facts';
import { projectRunway } from '../queries/project-runway';
import { runPair } from '../queries/run-pair';
import { endpoint } from './endpoint';
import { indicatorLines } from './indicator-lines';
import { dayQuery, indicator, knownMoment, subject, yuan } from './shapes';

const yuanOrNull = (fen: number | null) => (fen === null ? null : yuan(fen));

export default endpoint({
	path: '/projects/{code}',
	summary: 'One project: tier, clause, indicators, coming pay days',
	query: dayQuery,
	answer: subject
		.omit({ tier_last_week: true })
		.extend({
			as_of: z.string(),
			tier_last_week: z.enum(tierKeys).nullable(),
			clause: z.string().meta({ description: 'Clause of the tier rule that fired.' }),
			score: z.number().nullable(),
			grey_feeds: z.array(z.string()),
			indicators: z.array(indicator),
			pay_days: z.array(
				z.object({
					wage_month: z.string(),
					due_date: z.string(),
					owed_yuan: z.number(),
					balance_yuan: z.number().nullable(),
					left_yuan: z.number().nullable(),
					covered: z.boolean().nullable()
				})
			)
		})
		.meta({ id: 'Project' }),
	async handle({ reader, policy, today }, query, code) {
		const pair = await runPair(reader, query.as_of ?? today, knownMoment(query));
		if (!pair) return undefined;
		const { runId, asOf } = pair.run;
		const project = await projectFacts(reader, {
			runId,
			beforeRunId: pair.before?.runId ?? null,
			code,
			isKnownThen: query.known_at !== undefined
		});
		if (!project) return undefined;
		const days = await projectRunway(reader, { runId, code });
		const judged = await asJudged(reader, { runId, type: 'project', code });
		return {
			as_of: asOf,
			code,
			name: project.name,
			street: project.street,
			sector: project.sector,
			tier: project.tier,
			tier_last_week: project.before,
			grey: project.isGrey,
			grey_feeds: [...project.greyFeeds],
			priority: project.priority,
			score: project.score,
			clause: project.clause,
			fired: [...project.fired],
			...(judged && { tier_as_judged: judged.tier, exempted: [...judged.exempted] }),
			workers: project.workers,
			unpaid_yuan: yuan(project.unpaidFen),
			indicators: await indicatorLines(reader, policy, { runId, asOf, type: 'project', code }),
			pay_days: days.map((day) => ({
				wage_month: day.month,
				due_date: day.dueDate,
				owed_yuan: yuan(day.owedFen),
				balance_yuan: yuanOrNull(day.balanceFen),
				left_yuan: yuanOrNull(day.leftFen),
				covered: day.covered
			}))
		};
	}
});
