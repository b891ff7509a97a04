import type { ExampleRow, IndicatorDefinition } from '../definition';
import { project } from '../example-rows';

const publicProject = (over: ExampleRow = {}) => project({ is_gov_invest: true, ...over });
const done = (progress_paid: number | null, completed_value = 1000000) => ({
	project_code: 'P1',
	period: '2026-08',
	completed_value,
	progress_paid
});

/**
 * Progress payments over completed work, for projects that public money builds.
 * Reading chosen: where no month ever stated what was paid it is missing and not a ratio of 0, asked first; no
 * completed value is not applicable.
 */
export default {
	id: 'progress_payment_ratio',
	group: 'B',
	subject: 'project',
	label: { zh: '工程款支付比例', en: 'Progress payments of completed work' },
	unit: 'ratio',
	basis: '高台 二（二）3：政府、国企项目进度款支付不低于已完成工程价款的 80%',
	meaning: {
		zh: '政府投资和国企项目累计已付工程款占累计完成工程价款的比例；其他项目不适用。',
		en: 'For public and state-owned projects, progress payments made over the value of completed work.'
	},
	needs: ['progress'],
	sql: `
		select
			p.project_code as subject_code,
			{{ratio(g.progress_paid_fen, g.completed_fen)}} as value,
			case
				when not p.is_public then 'not_applicable'
				when g.project_code is null or g.progress_paid_count = 0 then 'missing'
				when g.completed_fen <= 0 then 'not_applicable'
			end as null_reason
		from int_project p
		left join int_progress g on g.project_code = p.project_code`,
	evidence: [
		{ feed: 'progress', where: 'r.project_code = $subject and {{month_end(r.period)}} <= {{as_of}}' }
	],
	examples: [
		{
			name: '恰为 0.85，正常',
			asOf: '2026-09-01',
			rows: { projects: [publicProject()], progress: [done(850000)] },
			expect: { value: 0.85, severity: 0 }
		},
		{
			name: '少一分钱，为蓝',
			asOf: '2026-09-01',
			rows: { projects: [publicProject()], progress: [done(849999.99)] },
			expect: { value: 0.8499, severity: 1 }
		},
		{
			name: '国企项目恰为 0.80，仍为蓝',
			asOf: '2026-09-01',
			rows: { projects: [project({ is_soe: true })], progress: [done(800000)] },
			expect: { value: 0.8, severity: 1 }
		},
		{
			name: '低于 0.80，为黄',
			asOf: '2026-09-01',
			rows: { projects: [publicProject()], progress: [done(799999.99)] },
			expect: { value: 0.7999, severity: 2 }
		},
		{
			name: '恰为 0.70，仍为黄',
			asOf: '2026-09-01',
			rows: { projects: [publicProject()], progress: [done(700000)] },
			expect: { value: 0.7, severity: 2 }
		},
		{
			name: '明确填写已付为零，为红',
			asOf: '2026-09-01',
			rows: { projects: [publicProject()], progress: [done(0)] },
			expect: { value: 0, severity: 3 }
		},
		{
			name: '从未填写已付工程款，无法判断',
			asOf: '2026-09-01',
			rows: { projects: [publicProject()], progress: [done(null)] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		},
		{
			name: '没有完成产值，不适用',
			asOf: '2026-09-01',
			rows: { projects: [publicProject()], progress: [done(0, 0)] },
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '社会投资项目不适用',
			asOf: '2026-09-01',
			rows: { projects: [project()], progress: [done(0)] },
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '从未收到进度计量，无法判断',
			asOf: '2026-09-01',
			rows: { projects: [publicProject()] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		}
	]
} as const satisfies IndicatorDefinition;
