import { fires, type Remedy } from '../remedy';

/** Overdue tax of the contractor, paid. */
export default {
	id: 'clear_tax',
	actor: 'contractor',
	said: { zh: '总承包单位缴清欠税 {sum}', en: 'have the contractor pay its overdue tax, {sum}' },
	find: `
		select null as month, cast(sum(overdue_fen) as bigint) as amount_fen, cast(null as bigint) as least_fen,
			cast(null as bigint) as people
		from {{tax}}
		where uscc = {{contractor}} and {{month_end(month)}} <= {{as_of}} and overdue_fen > 0 and ${fires('tax_overdue_months')}
		having count(*) > 0`,
	apply: [
		`
		update feed_tax set overdue_fen = 0
		from {{trials}} t
		where feed_tax.uscc = t.uscc and known_to is null and overdue_fen > 0`
	]
} as const satisfies Remedy;
