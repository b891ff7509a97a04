import type { IndicatorDefinition } from '../definition';
import { attendance, enterprise, project } from '../example-rows';

/** Two months worked and nothing paid: red by its own tier on 16 September 2026. */
const unpaid = (project_code: string) => [
	attendance({ project_code }),
	attendance({ project_code, wage_month: '2026-07' })
];
const second = (over = {}) => project({ project_code: 'P2', project_name: '另一个项目', ...over });

/**
 * Projects of an enterprise (owner, general contractor or party) whose own tier is red.
 * It can only be asked once the project tiers stand, so scoring/sql/contagion.sql puts its candidates in;
 * it judges enterprises and never goes back into a project.
 */
export default {
	id: 'gc_contagion',
	group: 'E',
	subject: 'enterprise',
	label: { zh: '关联项目风险', en: 'Red projects of the enterprise' },
	unit: 'count',
	basis: '《保障农民工工资支付条例》第三十条；个数为示例',
	meaning: {
		zh: '企业作为建设、总包或参建单位的项目中，自身等级为红的个数；在项目定级之后计算，只用于企业。',
		en: 'Projects that the enterprise owns, builds or takes part in and whose own tier is red; for enterprises only.'
	},
	needs: ['projects'],
	sql: '',
	evidence: [
		{
			feed: 'projects',
			where: `r.project_code in (
					select subject_code from tier_result
					where run_id = $run and subject_type = 'project' and tier = 3)
				and (r.owner_uscc = $subject or r.gc_uscc = $subject or r.project_code in (
					select y.project_code from {{project_parties}} y where y.uscc = $subject))`
		}
	],
	examples: [
		{
			name: '没有项目，为 0，正常',
			asOf: '2026-09-16',
			subject: 'GC',
			rows: { enterprises: [enterprise()] },
			expect: { value: 0, severity: 0 }
		},
		{
			name: '项目只有一个月未发，不是红，为 0',
			asOf: '2026-09-16',
			subject: 'GC',
			rows: { enterprises: [enterprise()], projects: [project()], attendance: [attendance()] },
			expect: { value: 0, severity: 0 }
		},
		{
			name: '1 个红级项目，为蓝；既是建设单位又是总包的只计一次',
			asOf: '2026-09-16',
			subject: 'GC',
			rows: {
				enterprises: [enterprise()],
				projects: [project({ owner_uscc: 'GC' }), second()],
				attendance: unpaid('P1')
			},
			expect: { value: 1, severity: 1 }
		},
		{
			name: '2 个红级项目，为黄',
			asOf: '2026-09-16',
			subject: 'GC',
			rows: {
				enterprises: [enterprise()],
				projects: [project(), second()],
				attendance: [...unpaid('P1'), ...unpaid('P2')]
			},
			expect: { value: 2, severity: 2 }
		},
		{
			name: '建设单位和参建单位也算关联',
			asOf: '2026-09-16',
			subject: 'LABOUR',
			rows: {
				enterprises: [enterprise({ uscc: 'LABOUR', enterprise_type: '劳务' })],
				projects: [project(), second({ owner_uscc: 'LABOUR' })],
				project_parties: [{ project_code: 'P1', uscc: 'LABOUR', party_role: '劳务' }],
				attendance: [...unpaid('P1'), ...unpaid('P2')]
			},
			expect: { value: 2, severity: 2 }
		}
	]
} as const satisfies IndicatorDefinition;
