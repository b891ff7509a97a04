import type { IndicatorDefinition } from '../definition';
import { project } from '../example-rows';
import { rosterRow } from '../example-systems';

const workers = (count: number, over = {}) =>
	Array.from({ length: count }, (_, index) =>
		rosterRow({ worker_id_no: `W${index + 1}`, ...(index === 0 && over) })
	);

/**
 * Of the roster rows on site on the day, the share that is registered and has a labour contract.
 * Reading chosen: blank is not a contract and not a registration; a worker listed twice counts twice.
 */
export default {
	id: 'realname_contract_rate',
	group: 'C',
	subject: 'project',
	label: { zh: '实名与合同率', en: 'Registered with a contract' },
	unit: 'ratio',
	basis: '《保障农民工工资支付条例》第二十八、五十五条',
	meaning: {
		zh: '评价日在场工人中，已实名登记并签订劳动合同的比例。',
		en: 'Of the workers on site on the day, the share registered by name and with a labour contract.'
	},
	needs: ['roster'],
	sql: `
		select
			p.project_code as subject_code,
			{{ratio(s.bound_count, s.on_site_count)}} as value,
			case
				when s.project_code is null then 'missing'
				when s.on_site_count = 0 then 'not_applicable'
			end as null_reason
		from int_project p
		left join int_on_site s on s.project_code = p.project_code`,
	evidence: [
		{
			feed: 'roster',
			where: `r.project_code = $subject and r.entry_date <= {{as_of}}
				and (r.exit_date is null or r.exit_date > {{as_of}})
				and (r.registered_at is null or r.registered_at > {{as_of}} or coalesce(r.contract_signed, false) = false)`
		}
	],
	examples: [
		{
			name: '在场工人都已登记并签合同，正常；当天退场的不算在场',
			asOf: '2026-08-31',
			rows: {
				projects: [project()],
				roster: [
					...workers(2),
					rosterRow({ worker_id_no: 'LEFT', contract_signed: false, exit_date: '2026-08-31' })
				]
			},
			expect: { value: 1, severity: 0 }
		},
		{
			name: '20 人中 19 人，比例恰为 0.95，为蓝',
			asOf: '2026-08-31',
			rows: { projects: [project()], roster: workers(20, { contract_signed: false }) },
			expect: { value: 0.95, severity: 1 }
		},
		{
			name: '19 人中 18 人，向下取到 0.9473，为黄；评价日之后登记的不算',
			asOf: '2026-08-31',
			rows: { projects: [project()], roster: workers(19, { registered_at: '2026-09-01' }) },
			expect: { value: 0.9473, severity: 2 }
		},
		{
			name: '5 人中 4 人，比例恰为 0.80，仍为黄',
			asOf: '2026-08-31',
			rows: { projects: [project()], roster: workers(5, { contract_signed: null }) },
			expect: { value: 0.8, severity: 2 }
		},
		{
			name: '4 人中 3 人，低于 0.80，为红',
			asOf: '2026-08-31',
			rows: { projects: [project()], roster: workers(4, { registered_at: null }) },
			expect: { value: 0.75, severity: 3 }
		},
		{
			name: '花名册上的人都还没有进场，等于没有收到',
			asOf: '2026-06-30',
			rows: { projects: [project()], roster: workers(4) },
			expect: { value: null, severity: null, nullReason: 'missing' }
		},
		{
			name: '从未收到花名册，无法判断',
			asOf: '2026-08-31',
			rows: { projects: [project()] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		}
	]
} as const satisfies IndicatorDefinition;
