import { fires, type Remedy } from '../remedy';

/** Workers who left, settled with on the day. What is owed to each is not in the data. */
export default {
	id: 'settle_leavers',
	actor: 'contractor',
	said: {
		zh: '与已离场人员（{people} 人）结清工资并确认',
		en: 'settle with the workers who left ({people})'
	},
	find: `
		select null as month, cast(null as bigint) as amount_fen, cast(null as bigint) as least_fen, count(*) as people
		from {{roster}} r
		where r.project_code = {{project}} and entry_date <= {{as_of}} and exit_date < {{as_of}} - {{exit_settle_grace_days}}
			and (settled_at is null or settled_at > {{as_of}}) and ${fires('exit_unsettled_count')}
		having count(*) > 0`,
	apply: [
		`
		update feed_roster set settled_at = {{as_of}}
		from {{trials}} t
		where feed_roster.project_code = t.project_code and known_to is null and entry_date <= {{as_of}} and exit_date < {{as_of}} - {{exit_settle_grace_days}}
			and (settled_at is null or settled_at > {{as_of}})`
	]
} as const satisfies Remedy;
