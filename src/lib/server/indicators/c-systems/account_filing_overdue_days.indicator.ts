import type { IndicatorDefinition } from '../definition';
import { project } from '../example-rows';
import { account } from '../example-systems';

/**
 * Days past the time limit for filing an opened special wage account with the authority.
 * Reading chosen: every account must be filed; of several unfiled ones the earliest opened speaks.
 */
export default {
	id: 'account_filing_overdue_days',
	group: 'C',
	subject: 'project',
	label: { zh: '专户备案逾期', en: 'Special account not filed in time' },
	unit: 'days',
	basis: '中政办规〔2025〕1号 三（二）2',
	meaning: {
		zh: '已开立而尚未备案的工资专户，超过备案时限多少天；未到期为负数。',
		en: 'Days past the limit for filing an opened special wage account; negative before it.'
	},
	needs: ['special_accounts'],
	sql: `
		select
			p.project_code as subject_code,
			{{days(u.first_opened, {{as_of}})}} - {{account_filing_days}} as value,
			case when u.project_code is null then 'not_applicable' end as null_reason,
			u.first_opened as period
		from int_project p
		left join (
			select project_code, min(opened_at) as first_opened
			from {{special_accounts}}
			where opened_at <= {{as_of}} and (filed_at is null or filed_at > {{as_of}})
			group by project_code
		) u on u.project_code = p.project_code`,
	moves: '{{days_on}}',
	evidence: [
		{
			feed: 'special_accounts',
			where: `r.project_code = $subject and r.opened_at <= {{as_of}}
				and (r.filed_at is null or r.filed_at > {{as_of}})`
		}
	],
	examples: [
		{
			name: '离到期还有 11 天，正常',
			asOf: '2026-08-20',
			rows: { projects: [project()], special_accounts: [account()] },
			expect: { value: -11, severity: 0 }
		},
		{
			name: '离到期还有 10 天，为蓝',
			asOf: '2026-08-21',
			rows: { projects: [project()], special_accounts: [account()] },
			expect: { value: -10, severity: 1 }
		},
		{
			name: '到期当天仍为蓝',
			asOf: '2026-08-31',
			rows: { projects: [project()], special_accounts: [account()] },
			expect: { value: 0, severity: 1 }
		},
		{
			name: '逾期 1 天为黄；评价日之后才备案的不算已备案',
			asOf: '2026-09-01',
			rows: { projects: [project()], special_accounts: [account({ filed_at: '2026-09-02' })] },
			expect: { value: 1, severity: 2 }
		},
		{
			name: '逾期 60 天仍为黄',
			asOf: '2026-10-30',
			rows: { projects: [project()], special_accounts: [account()] },
			expect: { value: 60, severity: 2 }
		},
		{
			name: '两个账户一个已备案，另一个逾期 61 天，为红',
			asOf: '2026-10-31',
			rows: {
				projects: [project()],
				special_accounts: [
					account(),
					account({ account_no: '6200002', opened_at: '2026-07-01', filed_at: '2026-07-02' })
				]
			},
			expect: { value: 61, severity: 3 }
		},
		{
			name: '已备案，不适用',
			asOf: '2026-10-31',
			rows: { projects: [project()], special_accounts: [account({ filed_at: '2026-10-31' })] },
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '没有开立账户，不适用',
			asOf: '2026-10-31',
			rows: { projects: [project()] },
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		}
	]
} as const satisfies IndicatorDefinition;
