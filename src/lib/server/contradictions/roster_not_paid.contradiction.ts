import type { ContradictionDefinition } from './definition';

export default {
	id: 'roster_not_paid',
	label: { zh: '在册的多，领到工资的少', en: 'Many on the roster, few paid' },
	left: { zh: '月末在册人数', en: 'on the roster' },
	right: { zh: '当月领到工资人数', en: 'paid' },
	asks: { zh: '施工总承包单位劳资专管员、街道', en: 'the contractor’s wage officer, the street' },
	feeds: ['roster', 'payroll'],
	sql: `
		select r.project_code, r.people as left_value, coalesce(p.people, 0) as right_value from (
			select project_code, count(distinct worker_id_no_key) as people from feed_roster
			where known_to is null and entry_date <= cast($month as date) and (exit_date is null or exit_date > cast($month_end as date))
			group by project_code
		) r join (
			select project_code, count(distinct case when paid_fen > 0 and pay_status = '成功' then worker_id_no_key end) as people
			from feed_payroll where known_to is null and wage_month = cast($month as date) group by project_code
		) p on p.project_code = r.project_code
		where r.people >= 20 and p.people > 0 and p.people * 2 < r.people`
} satisfies ContradictionDefinition;
