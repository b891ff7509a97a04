import type { IndicatorDefinition } from '../definition';
import { project } from '../example-rows';

const fee = (paid_date: string, paid = 100000) => ({
	disbursement_no: paid_date,
	project_code: 'P1',
	kind: '人工费',
	paid,
	paid_date
});

/**
 * Days since labour cost was last disbursed to an active project, or since it started where none ever was.
 * Reading chosen: a project of which no disbursement of any kind was ever received is missing; one that had
 * other money and never labour cost counts from its start.
 */
export default {
	id: 'labour_fee_gap_days',
	group: 'B',
	subject: 'project',
	label: { zh: '人工费拨付间隔', en: 'Days since labour cost was disbursed' },
	unit: 'days',
	basis: '《保障农民工工资支付条例》第二十四、二十九条',
	meaning: {
		zh: '在建项目距最近一次实际拨付人工费多少天；从未拨付的，从开工日算起。',
		en: 'Days since labour cost was last paid over to an active project; since its start where it never was.'
	},
	needs: ['disbursements'],
	sql: `
		select
			p.project_code as subject_code,
			case when p.active and f.project_code is not null
				then {{days(coalesce(f.latest_paid_date, p.start_date), {{as_of}})}} end as value,
			case when not p.active then 'not_applicable' when f.project_code is null then 'missing' end as null_reason,
			f.latest_paid_date as period
		from int_project p
		left join int_labour_fee f on f.project_code = p.project_code`,
	moves: '{{days_on}}',
	evidence: [
		{
			feed: 'disbursements',
			where: `r.project_code = $subject and r.kind = '人工费' and r.paid_date <= {{as_of}}
				and r.paid_date >= {{as_of}} - 180`
		}
	],
	examples: [
		{
			name: '间隔 31 天，正常',
			asOf: '2026-09-01',
			rows: { projects: [project()], disbursements: [fee('2026-08-01')] },
			expect: { value: 31, severity: 0 }
		},
		{
			name: '间隔 32 天，为蓝',
			asOf: '2026-09-02',
			rows: { projects: [project()], disbursements: [fee('2026-08-01')] },
			expect: { value: 32, severity: 1 }
		},
		{
			name: '间隔 46 天，为黄',
			asOf: '2026-09-16',
			rows: { projects: [project()], disbursements: [fee('2026-08-01'), fee('2026-09-10', 0)] },
			expect: { value: 46, severity: 2 }
		},
		{
			name: '只拨过工程款、从未拨付人工费，开工 61 天，为红',
			asOf: '2026-09-01',
			rows: {
				projects: [project({ start_date: '2026-07-02' })],
				disbursements: [{ ...fee('2026-08-01'), kind: '工程款' }]
			},
			expect: { value: 61, severity: 3 }
		},
		{
			name: '从未收到任何拨付数据，无法判断',
			asOf: '2026-09-01',
			rows: { projects: [project()] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		},
		{
			name: '停工项目不适用',
			asOf: '2026-09-01',
			rows: { projects: [project({ status: '停工' })] },
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		}
	]
} as const satisfies IndicatorDefinition;
