import { fires, type Remedy } from '../remedy';

/** Social insurance of the contractor, paid up. */
export default {
	id: 'pay_social_insurance',
	actor: 'contractor',
	said: { zh: '总承包单位补缴社保费 {sum}', en: 'have the contractor pay up its social insurance, {sum}' },
	find: `
		select null as month, cast(sum(payable_fen - paid_fen) as bigint) as amount_fen, cast(null as bigint) as least_fen,
			cast(null as bigint) as people
		from {{social_insurance}}
		where uscc = {{contractor}} and {{month_end(month)}} <= {{as_of}} and paid_fen < payable_fen and ${fires('social_overdue_months')}
		having count(*) > 0`,
	apply: [
		`
		update feed_social_insurance set paid_fen = payable_fen
		from {{trials}} t
		where feed_social_insurance.uscc = t.uscc and known_to is null and paid_fen < payable_fen`
	]
} as const satisfies Remedy;
