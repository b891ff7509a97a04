import type { IndicatorDefinition } from '../definition';
import { project } from '../example-rows';

/** What an inspection ticks off, 五金五制. */
const items = [
	'ok_contract',
	'ok_realname',
	'ok_labour_fee',
	'ok_wages',
	'ok_notice_board',
	'ok_platform',
	'ok_guarantee',
	'ok_deposit',
	'ok_account',
	'ok_settlement',
	'ok_labour_officer'
] as const;

const inspection = (gaps: number, over = {}) => ({
	inspection_no: 'I1',
	inspect_date: '2026-08-01',
	project_code: 'P1',
	...Object.fromEntries(items.map((item, index) => [item, index >= gaps])),
	...over
});

/**
 * How many systems the latest inspection of the last 180 days found wanting; blank is not false.
 * Reading chosen: of two inspections on one day the one with the higher number is the latest.
 */
export default {
	id: 'system_gaps',
	group: 'C',
	subject: 'project',
	label: { zh: '制度缺项数', en: 'Systems found wanting' },
	unit: 'count',
	basis: '《保障农民工工资支付条例》第三十四、三十九条',
	meaning: {
		zh: '最近一次检查（近 180 天内）中，被判定不合格的制度项数；未填的不算不合格。',
		en: 'Items that the latest inspection of the last 180 days found wanting; blank ones do not count.'
	},
	needs: ['inspections'],
	sql: `
		select
			p.project_code as subject_code,
			i.gaps as value,
			case when i.project_code is null then 'not_applicable' end as null_reason,
			i.inspect_date as period
		from int_project p
		left join (
			select
				project_code,
				inspect_date,
				${items.map((item) => `case when ${item} = false then 1 else 0 end`).join('\n\t\t\t\t+ ')} as gaps,
				row_number() over (
					partition by project_code order by inspect_date desc, inspection_no desc
				) as place
			from {{inspections}}
			where inspect_date <= {{as_of}} and inspect_date > {{as_of}} - {{inspection_window_days}}
		) i on i.project_code = p.project_code and i.place = 1`,
	evidence: [
		{ feed: 'inspections', where: 'r.project_code = $subject and r.inspect_date = cast($period as date)' }
	],
	examples: [
		{
			name: '全部合格，正常；更早的检查不看',
			asOf: '2026-08-31',
			rows: {
				projects: [project()],
				inspections: [inspection(0), inspection(5, { inspection_no: 'I0', inspect_date: '2026-07-31' })]
			},
			expect: { value: 0, severity: 0 }
		},
		{
			name: '不合格 2 项为蓝，未填的一项不算',
			asOf: '2026-08-31',
			rows: { projects: [project()], inspections: [inspection(3, { ok_contract: null })] },
			expect: { value: 2, severity: 1 }
		},
		{
			name: '不合格 3 项为黄',
			asOf: '2026-08-31',
			rows: { projects: [project()], inspections: [inspection(3)] },
			expect: { value: 3, severity: 2 }
		},
		{
			name: '第 179 天前检查，不合格 5 项为红',
			asOf: '2026-08-31',
			rows: { projects: [project()], inspections: [inspection(5, { inspect_date: '2026-03-05' })] },
			expect: { value: 5, severity: 3 }
		},
		{
			name: '第 180 天前的检查已过期，不适用',
			asOf: '2026-08-31',
			rows: { projects: [project()], inspections: [inspection(5, { inspect_date: '2026-03-04' })] },
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '没有检查过，不适用',
			asOf: '2026-08-31',
			rows: { projects: [project()] },
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		}
	]
} as const satisfies IndicatorDefinition;
