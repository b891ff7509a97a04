import type { ContradictionDefinition } from './definition';

export default {
	id: 'work_after_exit',
	label: { zh: '离场以后还有考勤', en: 'At work after leaving' },
	left: { zh: '离场后仍有考勤的人数', en: 'with attendance after leaving' },
	right: { zh: '当月出勤人数', en: 'at work' },
	asks: { zh: '施工总承包单位劳资专管员', en: 'the contractor’s wage officer' },
	feeds: ['roster', 'attendance'],
	sql: `
		select a.project_code, count(distinct case when r.exit_date < a.wage_month then a.worker_id_no_key end) as left_value,
			count(distinct a.worker_id_no_key) as right_value
		from feed_attendance a
		left join feed_roster r on r.project_code = a.project_code and r.worker_id_no_key = a.worker_id_no_key and r.known_to is null
		where a.known_to is null and a.wage_month = cast($month as date) and a.work_days > 0
		group by a.project_code
		having count(distinct case when r.exit_date < a.wage_month then a.worker_id_no_key end) >= 2`
} satisfies ContradictionDefinition;
