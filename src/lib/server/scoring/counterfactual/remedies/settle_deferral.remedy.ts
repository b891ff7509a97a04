import { fires, type Remedy } from '../remedy';

/** The deferred wages that the contractor reported, settled on the day. */
export default {
	id: 'settle_deferral',
	actor: 'contractor',
	said: { zh: '清偿总承包单位延期支付的工资', en: 'settle the wages whose payment the contractor deferred' },
	find: `
		select null as month, cast(null as bigint) as amount_fen, cast(null as bigint) as least_fen,
			cast(null as bigint) as people
		where ${fires('deferral_open')}`,
	apply: [
		`
		update feed_deferral_reports set settled_at = {{as_of}}
		from {{trials}} t
		where feed_deferral_reports.uscc = t.uscc and known_to is null and (settled_at is null or settled_at > {{as_of}})`
	]
} as const satisfies Remedy;
