import { fires, type Remedy } from '../remedy';

/** Wage cards of workers on site, bound on the day. */
export default {
	id: 'bind_cards',
	actor: 'contractor',
	said: { zh: '为在场 {people} 人绑定工资卡', en: 'bind the wage cards of {people} workers on site' },
	find: `
		select null as month, cast(null as bigint) as amount_fen, cast(null as bigint) as least_fen, count(*) as people
		from {{roster}} r
		where r.project_code = {{project}} and entry_date <= {{as_of}} and (exit_date is null or exit_date > {{as_of}})
			and not coalesce(card_bound, false) and ${fires('card_bound_rate')}
		having count(*) > 0`,
	apply: [
		`
		update feed_roster set card_bound = true
		from {{trials}} t
		where feed_roster.project_code = t.project_code and known_to is null and entry_date <= {{as_of}} and (exit_date is null or exit_date > {{as_of}})
			and not coalesce(card_bound, false)`
	]
} as const satisfies Remedy;
