import { fires, type Remedy } from '../remedy';

/** The special account that is open, filed on the day. */
export default {
	id: 'file_account',
	actor: 'contractor',
	said: { zh: '办理工资专户备案', en: 'file the special account' },
	find: `
		select null as month, cast(null as bigint) as amount_fen, cast(null as bigint) as least_fen,
			cast(null as bigint) as people
		where ${fires('account_filing_overdue_days')}`,
	apply: [
		`
		update feed_special_accounts set filed_at = {{as_of}}
		from {{trials}} t
		where feed_special_accounts.project_code = t.project_code and known_to is null and opened_at <= {{as_of}}
			and (filed_at is null or filed_at > {{as_of}})`
	]
} as const satisfies Remedy;
