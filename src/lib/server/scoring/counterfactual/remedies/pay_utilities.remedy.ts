import { fires, type Remedy } from '../remedy';

/** Utility bills of the contractor, paid. */
export default {
	id: 'pay_utilities',
	actor: 'contractor',
	said: { zh: '总承包单位缴清水电气费 {sum}', en: 'have the contractor pay its utility bills, {sum}' },
	find: `
		select null as month, cast(sum(coalesce(billed_fen, 0) - coalesce(paid_fen, 0)) as bigint) as amount_fen, cast(null as bigint) as least_fen,
			cast(null as bigint) as people
		from {{utilities}}
		where subject_code = {{contractor}} and {{month_end(month)}} <= {{as_of}} and coalesce(paid_fen, 0) < coalesce(billed_fen, 0) and ${fires('utility_overdue_months')}
		having count(*) > 0`,
	apply: [
		`
		update feed_utilities set paid_fen = billed_fen
		from {{trials}} t
		where feed_utilities.subject_code = t.uscc and known_to is null and coalesce(paid_fen, 0) < coalesce(billed_fen, 0)`
	]
} as const satisfies Remedy;
