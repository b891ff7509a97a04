import type { IndicatorDefinition } from '../definition';
import { payroll, project } from '../example-rows';

/** Wages paid by the day over wages owed, in LP. */
export default {
	id: 'paid_amount_ratio',
	group: 'A',
	subject: 'project',
	label: { zh: '工资足额率', en: 'Wages paid of wages owed' },
	unit: 'ratio',
	basis: '《保障农民工工资支付条例》第十二条',
	meaning: {
		zh: '最近一个发过工资的已到期月份里，实发工资占应发（扣除代扣代缴后）的比例。',
		en: 'In the latest past-due month that was paid, wages paid over wages owed net of deductions.'
	},
	needs: ['payroll', 'attendance'],
	sql: `
		select
			l.project_code as subject_code,
			{{ratio(m.paid_fen, m.net_fen)}} as value,
			case
				when not l.wages_received then 'missing'
				when m.project_code is null or m.net_fen <= 0 then 'not_applicable'
			end as null_reason,
			l.latest_paid_month as period
		from int_latest_month l
		left join int_wage_month m on m.project_code = l.project_code and m.wage_month = l.latest_paid_month`,
	evidence: [
		{ feed: 'payroll', where: 'r.project_code = $subject and r.wage_month = cast($period as date)' }
	],
	examples: [
		{
			name: '足额发放，正常',
			asOf: '2026-09-16',
			rows: { projects: [project()], payroll: [payroll({ deduction: 500, paid: 4500 })] },
			expect: { value: 1, severity: 0 }
		},
		{
			name: '恰为 0.95，为蓝',
			asOf: '2026-09-16',
			rows: { projects: [project()], payroll: [payroll({ paid: 4750 })] },
			expect: { value: 0.95, severity: 1 }
		},
		{
			name: '少一分钱，向下取到 0.9499，为黄',
			asOf: '2026-09-16',
			rows: { projects: [project()], payroll: [payroll({ paid: 4749.99 })] },
			expect: { value: 0.9499, severity: 2 }
		},
		{
			name: '恰为 0.85，仍为黄',
			asOf: '2026-09-16',
			rows: { projects: [project()], payroll: [payroll({ paid: 4250 })] },
			expect: { value: 0.85, severity: 2 }
		},
		{
			name: '低于 0.85，为红',
			asOf: '2026-09-16',
			rows: { projects: [project()], payroll: [payroll({ paid: 4249.99 })] },
			expect: { value: 0.8499, severity: 3 }
		},
		{
			name: '到期月份没有发过工资，不适用',
			asOf: '2026-09-16',
			rows: { projects: [project()], payroll: [payroll({ paid: 0 })] },
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '从未收到数据，无法判断',
			asOf: '2026-09-16',
			rows: { projects: [project()] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		}
	]
} as const satisfies IndicatorDefinition;
