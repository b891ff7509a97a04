import type { IndicatorDefinition } from '../definition';
import { project } from '../example-rows';

const large = (over = {}) =>
	project({ contract_amount_wan: 300, start_date: '2026-08-01', planned_end: '2026-11-01', ...over });

/**
 * Days past the time limit for joining the provincial platform, for projects large and long enough.
 * Reading chosen: a project whose price or dates are blank is not known to fall under the rule: not applicable.
 */
export default {
	id: 'platform_onboarding_overdue_days',
	group: 'C',
	subject: 'project',
	label: { zh: '平台纳管逾期', en: 'Platform not joined in time' },
	unit: 'days',
	basis: '高台县意见（送审稿） 二（三）2',
	meaning: {
		zh: '造价和工期达到纳管条件而未纳入监管平台的项目，超过开工后的纳管时限多少天；未到期为负数。',
		en: 'Days past the limit, from the start of work, for joining the platform; negative before it.'
	},
	needs: ['projects'],
	sql: `
		with bound as (
			select
				project_code,
				start_date,
				coalesce(
					contract_amount_fen >= {{platform_min_contract_wan}} * 1000000
						and planned_end >= {{months_before(start_date, -{{platform_min_months}})}}
						and start_date <= {{as_of}}
						and (platform_joined_at is null or platform_joined_at > {{as_of}}),
					false
				) as must_join
			from int_project
		)
		select
			project_code as subject_code,
			case when must_join then {{days(start_date, {{as_of}})}} - {{platform_join_days}} end as value,
			case when not must_join then 'not_applicable' end as null_reason
		from bound`,
	moves: '{{days_on}}',
	evidence: [{ feed: 'projects', where: 'r.project_code = $subject' }],
	examples: [
		{
			name: '离到期还有 8 天，正常',
			asOf: '2026-08-23',
			rows: { projects: [large()] },
			expect: { value: -8, severity: 0 }
		},
		{
			name: '离到期还有 7 天，为蓝',
			asOf: '2026-08-24',
			rows: { projects: [large()] },
			expect: { value: -7, severity: 1 }
		},
		{
			name: '逾期 1 天为黄；评价日之后才纳管的不算',
			asOf: '2026-09-01',
			rows: { projects: [large({ platform_joined_at: '2026-09-02' })] },
			expect: { value: 1, severity: 2 }
		},
		{
			name: '逾期 31 天为红',
			asOf: '2026-10-01',
			rows: { projects: [large()] },
			expect: { value: 31, severity: 3 }
		},
		{
			name: '月末开工，加三个月取到二月底，达到工期条件',
			asOf: '2025-12-31',
			rows: { projects: [large({ start_date: '2025-11-30', planned_end: '2026-02-28' })] },
			expect: { value: 1, severity: 2 }
		},
		{
			name: '工期差一天满三个月，不适用',
			asOf: '2026-10-01',
			rows: { projects: [large({ planned_end: '2026-10-31' })] },
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '造价 299.99 万元，不适用',
			asOf: '2026-10-01',
			rows: { projects: [large({ contract_amount_wan: 299.99 })] },
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '评价日已纳管，不适用',
			asOf: '2026-10-01',
			rows: { projects: [large({ platform_joined_at: '2026-10-01' })] },
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '造价没有填写，不适用',
			asOf: '2026-10-01',
			rows: { projects: [large({ contract_amount_wan: null })] },
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		}
	]
} as const satisfies IndicatorDefinition;
