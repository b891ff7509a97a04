import type { ExampleRow, IndicatorDefinition } from '../definition';
import { project } from '../example-rows';

const account = (over: ExampleRow = {}) => ({
	project_code: 'P1',
	account_no: 'A1',
	opened_at: '2025-01-10',
	status: '正常',
	...over
});

/**
 * Whether any special account of the project is frozen.
 * Reading chosen: no account row ever received is missing; an account opened after the day does not count, one
 * without an opening date does.
 */
export default {
	id: 'account_frozen',
	group: 'B',
	subject: 'project',
	label: { zh: '专户冻结', en: 'Special account frozen' },
	unit: 'flag',
	basis: '《保障农民工工资支付条例》第三十三条',
	meaning: {
		zh: '项目的农民工工资专用账户有没有被冻结，有一个就算。',
		en: 'Whether any special wage account of the project is frozen.'
	},
	needs: ['special_accounts'],
	sql: `
		select
			p.project_code as subject_code,
			a.frozen as value,
			case when a.project_code is null then 'missing' end as null_reason
		from int_project p
		left join (
			select project_code, max(case when status = '冻结' then 1 else 0 end) as frozen
			from {{special_accounts}}
			where opened_at is null or opened_at <= {{as_of}}
			group by project_code
		) a on a.project_code = p.project_code`,
	evidence: [
		{
			feed: 'special_accounts',
			where: 'r.project_code = $subject and (r.opened_at is null or r.opened_at <= {{as_of}})'
		}
	],
	examples: [
		{
			name: '账户正常，为 0',
			asOf: '2026-09-16',
			rows: { projects: [project()], special_accounts: [account()] },
			expect: { value: 0, severity: 0 }
		},
		{
			name: '两个账户中一个冻结，为红',
			asOf: '2026-09-16',
			rows: {
				projects: [project()],
				special_accounts: [account(), account({ account_no: 'A2', status: '冻结' })]
			},
			expect: { value: 1, severity: 3 }
		},
		{
			name: '停工项目的账户冻结，也为红',
			asOf: '2026-09-16',
			rows: {
				projects: [project({ status: '停工' })],
				special_accounts: [account({ status: '冻结', opened_at: null })]
			},
			expect: { value: 1, severity: 3 }
		},
		{
			name: '注销不是冻结',
			asOf: '2026-09-16',
			rows: { projects: [project()], special_accounts: [account({ status: '注销' })] },
			expect: { value: 0, severity: 0 }
		},
		{
			name: '从未收到账户数据，无法判断',
			asOf: '2026-09-16',
			rows: { projects: [project()] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		}
	]
} as const satisfies IndicatorDefinition;
