import type { ExampleRow, IndicatorDefinition } from '../definition';
import { payroll, project } from '../example-rows';

const left = (over: ExampleRow = {}) => ({
	project_code: 'P1',
	worker_id_no: 'W1',
	entry_date: '2026-03-01',
	exit_date: '2026-09-01',
	...over
});
const leavers = (count: number) =>
	Array.from({ length: count }, (_, index) => left({ worker_id_no: `W${index + 1}` }));

/** Roster rows that left more than a week ago, with no settlement and no wages of the month they left in. */
const unsettled = (row: string) => `${row}.entry_date <= {{as_of}}
	and ${row}.exit_date < {{as_of}} - {{exit_settle_grace_days}}
	and (${row}.settled_at is null or ${row}.settled_at > {{as_of}})`;

/**
 * Workers who left and were neither settled nor paid anything for the month in which they left.
 * Readings chosen: roster rows are counted, as the text says, so a worker who left twice unsettled is two; a paid
 * line is one that succeeded by the day with money in it.
 */
export default {
	id: 'exit_unsettled_count',
	group: 'A',
	subject: 'project',
	label: { zh: '离场未结清人数', en: 'Workers who left unsettled' },
	unit: 'people',
	basis: '《保障农民工工资支付条例》第二十八条；人数为示例',
	meaning: {
		zh: '退场超过 7 天、没有结清确认、退场当月也没有发到工资的人数。',
		en: 'Workers who left more than seven days ago, without settlement and without pay for the month they left.'
	},
	needs: ['roster', 'payroll'],
	sql: `
		with leavers as (
			select r.project_code, r.worker_id_no_key, cast(date_trunc('month', r.exit_date) as date) as exit_month
			from {{roster}} r
			where ${unsettled('r')}
		),
		paid as (
			select w.project_code, w.worker_id_no_key, w.wage_month
			from {{payroll}} w
			join (
				select project_code, worker_id_no_key, exit_month
				from leavers
				group by project_code, worker_id_no_key, exit_month
			) x on x.project_code = w.project_code and x.worker_id_no_key = w.worker_id_no_key
				and x.exit_month = w.wage_month
			where w.pay_status = '成功' and w.pay_date <= {{as_of}} and w.paid_fen > 0
			group by w.project_code, w.worker_id_no_key, w.wage_month
		),
		counted as (
			select x.project_code, sum(case when d.project_code is null then 1 else 0 end) as unsettled_count
			from leavers x
			left join paid d on d.project_code = x.project_code and d.worker_id_no_key = x.worker_id_no_key
				and d.wage_month = x.exit_month
			group by x.project_code
		)
		select
			p.project_code as subject_code,
			coalesce(c.unsettled_count, 0) as value,
			case when h.project_code is null then 'missing' end as null_reason
		from int_project p
		left join int_headcount h on h.project_code = p.project_code
		left join counted c on c.project_code = p.project_code`,
	evidence: [
		{
			feed: 'roster',
			where: `r.project_code = $subject and ${unsettled('r')}
				and not exists (
					select 1 from {{payroll}} w
					where w.project_code = r.project_code and w.worker_id_no_key = r.worker_id_no_key
						and w.wage_month = cast(date_trunc('month', r.exit_date) as date)
						and w.pay_status = '成功' and w.pay_date <= {{as_of}} and w.paid_fen > 0)`
		}
	],
	examples: [
		{
			name: '退场恰 7 天，不计',
			asOf: '2026-09-08',
			rows: { projects: [project()], roster: leavers(1) },
			expect: { value: 0, severity: 0 }
		},
		{
			name: '退场第 8 天仍未结清，为蓝',
			asOf: '2026-09-09',
			rows: { projects: [project()], roster: leavers(1) },
			expect: { value: 1, severity: 1 }
		},
		{
			name: '2 人未结清，为黄',
			asOf: '2026-09-09',
			rows: { projects: [project()], roster: leavers(2) },
			expect: { value: 2, severity: 2 }
		},
		{
			name: '4 人未结清，仍为黄',
			asOf: '2026-09-09',
			rows: { projects: [project()], roster: leavers(4) },
			expect: { value: 4, severity: 2 }
		},
		{
			name: '5 人未结清，为红',
			asOf: '2026-09-09',
			rows: { projects: [project()], roster: leavers(5) },
			expect: { value: 5, severity: 3 }
		},
		{
			name: '当天结清的不计，次日才结清的要计',
			asOf: '2026-09-09',
			rows: {
				projects: [project()],
				roster: [left({ settled_at: '2026-09-09' }), left({ worker_id_no: 'W2', settled_at: '2026-09-10' })]
			},
			expect: { value: 1, severity: 1 }
		},
		{
			name: '退场当月发到工资的不计，发放失败或只发了上月的要计',
			asOf: '2026-09-20',
			rows: {
				projects: [project()],
				roster: leavers(3),
				payroll: [
					payroll({ wage_month: '2026-09', worker_id_no: 'W1', pay_date: '2026-09-20' }),
					payroll({ wage_month: '2026-09', worker_id_no: 'W2', pay_status: '失败' }),
					payroll({ wage_month: '2026-08', worker_id_no: 'W3' })
				]
			},
			expect: { value: 2, severity: 2 }
		},
		{
			name: '从未收到花名册，无法判断',
			asOf: '2026-09-20',
			rows: { projects: [project()], payroll: [payroll()] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		}
	]
} as const satisfies IndicatorDefinition;
