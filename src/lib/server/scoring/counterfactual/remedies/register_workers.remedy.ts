import { fires, type Remedy } from '../remedy';

/** Workers on site, registered by their real names on the day. */
export default {
	id: 'register_workers',
	actor: 'contractor',
	said: { zh: '为在场 {people} 人补办实名登记', en: 'register {people} workers on site' },
	find: `
		select null as month, cast(null as bigint) as amount_fen, cast(null as bigint) as least_fen, count(*) as people
		from {{roster}} r
		where r.project_code = {{project}} and entry_date <= {{as_of}} and (exit_date is null or exit_date > {{as_of}})
			and (registered_at is null or registered_at > {{as_of}}) and ${fires('realname_contract_rate')}
		having count(*) > 0`,
	apply: [
		`
		update feed_roster set registered_at = {{as_of}}
		from {{trials}} t
		where feed_roster.project_code = t.project_code and known_to is null and entry_date <= {{as_of}} and (exit_date is null or exit_date > {{as_of}})
			and (registered_at is null or registered_at > {{as_of}})`
	]
} as const satisfies Remedy;
