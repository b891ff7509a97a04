import { fires, type Remedy } from '../remedy';

/** Progress payment up to the share that makes the indicator normal, paid by the owner in the latest month. */
export default {
	id: 'pay_progress',
	actor: 'owner',
	said: { zh: '支付工程进度款 {sum}', en: 'pay {sum} of progress payment' },
	find: `
		select null as month, (cast(g.completed_fen * s.share as bigint) - g.progress_paid_fen + 9999) // 10000 * 10000
			as amount_fen, cast(null as bigint) as least_fen, cast(null as bigint) as people
		from int_progress g
		cross join (
			select max(bound) as share from threshold where indicator = 'progress_payment_ratio'
		) s
		where g.project_code = {{project}} and ${fires('progress_payment_ratio')}`,
	apply: [
		`
		update feed_progress set progress_paid_fen = coalesce(progress_paid_fen, 0) + t.amount_fen
		from {{trials}} t
		where feed_progress.project_code = t.project_code and known_to is null
			and period = (
				select max(g.period) from {{progress}} g
				where g.project_code = feed_progress.project_code and {{month_end(g.period)}} <= {{as_of}})`
	]
} as const satisfies Remedy;
