import type { ContradictionDefinition } from './definition';

export default {
	id: 'days_too_many',
	label: { zh: '一个月出勤超过天数', en: 'More days than the month has' },
	left: { zh: '超过当月天数的工资行', en: 'lines beyond the month' },
	right: { zh: '当月工资行', en: 'lines' },
	asks: { zh: '施工总承包单位劳资专管员', en: 'the contractor’s wage officer' },
	feeds: ['payroll'],
	sql: `
		select project_code, count(*) filter (where work_days > day(cast($month_end as date))) as left_value, count(*) as right_value
		from feed_payroll where known_to is null and wage_month = cast($month as date) group by project_code
		having count(*) filter (where work_days > day(cast($month_end as date))) > 0`
} satisfies ContradictionDefinition;
