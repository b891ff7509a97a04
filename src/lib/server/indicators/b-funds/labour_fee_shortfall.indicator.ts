import type { IndicatorDefinition } from '../definition';
import { project } from '../example-rows';

const done = (completed_value: number, period = '2026-08') => ({
	project_code: 'P1',
	period,
	completed_value
});
const fee = (paid: number) => ({
	disbursement_no: 'D1',
	project_code: 'P1',
	kind: '人工费',
	paid,
	paid_date: '2026-08-20'
});

/**
 * How far labour cost disbursed falls short of the agreed (or least) share of the work completed.
 * Reading chosen: where no disbursement of any kind was ever received it is missing, not a shortfall of 1.
 */
export default {
	id: 'labour_fee_shortfall',
	group: 'B',
	subject: 'project',
	label: { zh: '人工费比例缺口', en: 'Labour-cost shortfall' },
	unit: 'ratio',
	basis:
		'高台 二（二）3：房建 30%，市政、交通、水利 15%，铁路、民航 20%；《保障农民工工资支付条例》第二十四、二十九条',
	meaning: {
		zh: '累计已拨人工费，比按约定比例（不低于行业下限）应随完成产值拨付的人工费少了多少。',
		en: 'By how much the labour cost disbursed falls short of the share due on completed work.'
	},
	needs: ['progress'],
	sql: `
		with rated as (
			select
				p.project_code,
				g.project_code is null as progress_missing,
				f.project_code is null as disbursement_missing,
				coalesce(f.paid_fen, 0) as paid_fen,
				coalesce(g.completed_fen, 0) as completed_fen,
				cast(
					case
						when coalesce(p.labour_fee_rate, 0) >= coalesce(p.floor_rate, 0) then coalesce(p.labour_fee_rate, 0)
						else p.floor_rate
					end * 1000000 as bigint
				) as rate_ppm
			from int_project p
			left join int_progress g on g.project_code = p.project_code
			left join int_labour_fee f on f.project_code = p.project_code
		)
		select
			project_code as subject_code,
			{{ratio(
				case when rate_ppm * completed_fen > 1000000 * paid_fen
					then rate_ppm * completed_fen - 1000000 * paid_fen else 0 end,
				rate_ppm * completed_fen
			)}} as value,
			case
				when rate_ppm <= 0 then 'not_applicable'
				when progress_missing then 'missing'
				when completed_fen <= 0 then 'not_applicable'
				when disbursement_missing then 'missing'
			end as null_reason
		from rated`,
	evidence: [
		{
			feed: 'disbursements',
			where: `r.project_code = $subject and r.kind = '人工费' and r.paid_date <= {{as_of}}`
		},
		{ feed: 'progress', where: 'r.project_code = $subject and {{month_end(r.period)}} <= {{as_of}}' }
	],
	examples: [
		{
			name: '房建拨足 30%，正常',
			asOf: '2026-09-01',
			rows: { projects: [project()], progress: [done(1000000)], disbursements: [fee(300000)] },
			expect: { value: 0, severity: 0 }
		},
		{
			name: '缺口恰为 0.10，为蓝',
			asOf: '2026-09-01',
			rows: { projects: [project()], progress: [done(1000000)], disbursements: [fee(270000)] },
			expect: { value: 0.1, severity: 1 }
		},
		{
			name: '缺口超过 0.10，为黄',
			asOf: '2026-09-01',
			rows: { projects: [project()], progress: [done(1000000)], disbursements: [fee(269900)] },
			expect: { value: 0.1003, severity: 2 }
		},
		{
			name: '约定比例高于下限时按约定比例，缺口超过 0.30，为红',
			asOf: '2026-09-01',
			rows: {
				projects: [project({ labour_fee_rate: 0.4 })],
				progress: [done(1000000)],
				disbursements: [fee(270000)]
			},
			expect: { value: 0.325, severity: 3 }
		},
		{
			name: '本月产值到月末才计入，之前等于没有收到',
			asOf: '2026-08-30',
			rows: { projects: [project()], progress: [done(1000000)], disbursements: [fee(1)] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		},
		{
			name: '从未收到进度计量，无法判断',
			asOf: '2026-09-01',
			rows: { projects: [project()] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		}
	]
} as const satisfies IndicatorDefinition;
