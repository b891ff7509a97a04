import { fires, type Remedy } from '../remedy';

/** A payment guarantee, issued on the day. */
export default {
	id: 'give_guarantee',
	actor: 'owner',
	said: { zh: '提供工程款支付担保', en: 'give the payment guarantee' },
	find: `
		select null as month, cast(null as bigint) as amount_fen, cast(null as bigint) as least_fen,
			cast(null as bigint) as people
		where ${fires('guarantee_missing')}`,
	apply: [
		`
		insert into feed_guarantees by name
		select t.project_code, '' as issuer, {{as_of}} as issued_at, 0 as batch_id, 0 as row_no,
			timestamp '2000-01-01' as known_from
		from {{trials}} t`
	]
} as const satisfies Remedy;
