import type { IndicatorDefinition } from '../definition';
import { project } from '../example-rows';
import { rosterRow } from '../example-systems';

const workers = (bound: number, unbound: number) => [
	...Array.from({ length: bound }, (_, index) => rosterRow({ worker_id_no: `B${index + 1}` })),
	...Array.from({ length: unbound }, (_, index) =>
		rosterRow({ worker_id_no: `U${index + 1}`, card_bound: false })
	)
];

/** Of the roster rows on site on the day, the share with a wage card bound; blank is not bound. */
export default {
	id: 'card_bound_rate',
	group: 'C',
	subject: 'project',
	label: { zh: '工资卡绑定率', en: 'Wage cards bound' },
	unit: 'ratio',
	basis: '云南省住建平台 2022：工资卡绑定率 90%',
	meaning: {
		zh: '评价日在场工人中，已绑定工资卡的比例。',
		en: 'Of the workers on site on the day, the share with a wage card bound.'
	},
	needs: ['roster'],
	sql: `
		select
			p.project_code as subject_code,
			{{ratio(s.card_count, s.on_site_count)}} as value,
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
				and (r.exit_date is null or r.exit_date > {{as_of}}) and coalesce(r.card_bound, false) = false`
		}
	],
	examples: [
		{
			name: '人人绑定，正常',
			asOf: '2026-08-31',
			rows: { projects: [project()], roster: workers(3, 0) },
			expect: { value: 1, severity: 0 }
		},
		{
			name: '10 人中 9 人，比例恰为 0.90，为蓝',
			asOf: '2026-08-31',
			rows: { projects: [project()], roster: workers(9, 1) },
			expect: { value: 0.9, severity: 1 }
		},
		{
			name: '9 人中 8 人，低于 0.90，为黄',
			asOf: '2026-08-31',
			rows: { projects: [project()], roster: workers(8, 1) },
			expect: { value: 0.8888, severity: 2 }
		},
		{
			name: '10 人中 7 人，比例恰为 0.70，仍为黄',
			asOf: '2026-08-31',
			rows: { projects: [project()], roster: workers(7, 3) },
			expect: { value: 0.7, severity: 2 }
		},
		{
			name: '3 人中 2 人，低于 0.70，为红',
			asOf: '2026-08-31',
			rows: { projects: [project()], roster: workers(2, 1) },
			expect: { value: 0.6666, severity: 3 }
		},
		{
			name: '工人都已退场，不适用',
			asOf: '2026-08-31',
			rows: { projects: [project()], roster: [rosterRow({ exit_date: '2026-08-31', card_bound: false })] },
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '从未收到花名册，无法判断',
			asOf: '2026-08-31',
			rows: { projects: [project()] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		}
	]
} as const satisfies IndicatorDefinition;
