import type { ContradictionDefinition } from './definition';

export default {
	id: 'paid_never_there',
	label: { zh: '领了工资，没有到过场', en: 'Paid, never on site' },
	left: { zh: '无考勤无在册的领薪人数', en: 'paid without attendance or roster' },
	right: { zh: '当月领薪人数', en: 'paid' },
	asks: { zh: '施工总承包单位劳资专管员、人社部门', en: 'the contractor’s wage officer, the labour office' },
	feeds: ['payroll', 'attendance', 'roster'],
	sql: `
		select p.project_code, count(distinct case when a.worker_id_no_key is null and r.worker_id_no_key is null then p.worker_id_no_key end)
				as left_value, count(distinct p.worker_id_no_key) as right_value
		from feed_payroll p
		join (select distinct project_code from feed_attendance where known_to is null and wage_month = cast($month as date)) k
			on k.project_code = p.project_code
		left join (select distinct project_code, worker_id_no_key from feed_attendance where known_to is null) a
			on a.project_code = p.project_code and a.worker_id_no_key = p.worker_id_no_key
		left join (select distinct project_code, worker_id_no_key from feed_roster where known_to is null) r
			on r.project_code = p.project_code and r.worker_id_no_key = p.worker_id_no_key
		where p.known_to is null and p.wage_month = cast($month as date) and p.paid_fen > 0
		group by p.project_code
		having count(distinct case when a.worker_id_no_key is null and r.worker_id_no_key is null then p.worker_id_no_key end) >= 3`
} satisfies ContradictionDefinition;
