import type { IndicatorDefinition } from '../definition';
import { project } from '../example-rows';
import { account } from '../example-systems';

/**
 * Days past the time limit for opening the special wage account, while none has been opened.
 * Readings chosen: an account without an opening date is not known to be opened; one that was closed
 * later had been opened; the limit cannot be told without a contract date: missing.
 */
export default {
	id: 'account_open_overdue_days',
	group: 'C',
	subject: 'project',
	label: { zh: '专户开立逾期', en: 'Special account not opened in time' },
	unit: 'days',
	basis: '中政办规〔2025〕1号 三（二）；《保障农民工工资支付条例》第五十五条',
	meaning: {
		zh: '尚未开立工资专户的项目，超过合同签订后的开立时限多少天；未到期为负数。',
		en: 'Days past the limit, counted from the contract, for opening the special wage account; negative before it.'
	},
	needs: ['projects'],
	sql: `
		select
			p.project_code as subject_code,
			case
				when o.project_code is null and p.contract_sign_date is not null
				then {{days(p.contract_sign_date, {{as_of}})}} - {{account_open_days}}
			end as value,
			case
				when o.project_code is not null then 'not_applicable'
				when p.contract_sign_date is null then 'missing'
			end as null_reason
		from int_project p
		left join (
			select project_code from {{special_accounts}} where opened_at <= {{as_of}} group by project_code
		) o on o.project_code = p.project_code`,
	moves: '{{days_on}}',
	evidence: [
		{ feed: 'projects', where: 'r.project_code = $subject' },
		{ feed: 'special_accounts', where: 'r.project_code = $subject' }
	],
	examples: [
		{
			name: '离到期还有 11 天，正常',
			asOf: '2026-08-20',
			rows: { projects: [project({ contract_sign_date: '2026-08-01' })] },
			expect: { value: -11, severity: 0 }
		},
		{
			name: '离到期还有 10 天，为蓝',
			asOf: '2026-08-21',
			rows: { projects: [project({ contract_sign_date: '2026-08-01' })] },
			expect: { value: -10, severity: 1 }
		},
		{
			name: '到期当天仍为蓝',
			asOf: '2026-08-31',
			rows: { projects: [project({ contract_sign_date: '2026-08-01' })] },
			expect: { value: 0, severity: 1 }
		},
		{
			name: '逾期 1 天为黄；评价日之后才开立的不算已开立',
			asOf: '2026-09-01',
			rows: {
				projects: [project({ contract_sign_date: '2026-08-01' })],
				special_accounts: [account({ opened_at: '2026-09-02' })]
			},
			expect: { value: 1, severity: 2 }
		},
		{
			name: '逾期 30 天仍为黄',
			asOf: '2026-09-30',
			rows: { projects: [project({ contract_sign_date: '2026-08-01' })] },
			expect: { value: 30, severity: 2 }
		},
		{
			name: '逾期 31 天为红',
			asOf: '2026-10-01',
			rows: { projects: [project({ contract_sign_date: '2026-08-01' })] },
			expect: { value: 31, severity: 3 }
		},
		{
			name: '评价日当天已开立，不适用',
			asOf: '2026-09-01',
			rows: {
				projects: [project({ contract_sign_date: '2026-07-01' })],
				special_accounts: [account({ opened_at: '2026-09-01' })]
			},
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '没有合同签订日期，不知道时限，无法判断',
			asOf: '2026-09-01',
			rows: { projects: [project({ contract_sign_date: null })] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		}
	]
} as const satisfies IndicatorDefinition;
