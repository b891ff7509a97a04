import type { IndicatorDefinition } from '../definition';
import { project } from '../example-rows';

const signed = project({ contract_sign_date: '2026-09-01' });
const noticed = (over = {}) => ({ project_code: 'P1', notice_date: '2026-09-01', ...over });

/**
 * Time past the limit for lodging the wage deposit, while none is in force: natural days after the
 * first notice, or working days after the contract where no notice was given.
 * Readings chosen: 免存 is in force whatever its dates; a deposit that was returned stays in force until
 * valid_to, as the text names no other end; without notice and contract date: missing.
 */
export default {
	id: 'deposit_overdue_days',
	group: 'C',
	subject: 'project',
	label: { zh: '保证金逾期', en: 'Wage deposit overdue' },
	unit: 'days',
	basis: '中政办规〔2025〕1号 附件2；人社部发〔2021〕65号',
	meaning: {
		zh: '没有有效工资保证金的项目，超过通知书时限多少天；没有通知书的，超过合同签订后时限多少个工作日。',
		en: 'Days past the limit of the notice, or working days past that of the contract, with no deposit in force.'
	},
	needs: ['projects'],
	sql: `
		with lodged as (
			select
				project_code,
				max(
					case
						when waiver = '免存'
							or (lodged_at <= {{as_of}} and (valid_to is null or valid_to >= {{as_of}}))
						then 1 else 0
					end
				) as in_force,
				min(case when notice_date <= {{as_of}} then notice_date end) as first_notice
			from {{deposits}}
			group by project_code
		),
		counted as (
			select
				p.project_code,
				coalesce(d.in_force, 0) as in_force,
				d.first_notice,
				case when p.contract_sign_date >= {{as_of}} then 0 else t.workdays - s.workdays end as workdays_since
			from int_project p
			left join lodged d on d.project_code = p.project_code
			left join workday_count s on s.day = p.contract_sign_date
			left join workday_count t on t.day = {{as_of}}
		)
		select
			project_code as subject_code,
			case
				when in_force = 1 then null
				when first_notice is not null then {{days(first_notice, {{as_of}})}} - {{deposit_notice_days}}
				else workdays_since - {{deposit_contract_wd}}
			end as value,
			case
				when in_force = 1 then 'not_applicable'
				when first_notice is null and workdays_since is null then 'missing'
			end as null_reason,
			first_notice as period
		from counted`,
	moves: 'case when v.period is null then {{workdays_on}} else {{days_on}} end',
	evidence: [
		{ feed: 'deposits', where: 'r.project_code = $subject' },
		{ feed: 'projects', where: 'r.project_code = $subject' }
	],
	examples: [
		{
			name: '离通知书时限还有 6 天，正常',
			asOf: '2026-09-10',
			rows: { projects: [signed], deposits: [noticed()] },
			expect: { value: -6, severity: 0 }
		},
		{
			name: '离通知书时限还有 5 天，为蓝',
			asOf: '2026-09-11',
			rows: { projects: [signed], deposits: [noticed()] },
			expect: { value: -5, severity: 1 }
		},
		{
			name: '超过通知书时限 1 天，为黄',
			asOf: '2026-09-17',
			rows: { projects: [signed], deposits: [noticed({ lodged_at: '2026-09-18' })] },
			expect: { value: 1, severity: 2 }
		},
		{
			name: '超过 15 天仍为黄',
			asOf: '2026-10-01',
			rows: { projects: [signed], deposits: [noticed()] },
			expect: { value: 15, severity: 2 }
		},
		{
			name: '保函昨天到期，自通知起超过 16 天，为红',
			asOf: '2026-10-02',
			rows: {
				projects: [signed],
				deposits: [noticed({ lodged_at: '2026-09-05', valid_to: '2026-10-01' })]
			},
			expect: { value: 16, severity: 3 }
		},
		{
			name: '没有通知书，合同签订后第 20 个工作日，为蓝（调休上班计入，中秋不计）',
			asOf: '2026-09-29',
			rows: { projects: [signed] },
			expect: { value: 0, severity: 1 }
		},
		{
			name: '没有通知书，第 21 个工作日，为黄',
			asOf: '2026-09-30',
			rows: { projects: [signed] },
			expect: { value: 1, severity: 2 }
		},
		{
			name: '保函到期当天仍有效，不适用',
			asOf: '2026-10-01',
			rows: {
				projects: [signed],
				deposits: [noticed({ lodged_at: '2026-09-05', valid_to: '2026-10-01' })]
			},
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '免存，不适用',
			asOf: '2026-10-02',
			rows: { projects: [signed], deposits: [noticed({ waiver: '免存' })] },
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '没有通知书，也没有合同签订日期，无法判断',
			asOf: '2026-10-02',
			rows: { projects: [project({ contract_sign_date: null })] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		}
	]
} as const satisfies IndicatorDefinition;
