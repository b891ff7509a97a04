import { fires, type Remedy } from '../remedy';

/** The wage deposit, lodged on the day. */
export default {
	id: 'lodge_deposit',
	actor: 'contractor',
	said: { zh: '存储工资保证金', en: 'lodge the wage deposit' },
	find: `
		select null as month, cast(null as bigint) as amount_fen, cast(null as bigint) as least_fen,
			cast(null as bigint) as people
		where ${fires('deposit_overdue_days')}`,
	apply: [
		`
		update feed_deposits set lodged_at = {{as_of}}, valid_to = null
		from {{trials}} t
		where feed_deposits.project_code = t.project_code and known_to is null and true`,
		`
		insert into feed_deposits by name
		select t.project_code, {{as_of}} as lodged_at, 0 as batch_id, 0 as row_no, timestamp '2000-01-01' as known_from
		from {{trials}} t
		where not exists (select 1 from {{deposits}} d where d.project_code = t.project_code)`
	]
} as const satisfies Remedy;
