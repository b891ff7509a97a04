import { fires, type Remedy } from '../remedy';

/** The special account, released by the bank or the court. */
export default {
	id: 'unfreeze_account',
	actor: 'bank',
	said: { zh: '解除工资专户冻结', en: 'have the special account released' },
	find: `
		select null as month, cast(null as bigint) as amount_fen, cast(null as bigint) as least_fen,
			cast(null as bigint) as people
		where ${fires('account_frozen')}`,
	apply: [
		`
		update feed_special_accounts set status = '正常'
		from {{trials}} t
		where feed_special_accounts.project_code = t.project_code and known_to is null and status = '冻结'`
	]
} as const satisfies Remedy;
