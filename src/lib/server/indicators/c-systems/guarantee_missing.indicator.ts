import type { IndicatorDefinition } from '../definition';
import { project } from '../example-rows';

const started = project({ start_date: '2026-08-01' });
const guarantee = (over = {}) => ({
	project_code: 'P1',
	issuer: '示例银行',
	issued_at: '2026-08-01',
	...over
});

/** Days since the start of an active project that has no payment guarantee in force. */
export default {
	id: 'guarantee_missing',
	group: 'C',
	subject: 'project',
	label: { zh: '支付担保缺失', en: 'No payment guarantee in force' },
	unit: 'days',
	basis: '《保障农民工工资支付条例》第二十四、五十七条',
	meaning: {
		zh: '没有有效工程款支付担保的在建项目，开工已多少天。',
		en: 'Days since an active project without a payment guarantee in force was started.'
	},
	needs: ['projects'],
	sql: `
		select
			p.project_code as subject_code,
			case
				when p.active and g.project_code is null then {{days(p.start_date, {{as_of}})}}
			end as value,
			case when not p.active or g.project_code is not null then 'not_applicable' end as null_reason
		from int_project p
		left join (
			select project_code
			from {{guarantees}}
			where issued_at <= {{as_of}} and (valid_to is null or valid_to >= {{as_of}})
			group by project_code
		) g on g.project_code = p.project_code`,
	moves: '{{days_on}}',
	evidence: [
		{ feed: 'projects', where: 'r.project_code = $subject' },
		{ feed: 'guarantees', where: 'r.project_code = $subject' }
	],
	examples: [
		{
			name: '开工前一天还不是在建，不适用',
			asOf: '2026-07-31',
			rows: { projects: [started] },
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '开工当天没有担保，为蓝',
			asOf: '2026-08-01',
			rows: { projects: [started] },
			expect: { value: 0, severity: 1 }
		},
		{
			name: '开工 29 天，担保昨天到期，仍为蓝',
			asOf: '2026-08-30',
			rows: { projects: [started], guarantees: [guarantee({ valid_to: '2026-08-29' })] },
			expect: { value: 29, severity: 1 }
		},
		{
			name: '开工 30 天没有担保，为黄',
			asOf: '2026-08-31',
			rows: { projects: [started], guarantees: [guarantee({ issued_at: '2026-09-01' })] },
			expect: { value: 30, severity: 2 }
		},
		{
			name: '担保到期当天仍有效，不适用',
			asOf: '2026-08-31',
			rows: { projects: [started], guarantees: [guarantee({ valid_to: '2026-08-31' })] },
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '停工项目不适用',
			asOf: '2026-08-31',
			rows: { projects: [project({ status: '停工' })] },
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		}
	]
} as const satisfies IndicatorDefinition;
