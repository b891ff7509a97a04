import { fires, type Remedy } from '../remedy';

/** A special account, opened and filed on the day. */
export default {
	id: 'open_account',
	actor: 'contractor',
	said: { zh: '开立工资专户并备案', en: 'open the special account and file it' },
	find: `
		select null as month, cast(null as bigint) as amount_fen, cast(null as bigint) as least_fen,
			cast(null as bigint) as people
		where ${fires('account_open_overdue_days')}`,
	apply: [
		`
		insert into feed_special_accounts by name
		select t.project_code, 0 as account_no_key, {{as_of}} as opened_at, {{as_of}} as filed_at, '正常' as status,
			0 as batch_id, 0 as row_no, timestamp '2000-01-01' as known_from
		from {{trials}} t`
	]
} as const satisfies Remedy;
