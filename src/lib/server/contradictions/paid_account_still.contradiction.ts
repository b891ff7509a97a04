import type { ContradictionDefinition } from './definition';

export default {
	id: 'paid_account_still',
	label: { zh: '账上没有动，工资表说发了', en: 'Wages paid on paper, the account did not move' },
	left: { zh: '工资表专户代发（元）', en: 'paid through the account on paper (yuan)' },
	right: { zh: '专户同期支出（元）', en: 'out of the account (yuan)' },
	asks: { zh: '开户银行、施工总承包单位', en: 'the bank, the contractor' },
	feeds: ['payroll', 'account_transactions'],
	sql: `
		select p.project_code, p.paid / 100.0 as left_value, coalesce(t.out_fen, 0) / 100.0 as right_value from (
			select project_code, sum(paid_fen) as paid, min(pay_date) as first_day, max(pay_date) as last_day from feed_payroll
			where known_to is null and wage_month = cast($month as date) and pay_channel = '专户代发' and pay_status = '成功'
				and paid_fen > 0 and pay_date is not null and pay_date <= cast($today as date)
			group by project_code
		) p join (
			select distinct project_code from feed_account_transactions where known_to is null
		) k on k.project_code = p.project_code
		left join (
			select a.project_code, sum(a.amount_fen) as out_fen from feed_account_transactions a join (
				select project_code, min(pay_date) as first_day, max(pay_date) as last_day from feed_payroll
				where known_to is null and wage_month = cast($month as date) and pay_channel = '专户代发' and pay_status = '成功'
				group by project_code
			) w on w.project_code = a.project_code
			where a.known_to is null and a.direction = '支' and cast(a.txn_time as date) >= w.first_day - 5
				and cast(a.txn_time as date) <= w.last_day + 5
			group by a.project_code
		) t on t.project_code = p.project_code
		where coalesce(t.out_fen, 0) * 2 < p.paid and p.last_day < cast($today as date) - 10`
} satisfies ContradictionDefinition;
