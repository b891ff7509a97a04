import type { IndicatorDefinition } from '../definition';
import { enterprise, project } from '../example-rows';
import { verifiedCase } from '../example-systems';

const inWindow = (day: string, parameter: string) =>
	`${day} <= {{as_of}} and ${day} > {{months_before({{as_of}}, {{${parameter}}})}}`;

const countsOfCases = (column: string) => `
			select
				${column},
				count(*) as case_count,
				sum(case when ${inWindow('opened_at', 'repeat_red_window_months')} then 1 else 0 end) as recent_count
			from {{cases}}
			where verified and ${inWindow('opened_at', 'repeat_window_months')}
			group by ${column}`;

/** The count over the long window is what is shown; that over the short one can only make it red. */
const candidates = (subject: string) => `
		select ${subject} as subject_code, coalesce(case when w.name = '' then case_count else recent_count end, 0) as value,
			cast(null as varchar) as null_reason, w.name as measure`;

const windows = `(select '' as name union all select 'within_12_months') w`;

const onProject = (project_code: string, opened_at: string, case_no = opened_at) =>
	verifiedCase({ project_code, opened_at, case_no });
const rows = (...cases: readonly ReturnType<typeof verifiedCase>[]) => ({
	projects: [project(), project({ project_code: 'P2', project_name: '同一总包的项目' })],
	enterprises: [enterprise()],
	cases
});

/**
 * Verified cases, open or closed, on any project of the same general contractor in the last 24 months.
 * Readings chosen: the project's own cases count; a project without a contractor's code counts only its own;
 * an enterprise counts the cases that name it, on any project or on none (rule 6 of the tier).
 */
export default {
	id: 'repeat_arrears',
	group: 'D',
	subject: 'project',
	label: { zh: '重复欠薪', en: 'Repeated arrears' },
	unit: 'count',
	basis: '新密政办文〔2018〕14号（九）',
	meaning: {
		zh: '近 24 个月内，同一总包的所有项目上立案的查实欠薪案件数；其中 12 个月内达到 3 件的为红。',
		en: 'Verified cases of the last 24 months on all projects of the same general contractor.'
	},
	needs: ['cases'],
	sql: `
		with of_project as (${countsOfCases('project_code')}
		),
		of_builder as (
			select p.gc_uscc, sum(c.case_count) as builder_count, sum(c.recent_count) as builder_recent
			from of_project c
			join {{projects}} p on p.project_code = c.project_code
			where p.gc_uscc is not null
			group by p.gc_uscc
		),
		counted as (
			select
				p.project_code,
				case when p.gc_uscc is null then o.case_count else b.builder_count end as case_count,
				case when p.gc_uscc is null then o.recent_count else b.builder_recent end as recent_count
			from int_project p
			left join of_project o on o.project_code = p.project_code
			left join of_builder b on b.gc_uscc = p.gc_uscc
		)
		${candidates('project_code')}
		from counted
		cross join ${windows}`,
	enterpriseSql: `
		with of_enterprise as (${countsOfCases('uscc')}
		)
		${candidates('e.uscc')}
		from int_enterprise e
		cross join ${windows}
		left join of_enterprise c on c.uscc = e.uscc`,
	evidence: [
		{
			feed: 'cases',
			where: `r.verified and ${inWindow('r.opened_at', 'repeat_window_months')}
				and (r.project_code = $subject or r.uscc = $subject or r.project_code in (
					select q.project_code from {{projects}} q
					join {{projects}} p on p.gc_uscc = q.gc_uscc
					where p.project_code = $subject))`
		}
	],
	examples: [
		{
			name: '没有案件，为 0，正常',
			asOf: '2026-08-31',
			rows: { projects: [project()] },
			expect: { value: 0, severity: 0 }
		},
		{
			name: '24 个月前当天立案的不计，没有查实的不计',
			asOf: '2026-08-31',
			rows: rows(
				onProject('P1', '2024-08-31'),
				verifiedCase({ case_no: 'K2', opened_at: '2025-08-01', verified: false })
			),
			expect: { value: 0, severity: 0 }
		},
		{
			name: '同一总包另一项目差一天满 24 个月的 1 件，为蓝，已结案也计',
			asOf: '2026-08-31',
			rows: rows(verifiedCase({ project_code: 'P2', opened_at: '2024-09-01', closed_at: '2024-10-01' })),
			expect: { value: 1, severity: 1 }
		},
		{
			name: '2 件为黄',
			asOf: '2026-08-31',
			rows: rows(onProject('P1', '2025-01-01'), onProject('P2', '2025-02-01')),
			expect: { value: 2, severity: 2 }
		},
		{
			name: '3 件，只有 2 件在 12 个月内，仍为黄',
			asOf: '2026-08-31',
			rows: rows(onProject('P1', '2025-08-31'), onProject('P1', '2025-09-01'), onProject('P2', '2026-08-31')),
			expect: { value: 3, severity: 2 }
		},
		{
			name: '3 件都在 12 个月内，为红，显示 24 个月的 4 件',
			asOf: '2026-08-31',
			rows: rows(
				onProject('P1', '2025-02-01'),
				onProject('P1', '2025-09-01'),
				onProject('P2', '2025-10-01'),
				onProject('P2', '2026-08-31')
			),
			expect: { value: 4, severity: 3 }
		},
		{
			name: '没有总包信用代码的项目只计自己的案件',
			asOf: '2026-08-31',
			rows: {
				projects: [project({ gc_uscc: null }), project({ project_code: 'P2', gc_uscc: null })],
				cases: [onProject('P1', '2026-08-01'), onProject('P2', '2026-08-02')]
			},
			expect: { value: 1, severity: 1 }
		},
		{
			name: '企业只计写明该企业的案件',
			asOf: '2026-08-31',
			subject: 'GC',
			rows: rows(
				verifiedCase({ project_code: null }),
				verifiedCase({ case_no: 'K2', project_code: 'P2' }),
				verifiedCase({ case_no: 'K3', uscc: 'LABOUR' })
			),
			expect: { value: 2, severity: 2 }
		}
	]
} as const satisfies IndicatorDefinition;
