import { fires, type Remedy } from '../remedy';

/**
 * Labour cost that the owner pays into the special account on the day: what the agreed share still lacks, or what the
 * next three pay days lack, whichever is more; at least a month's wage bill where payments have lapsed.
 */
export default {
	id: 'disburse_labour_cost',
	actor: 'owner',
	said: { zh: '拨付人工费 {sum}', en: 'disburse {sum} of labour cost' },
	find: `
		with asked as (
			select
				case when ${fires('labour_fee_shortfall')} then cast(ceil(
					greatest(coalesce(p.labour_fee_rate, 0), coalesce(p.floor_rate, 0)) * coalesce(g.completed_fen, 0)
				) as bigint) - coalesce(f.paid_fen, 0) else 0 end as share_fen,
				coalesce(-r.least_left_fen, 0) as runway_fen,
				coalesce(r.first_short_fen, 0) as first_short_fen,
				case when ${fires('labour_fee_gap_days')} then coalesce(r.bill_fen, 1000000) else 0 end as lapsed_fen
			from int_project p
			left join int_progress g on g.project_code = p.project_code
			left join int_labour_fee f on f.project_code = p.project_code
			left join (
				select project_code, min(left_fen) as least_left_fen, max(forecast_fen) as bill_fen,
					max(case when k = 1 then owed_fen - balance_fen end) as first_short_fen
				from int_runway group by project_code
			) r on r.project_code = p.project_code
			where p.project_code = {{project}}
		),
		summed as (
			select greatest(share_fen, runway_fen, first_short_fen, lapsed_fen) as amount_fen, lapsed_fen from asked
		)
		select null as month, (amount_fen + 9999) // 10000 * 10000 as amount_fen, lapsed_fen as least_fen,
			cast(null as bigint) as people
		from summed
		where amount_fen > 0
			and ${fires('labour_fee_gap_days', 'labour_fee_shortfall', 'account_cover', 'runway_days')}`,
	apply: [
		`
		insert into feed_disbursements by name
		select 'TRIAL-' || t.project_code as disbursement_no, t.project_code, '人工费' as kind, t.amount_fen as payable_fen,
			t.amount_fen as paid_fen, {{as_of}} as paid_date, 0 as batch_id, 0 as row_no, timestamp '2000-01-01' as known_from
		from {{trials}} t`,
		`
		insert into feed_account_transactions by name
		select 'TRIAL-' || t.project_code as txn_no, t.project_code, {{as_of}} + time '23:59:59' as txn_time, '收' as direction,
			t.amount_fen as amount_fen, '建设单位' as counterparty_type, coalesce(b.balance_fen, 0) + t.amount_fen as balance_after_fen,
			0 as batch_id, 0 as row_no, timestamp '2000-01-01' as known_from
		from {{trials}} t
		left join (
			select project_code, balance_after_fen as balance_fen,
				row_number() over (partition by project_code order by txn_time desc, txn_no desc) as place
			from {{account_transactions}} where txn_time < {{as_of}} + 1
		) b on b.project_code = t.project_code and b.place = 1`
	]
} as const satisfies Remedy;
