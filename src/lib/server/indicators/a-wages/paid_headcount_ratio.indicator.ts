import type { IndicatorDefinition } from '../definition';
import { attendance, payroll, project } from '../example-rows';

const workers = (count: number) => Array.from({ length: count }, (_, index) => `W${index + 1}`);
const present = (count: number) => workers(count).map((worker_id_no) => attendance({ worker_id_no }));
const paid = (count: number) => workers(count).map((worker_id_no) => payroll({ worker_id_no }));

const isPaid = `w.pay_status = '成功' and w.pay_date <= {{as_of}} and w.paid_fen > 0`;

/** Of the workers with at least three days of attendance in LP, the share that was paid anything. */
export default {
	id: 'paid_headcount_ratio',
	group: 'A',
	subject: 'project',
	label: { zh: '发薪人数占出勤人数', en: 'Paid workers of those present' },
	unit: 'ratio',
	basis: '《保障农民工工资支付条例》第三十一条',
	meaning: {
		zh: '最近一个发过工资的已到期月份里，出勤满 3 天的工人中领到工资的比例。',
		en: 'In the latest past-due month that was paid, the share of workers present for three days or more who were paid.'
	},
	needs: ['payroll', 'attendance'],
	sql: `
		with asked as (
			select l.project_code, l.latest_paid_month, m.one_employer
			from int_latest_month l
			join int_wage_month m on m.project_code = l.project_code and m.wage_month = l.latest_paid_month
		),
		present as (
			select a.project_code, a.worker_id_no_key
			from {{attendance}} a
			join asked l on l.project_code = a.project_code and l.latest_paid_month = a.wage_month
			where a.work_days >= {{paid_headcount_min_work_days}}
		),
		paid as (
			select w.project_code, w.worker_id_no_key
			from {{payroll}} w
			join asked l
				on l.project_code = w.project_code and l.latest_paid_month = w.wage_month and l.one_employer
			where ${isPaid}
			union all
			select w.project_code, w.worker_id_no_key
			from {{payroll}} w
			join asked l
				on l.project_code = w.project_code and l.latest_paid_month = w.wage_month and not l.one_employer
			where ${isPaid}
			group by w.project_code, w.worker_id_no_key
		),
		counted as (
			select p.project_code, count(*) as present_count, count(d.worker_id_no_key) as paid_count
			from present p
			left join paid d on d.project_code = p.project_code and d.worker_id_no_key = p.worker_id_no_key
			group by p.project_code
		)
		select
			l.project_code as subject_code,
			{{ratio(c.paid_count, c.present_count)}} as value,
			case
				when not l.wages_received then 'missing'
				when c.project_code is null then 'not_applicable'
			end as null_reason,
			l.latest_paid_month as period
		from int_latest_month l
		left join counted c on c.project_code = l.project_code`,
	evidence: [
		{ feed: 'attendance', where: 'r.project_code = $subject and r.wage_month = cast($period as date)' },
		{ feed: 'payroll', where: 'r.project_code = $subject and r.wage_month = cast($period as date)' }
	],
	examples: [
		{
			name: '人人领到工资，正常',
			asOf: '2026-09-16',
			rows: { projects: [project()], attendance: present(10), payroll: paid(10) },
			expect: { value: 1, severity: 0 }
		},
		{
			name: '100 人中 97 人领到，比例恰为 0.97，为蓝',
			asOf: '2026-09-16',
			rows: { projects: [project()], attendance: present(100), payroll: paid(97) },
			expect: { value: 0.97, severity: 1 }
		},
		{
			name: '100 人中 96 人领到，为黄',
			asOf: '2026-09-16',
			rows: { projects: [project()], attendance: present(100), payroll: paid(96) },
			expect: { value: 0.96, severity: 2 }
		},
		{
			name: '10 人中 9 人领到，比例恰为 0.90，为红',
			asOf: '2026-09-16',
			rows: { projects: [project()], attendance: present(10), payroll: paid(9) },
			expect: { value: 0.9, severity: 3 }
		},
		{
			name: '出勤都不足 3 天，不适用',
			asOf: '2026-09-16',
			rows: { projects: [project()], attendance: [attendance({ work_days: 2.5 })], payroll: paid(1) },
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
