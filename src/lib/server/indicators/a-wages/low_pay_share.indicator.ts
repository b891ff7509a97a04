import type { IndicatorDefinition } from '../definition';
import { payroll, project } from '../example-rows';

/** `count` payroll lines of August, of which the first `low` are a fen below 2,100 yuan for a full month. */
const lines = (count: number, low: number) =>
	Array.from({ length: count }, (_, index) =>
		payroll({
			worker_id_no: `W${index + 1}`,
			work_days: 21.75,
			payable: index < low ? 2099.99 : 2100
		})
	);

/** Of the payroll lines of L with days enough to judge, the share below the local minimum wage. */
export default {
	id: 'low_pay_share',
	group: 'A',
	subject: 'project',
	label: { zh: '低于最低工资占比', en: 'Pay below the minimum wage' },
	unit: 'ratio',
	basis: '《最低工资规定》；劳社部发〔2008〕3号月计薪 21.75 天；比例为示例',
	meaning: {
		zh: '最近一个已到期的工资月里，工作满 10 天的工资行中，按月计薪天数折算后低于当地月最低工资的占比。',
		en: 'In the latest past-due wage month, of lines with ten days or more, the share whose monthly equivalent is below the minimum wage.'
	},
	needs: ['payroll', 'attendance'],
	sql: `
		select
			l.project_code as subject_code,
			{{ratio(m.low_line_count, m.full_line_count)}} as value,
			case
				when not l.wages_received then 'missing'
				when coalesce(m.full_line_count, 0) = 0 then 'not_applicable'
			end as null_reason,
			l.latest_month as period
		from int_latest_month l
		left join int_wage_month m on m.project_code = l.project_code and m.wage_month = l.latest_month`,
	evidence: [
		{
			feed: 'payroll',
			where: `r.project_code = $subject and r.wage_month = cast($period as date)
				and r.work_days >= {{low_pay_min_work_days}}
				and r.payable_fen * {{wage_days_per_month}} < {{minimum_wage_fen}} * r.work_days`
		}
	],
	examples: [
		{
			name: '折算后恰为最低工资 2100 元，正常',
			asOf: '2026-09-16',
			rows: { projects: [project()], payroll: lines(1, 0) },
			expect: { value: 0, severity: 0 }
		},
		{
			name: '21 人中 1 人少一分钱，比例 0.0476，为蓝',
			asOf: '2026-09-16',
			rows: { projects: [project()], payroll: lines(21, 1) },
			expect: { value: 0.0476, severity: 1 }
		},
		{
			name: '20 人中 1 人，比例恰为 0.05，为黄',
			asOf: '2026-09-16',
			rows: { projects: [project()], payroll: lines(20, 1) },
			expect: { value: 0.05, severity: 2 }
		},
		{
			name: '5 人中 1 人，比例恰为 0.20，为红',
			asOf: '2026-09-16',
			rows: { projects: [project()], payroll: lines(5, 1) },
			expect: { value: 0.2, severity: 3 }
		},
		{
			name: '工作 9.99 天的不计，没有够天数的行，不适用',
			asOf: '2026-09-16',
			rows: { projects: [project()], payroll: [payroll({ work_days: 9.99, payable: 100 })] },
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '工作恰 10 天、应发 965 元，折算 2098.875 元，低于最低工资',
			asOf: '2026-09-16',
			rows: { projects: [project()], payroll: [payroll({ work_days: 10, payable: 965 })] },
			expect: { value: 1, severity: 3 }
		},
		{
			name: '从未收到数据，无法判断',
			asOf: '2026-09-16',
			rows: { projects: [project()] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		}
	]
} as const satisfies IndicatorDefinition;
