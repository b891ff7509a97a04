import type { ContradictionDefinition } from './definition';

export default {
	id: 'disbursed_not_received',
	label: { zh: '建设单位说拨了，专户没有收到', en: 'Disbursed by the owner, never received' },
	left: { zh: '近两月拨付人工费（元）', en: 'disbursed (yuan)' },
	right: { zh: '专户同期收入（元）', en: 'received (yuan)' },
	asks: { zh: '建设单位、开户银行', en: 'the owner, the bank' },
	feeds: ['disbursements', 'account_transactions'],
	sql: `
		select d.project_code, d.paid / 100.0 as left_value, coalesce(t.received, 0) / 100.0 as right_value from (
			select project_code, sum(paid_fen) as paid from feed_disbursements
			where known_to is null and kind = '人工费' and paid_fen > 0
				and paid_date between cast($month as date) - 31 and cast($month_end as date) - 7
			group by project_code
		) d join (
			select project_code, sum(case when direction = '收' and cast(txn_time as date) between cast($month as date) - 31
					and cast($month_end as date) + 7 then amount_fen else 0 end) as received, max(txn_time) as last_time
			from feed_account_transactions where known_to is null group by project_code
		) t on t.project_code = d.project_code
		where t.received * 2 < d.paid and cast(t.last_time as date) > cast($month as date)`
} satisfies ContradictionDefinition;
