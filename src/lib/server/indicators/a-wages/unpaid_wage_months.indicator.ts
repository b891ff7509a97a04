import type { IndicatorDefinition } from '../definition';
import { attendance, payroll, project } from '../example-rows';

/**
 * Longest run of adjacent past-due months that were worked and for which nobody was paid.
 * Reading chosen: it needs attendance, so a project that never reported any is missing; no payroll is unpaid.
 */
export default {
	id: 'unpaid_wage_months',
	group: 'A',
	subject: 'project',
	label: { zh: '连续未发工资月数', en: 'Months in a row without wages' },
	unit: 'months',
	basis: '《保障农民工工资支付条例》第十二、三十一条',
	meaning: {
		zh: '已过支付日、有出勤而一分未发的月份，最长连续多少个月。',
		en: 'Longest run of adjacent past-due months that were worked and for which nothing was paid.'
	},
	needs: ['payroll', 'attendance'],
	sql: `
		select
			l.project_code as subject_code,
			case when l.attendance_received then coalesce(r.longest, 0) end as value,
			case when not l.attendance_received then 'missing' end as null_reason
		from int_latest_month l
		left join (
			select project_code, max(run) as longest
			from (
				select project_code, month_index - place as island, count(*) as run
				from (
					select project_code, month_index,
						row_number() over (partition by project_code order by month_index) as place
					from int_wage_month
					where past_due and worked and paid_fen = 0
				) as unpaid
				group by project_code, month_index - place
			) as runs
			group by project_code
		) r on r.project_code = l.project_code`,
	evidence: [
		{
			feed: 'attendance',
			where: `r.project_code = $subject and r.wage_month in (
				select wage_month from mart_wage_month
				where run_id = $run and project_code = $subject and past_due and worked and paid_fen = 0)`
		},
		{
			feed: 'payroll',
			where: `r.project_code = $subject and r.wage_month in (
				select wage_month from mart_wage_month
				where run_id = $run and project_code = $subject and past_due and worked and paid_fen = 0)`
		}
	],
	examples: [
		{
			name: '一个月有出勤一分未发，为蓝',
			asOf: '2026-09-16',
			rows: { projects: [project()], attendance: [attendance()] },
			expect: { value: 1, severity: 1 }
		},
		{
			name: '连续两个月一分未发，为红',
			asOf: '2026-09-16',
			rows: { projects: [project()], attendance: [attendance(), attendance({ wage_month: '2026-07' })] },
			expect: { value: 2, severity: 3 }
		},
		{
			name: '中间隔了一个发过钱的月份，不算连续',
			asOf: '2026-09-16',
			rows: {
				projects: [project()],
				attendance: [
					attendance(),
					attendance({ wage_month: '2026-07' }),
					attendance({ wage_month: '2026-06' })
				],
				payroll: [payroll({ wage_month: '2026-07', paid: 0.01, pay_date: '2026-08-10' })]
			},
			expect: { value: 1, severity: 1 }
		},
		{
			name: '没有出勤的月份不算',
			asOf: '2026-09-16',
			rows: { projects: [project()], attendance: [attendance({ work_days: 0 })] },
			expect: { value: 0, severity: 0 }
		},
		{
			name: '从未收到考勤，无法判断',
			asOf: '2026-09-16',
			rows: { projects: [project()], payroll: [payroll({ paid: 0 })] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		}
	]
} as const satisfies IndicatorDefinition;
