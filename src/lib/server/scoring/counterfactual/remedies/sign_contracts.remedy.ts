import { fires, type Remedy } from '../remedy';

/** Labour contracts of workers on site, signed on the day. */
export default {
	id: 'sign_contracts',
	actor: 'contractor',
	said: { zh: '与在场 {people} 人补签劳动合同', en: 'sign labour contracts with {people} workers on site' },
	find: `
		select null as month, cast(null as bigint) as amount_fen, cast(null as bigint) as least_fen, count(*) as people
		from {{roster}} r
		where r.project_code = {{project}} and entry_date <= {{as_of}} and (exit_date is null or exit_date > {{as_of}})
			and not coalesce(contract_signed, false) and ${fires('realname_contract_rate')}
		having count(*) > 0`,
	apply: [
		`
		update feed_roster set contract_signed = true
		from {{trials}} t
		where feed_roster.project_code = t.project_code and known_to is null and entry_date <= {{as_of}} and (exit_date is null or exit_date > {{as_of}})
			and not coalesce(contract_signed, false)`
	]
} as const satisfies Remedy;
