import { z } from 'zod';
import { tierKeys } from '$lib/domain/tier-key';
import { asJudged } from '../queries/exemption-list';
import { enterpriseFacts } from '../queries/enterprise-facts';
import { latestRun } from '../queries/latest-run';
import { endpoint } from './endpoint';
import { indicatorLines } from './indicator-lines';
import { dayQuery, indicator, knownMoment, yuan } from './shapes';

const tier = z.enum(tierKeys);

export default endpoint({
	path: '/enterprises/{code}',
	summary: 'One enterprise by its credit code: tier, clause, indicators, projects',
	query: dayQuery,
	answer: z
		.object({
			as_of: z.string(),
			uscc: z.string(),
			name: z.string(),
			street: z.string().nullable(),
			tier,
			clause: z.string(),
			score: z.number().nullable(),
			fired: z.array(z.string()),
			tier_as_judged: tier.optional(),
			exempted: z.array(z.string()).optional(),
			workers: z.number(),
			unpaid_yuan: z.number(),
			indicators: z.array(indicator),
			projects: z.array(
				z.object({ code: z.string(), name: z.string(), role: z.string(), tier, unpaid_yuan: z.number() })
			)
		})
		.meta({ id: 'Enterprise' }),
	async handle({ reader, policy, today }, query, code) {
		const run = await latestRun(reader, query.as_of ?? today, knownMoment(query));
		if (!run) return undefined;
		const { runId, asOf } = run;
		const found = await enterpriseFacts(reader, {
			runId,
			uscc: code,
			isKnownThen: query.known_at !== undefined
		});
		if (!found) return undefined;
		const { uscc, name, street, clause, score, workers } = found;
		const judged = await asJudged(reader, { runId, type: 'enterprise', code });
		return {
			as_of: asOf,
			uscc,
			name,
			street,
			tier: found.tier,
			clause,
			score,
			fired: [...found.fired],
			...(judged && { tier_as_judged: judged.tier, exempted: [...judged.exempted] }),
			workers,
			unpaid_yuan: yuan(found.unpaidFen),
			indicators: await indicatorLines(reader, policy, { runId, asOf, type: 'enterprise', code }),
			projects: found.projects.map((part) => ({
				code: part.code,
				name: part.name,
				role: part.role,
				tier: part.tier,
				unpaid_yuan: yuan(part.unpaidFen)
			}))
		};
	}
});
