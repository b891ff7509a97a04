import type { ContradictionDefinition } from './definition';

export default {
	id: 'stopped_payroll',
	label: { zh: '报停工，工资表照常', en: 'Reported as stopped, payroll goes on' },
	left: { zh: '当月应发工资（元）', en: 'wages payable (yuan)' },
	right: { zh: '当月出勤天数', en: 'days worked' },
	asks: { zh: '行业主管部门、施工总承包单位', en: 'the department, the contractor' },
	feeds: ['projects', 'payroll', 'attendance'],
	sql: `
		select p.project_code, sum(l.payable_fen) / 100.0 as left_value, coalesce(max(a.days), 0) as right_value
		from feed_projects p
		join feed_payroll l on l.project_code = p.project_code and l.known_to is null and l.wage_month = cast($month as date)
		left join (
			select project_code, sum(work_days) as days from feed_attendance
			where known_to is null and wage_month = cast($month as date) group by project_code
		) a on a.project_code = p.project_code
		where p.known_to is null and p.status = '停工' group by p.project_code having sum(l.payable_fen) > 0`
} satisfies ContradictionDefinition;
