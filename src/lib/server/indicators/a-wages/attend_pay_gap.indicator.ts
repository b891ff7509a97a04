import type { IndicatorDefinition } from '../definition';
import { attendance, payroll, project } from '../example-rows';

/** August, with so many days on the payroll and 20 in the attendance. */
const days = (paidDays: number | null) => ({
	projects: [project()],
	payroll: [payroll({ work_days: paidDays })],
	attendance: [attendance({ work_days: 20 })]
});

/**
 * How far the days on the payroll of L are from the days of its attendance, either way.
 * Reading chosen: a payroll of which no line states its days (a bank's receipt) is missing, not a gap of 1;
 * where some lines state them, those are summed.
 */
export default {
	id: 'attend_pay_gap',
	group: 'A',
	subject: 'project',
	label: { zh: '考勤与工资背离', en: 'Payroll days against attendance' },
	unit: 'ratio',
	basis: '《保障农民工工资支付条例》第二十八条；比例为示例',
	meaning: {
		zh: '最近一个已到期的工资月里，工资表工日与考勤工日相差的部分占考勤工日的比例，多和少都算。',
		en: 'In the latest past-due wage month, the difference of payroll and attendance days over attendance days.'
	},
	needs: ['payroll', 'attendance'],
	sql: `
		select
			l.project_code as subject_code,
			{{ratio_decimal(abs(m.payroll_days - m.attendance_days), m.attendance_days)}} as value,
			case
				when not l.wages_received then 'missing'
				when coalesce(m.line_count, 0) = 0 or not m.worked then 'not_applicable'
				when m.days_given_count = 0 then 'missing'
			end as null_reason,
			l.latest_month as period
		from int_latest_month l
		left join int_wage_month m on m.project_code = l.project_code and m.wage_month = l.latest_month`,
	evidence: [
		{ feed: 'payroll', where: 'r.project_code = $subject and r.wage_month = cast($period as date)' },
		{ feed: 'attendance', where: 'r.project_code = $subject and r.wage_month = cast($period as date)' }
	],
	examples: [
		{
			name: '相差恰为 0.15，正常',
			asOf: '2026-09-16',
			rows: days(17),
			expect: { value: 0.15, severity: 0 }
		},
		{
			name: '工资表少 0.1505，为蓝',
			asOf: '2026-09-16',
			rows: days(16.99),
			expect: { value: 0.1505, severity: 1 }
		},
		{
			name: '工资表多 0.30，恰在线上，仍为蓝',
			asOf: '2026-09-16',
			rows: days(26),
			expect: { value: 0.3, severity: 1 }
		},
		{
			name: '工资表多 0.3005，为黄',
			asOf: '2026-09-16',
			rows: days(26.01),
			expect: { value: 0.3005, severity: 2 }
		},
		{
			name: '相差恰为 0.50，仍为黄',
			asOf: '2026-09-16',
			rows: days(10),
			expect: { value: 0.5, severity: 2 }
		},
		{
			name: '相差 0.5005，为红',
			asOf: '2026-09-16',
			rows: days(9.99),
			expect: { value: 0.5005, severity: 3 }
		},
		{
			name: '考勤合计为零，不适用',
			asOf: '2026-09-16',
			rows: {
				projects: [project()],
				payroll: [payroll()],
				attendance: [attendance({ work_days: 0 })]
			},
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '工资明细没有填写工作天数，无法判断',
			asOf: '2026-09-16',
			rows: days(null),
			expect: { value: null, severity: null, nullReason: 'missing' }
		},
		{
			name: '从未收到数据，无法判断',
			asOf: '2026-09-16',
			rows: { projects: [project()] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		}
	]
} as const satisfies IndicatorDefinition;
