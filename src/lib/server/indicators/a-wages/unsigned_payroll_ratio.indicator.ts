import type { IndicatorDefinition } from '../definition';
import { attendance, payroll, project } from '../example-rows';

/** `count` payroll lines of August, of which the first `unsigned` carry no signature. */
const lines = (count: number, unsigned: number, mark: boolean | null = false) =>
	Array.from({ length: count }, (_, index) =>
		payroll({ worker_id_no: `W${index + 1}`, signed: index < unsigned ? mark : true })
	);

/** Share of the payroll lines of L that no worker signed; a blank is not a signature. */
export default {
	id: 'unsigned_payroll_ratio',
	group: 'A',
	subject: 'project',
	label: { zh: '工资表未签字占比', en: 'Payroll lines without a signature' },
	unit: 'ratio',
	basis: '《保障农民工工资支付条例》第三十一、五十六条',
	meaning: {
		zh: '最近一个已到期的工资月里，工资表中没有工人本人签字的行数占比；空白按未签字计。',
		en: 'In the latest past-due wage month, the share of payroll lines that the worker did not sign.'
	},
	needs: ['payroll', 'attendance'],
	sql: `
		select
			l.project_code as subject_code,
			{{ratio(m.unsigned_count, m.line_count)}} as value,
			case
				when not l.wages_received then 'missing'
				when coalesce(m.line_count, 0) = 0 then 'not_applicable'
			end as null_reason,
			l.latest_month as period
		from int_latest_month l
		left join int_wage_month m on m.project_code = l.project_code and m.wage_month = l.latest_month`,
	evidence: [
		{
			feed: 'payroll',
			where: `r.project_code = $subject and r.wage_month = cast($period as date) and not coalesce(r.signed, false)`
		}
	],
	examples: [
		{
			name: '全部签字，正常',
			asOf: '2026-09-16',
			rows: { projects: [project()], payroll: lines(10, 0) },
			expect: { value: 0, severity: 0 }
		},
		{
			name: '11 行中 1 行未签字，比例 0.0909，为蓝',
			asOf: '2026-09-16',
			rows: { projects: [project()], payroll: lines(11, 1) },
			expect: { value: 0.0909, severity: 1 }
		},
		{
			name: '10 行中 1 行空白，比例恰为 0.10，为黄',
			asOf: '2026-09-16',
			rows: { projects: [project()], payroll: lines(10, 1, null) },
			expect: { value: 0.1, severity: 2 }
		},
		{
			name: '11 行中 2 行未签字，比例 0.1818，仍为黄',
			asOf: '2026-09-16',
			rows: { projects: [project()], payroll: lines(11, 2) },
			expect: { value: 0.1818, severity: 2 }
		},
		{
			name: '10 行中 2 行未签字，比例恰为 0.20，为红',
			asOf: '2026-09-16',
			rows: { projects: [project()], payroll: lines(10, 2) },
			expect: { value: 0.2, severity: 3 }
		},
		{
			name: '支付日当天还没有到期月份，不适用',
			asOf: '2026-09-15',
			rows: { projects: [project()], payroll: lines(10, 10) },
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '最近到期月份有考勤而没有工资表，不适用',
			asOf: '2026-09-16',
			rows: {
				projects: [project()],
				attendance: [attendance()],
				payroll: [payroll({ wage_month: '2026-07', signed: false })]
			},
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
