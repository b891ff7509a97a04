import { fires, type Remedy } from '../remedy';

/** Verified cases of the project, paid and closed on the day. */
export default {
	id: 'settle_cases',
	actor: 'handler',
	said: { zh: '办结查实案件，清偿 {sum}', en: 'settle the verified cases, {sum}' },
	find: `
		select null as month, cast(sum(coalesce(amount_fen, 0)) as bigint) as amount_fen, cast(null as bigint) as least_fen,
			cast(sum(coalesce(worker_count, 0)) as bigint) as people
		from {{cases}} r
		where r.project_code = {{project}} and verified and opened_at <= {{as_of}}
			and (closed_at is null or closed_at > {{as_of}}) and ${fires('verified_arrears')}
		having count(*) > 0`,
	apply: [
		`
		update feed_cases set closed_at = {{as_of}}
		from {{trials}} t
		where feed_cases.project_code = t.project_code and known_to is null and verified and opened_at <= {{as_of}}
			and (closed_at is null or closed_at > {{as_of}})`
	]
} as const satisfies Remedy;
