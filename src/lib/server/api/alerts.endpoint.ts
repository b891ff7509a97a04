import { z } from 'zod';
import { alertStates } from '$lib/domain/alert';
import { alertList } from '../queries/alert-list';
import { endpoint } from './endpoint';
import { filterOf, filterQuery, yuan } from './shapes';

export default endpoint({
	path: '/alerts',
	summary:
		'Alerts with their state and published level, gravest first; open ones where no state is asked for',
	query: filterQuery.omit({ as_of: true, known_at: true, sort: true, tier: true }).extend({
		state: z.enum(alertStates).optional(),
		limit: z.coerce.number().int().min(1).max(500).default(100)
	}),
	answer: z.object({
		alerts: z.array(
			z
				.object({
					subject_type: z.enum(['project', 'enterprise']),
					subject_code: z.string(),
					name: z.string(),
					street: z.string().nullable(),
					state: z.enum(alertStates),
					level: z
						.number()
						.meta({ description: 'Published level, 0 to 3; falls only with evidence accepted.' }),
					tier: z
						.number()
						.nullable()
						.meta({ description: 'Tier of the latest scoring; null: cannot be judged.' }),
					opened_on: z.string().nullable(),
					owner: z.string().nullable(),
					relapsed: z.boolean(),
					snoozed_until: z.string().nullable(),
					unpaid_yuan: z.number()
				})
				.meta({ id: 'Alert' })
		)
	}),
	async handle({ reader }, { state, limit, ...filter }) {
		const alerts = await alertList(reader, {
			filter: filterOf(filter),
			states: state === undefined ? ['open', 'claimed', 'evidence'] : [state],
			limit
		});
		return {
			alerts: alerts.map((alert) => ({
				subject_type: alert.type,
				subject_code: alert.code,
				name: alert.name,
				street: alert.street,
				state: alert.state,
				level: alert.level,
				tier: alert.tier,
				opened_on: alert.openedOn,
				owner: alert.owner,
				relapsed: alert.relapsed,
				snoozed_until: alert.snoozedUntil,
				unpaid_yuan: yuan(alert.unpaidFen)
			}))
		};
	}
});
