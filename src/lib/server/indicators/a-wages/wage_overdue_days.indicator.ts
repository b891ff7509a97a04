import type { IndicatorDefinition } from '../definition';
import { attendance, payroll, project } from '../example-rows';

/**
 * Days since the earliest pay day on which a worked or listed month was not paid in full.
 * A month with attendance and no payroll line at all is unpaid.
 */
export default {
	id: 'wage_overdue_days',
	group: 'A',
	subject: 'project',
	label: { zh: '工资逾期天数', en: 'Days wages are overdue' },
	unit: 'days',
	basis: '《保障农民工工资支付条例》第十一至十四条',
	meaning: {
		zh: '已过约定支付日、有出勤或有工资表而未足额发放的最早月份，距今多少天。',
		en: 'Days since the earliest pay day on which a month that was worked or listed was not paid in full.'
	},
	needs: ['payroll', 'attendance'],
	sql: `
		select
			l.project_code as subject_code,
			case
				when not l.wages_received then null
				when u.due_date is null then 0
				else {{days(u.due_date, {{as_of}})}}
			end as value,
			case when not l.wages_received then 'missing' end as null_reason,
			u.wage_month as period
		from int_latest_month l
		left join (
			select project_code, wage_month, due_date,
				row_number() over (partition by project_code order by due_date, wage_month) as place
			from int_wage_month
			where past_due
				and ((line_count > 0 and paid_fen < net_fen) or (line_count = 0 and worked))
		) u on u.project_code = l.project_code and u.place = 1`,
	moves: 'case when v.period is null then 0 else {{days_on}} end',
	evidence: [
		{ feed: 'payroll', where: 'r.project_code = $subject and r.wage_month = cast($period as date)' },
		{ feed: 'attendance', where: 'r.project_code = $subject and r.wage_month = cast($period as date)' }
	],
	examples: [
		{
			name: '支付日当天尚未发放，不算逾期',
			asOf: '2026-09-15',
			rows: { projects: [project()], payroll: [payroll({ pay_status: '待发', paid: 0, pay_date: null })] },
			expect: { value: 0, severity: 0 }
		},
		{
			name: '支付日次日仍未发放，逾期 1 天为蓝',
			asOf: '2026-09-16',
			rows: { projects: [project()], payroll: [payroll({ pay_status: '待发', paid: 0, pay_date: null })] },
			expect: { value: 1, severity: 1 }
		},
		{
			name: '逾期 14 天仍为蓝',
			asOf: '2026-09-29',
			rows: { projects: [project()], payroll: [payroll({ paid: 4999.99 })] },
			expect: { value: 14, severity: 1 }
		},
		{
			name: '差一分钱，逾期 15 天为黄',
			asOf: '2026-09-30',
			rows: { projects: [project()], payroll: [payroll({ paid: 4999.99 })] },
			expect: { value: 15, severity: 2 }
		},
		{
			name: '有出勤而没有工资表，逾期 30 天为红',
			asOf: '2026-10-15',
			rows: { projects: [project()], attendance: [attendance()] },
			expect: { value: 30, severity: 3 }
		},
		{
			name: '发放日在评价日之后，到评价日仍算未发',
			asOf: '2026-09-20',
			rows: { projects: [project()], payroll: [payroll({ pay_date: '2026-09-21' })] },
			expect: { value: 5, severity: 1 }
		},
		{
			name: '从未收到工资表和考勤，无法判断',
			asOf: '2026-09-20',
			rows: { projects: [project()] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		}
	]
} as const satisfies IndicatorDefinition;
