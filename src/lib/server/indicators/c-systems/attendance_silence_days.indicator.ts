import type { IndicatorDefinition } from '../definition';
import { attendance, project } from '../example-rows';

const uploaded = (uploaded_at: string | null) => attendance({ uploaded_at });

/**
 * Days since attendance of an active project was last uploaded.
 * Reading chosen: rows without an upload time, or uploaded only after the day, do not say when it reported;
 * a project with nothing else has never reported: missing.
 */
export default {
	id: 'attendance_silence_days',
	group: 'C',
	subject: 'project',
	label: { zh: '考勤断传天数', en: 'Days without attendance upload' },
	unit: 'days',
	basis: '《保障农民工工资支付条例》第二十八条；天数为示例',
	meaning: {
		zh: '在建项目距最近一次上传考勤多少天。',
		en: 'Days since an active project last uploaded attendance.'
	},
	needs: ['attendance'],
	sql: `
		select
			p.project_code as subject_code,
			case when p.active then {{days(u.last_upload, {{as_of}})}} end as value,
			case
				when not p.active then 'not_applicable'
				when u.project_code is null then 'missing'
			end as null_reason,
			u.last_upload as period
		from int_project p
		left join (
			select project_code, max(cast(uploaded_at as date)) as last_upload
			from {{attendance}}
			where uploaded_at < {{as_of}} + 1
			group by project_code
		) u on u.project_code = p.project_code`,
	moves: '{{days_on}}',
	evidence: [
		{
			feed: 'attendance',
			where: 'r.project_code = $subject and cast(r.uploaded_at as date) = cast($period as date)'
		}
	],
	examples: [
		{
			name: '断传 34 天，正常',
			asOf: '2026-09-04',
			rows: { projects: [project()], attendance: [uploaded('2026-08-01 23:59:59')] },
			expect: { value: 34, severity: 0 }
		},
		{
			name: '断传 35 天，为蓝',
			asOf: '2026-09-05',
			rows: { projects: [project()], attendance: [uploaded('2026-08-01 23:59:59')] },
			expect: { value: 35, severity: 1 }
		},
		{
			name: '断传 45 天，为黄',
			asOf: '2026-09-15',
			rows: { projects: [project()], attendance: [uploaded('2026-08-01 00:00:00')] },
			expect: { value: 45, severity: 2 }
		},
		{
			name: '断传 60 天，为红；评价日次日零点上传的不算',
			asOf: '2026-09-30',
			rows: {
				projects: [project()],
				attendance: [
					uploaded('2026-08-01 08:00:00'),
					attendance({ wage_month: '2026-07', uploaded_at: '2026-10-01 00:00:00' })
				]
			},
			expect: { value: 60, severity: 3 }
		},
		{
			name: '评价日晚上上传，断传 0 天',
			asOf: '2026-09-30',
			rows: { projects: [project()], attendance: [uploaded('2026-09-30 23:59:59')] },
			expect: { value: 0, severity: 0 }
		},
		{
			name: '停工项目不适用',
			asOf: '2026-09-30',
			rows: { projects: [project({ status: '停工' })], attendance: [uploaded('2026-01-01 08:00:00')] },
			expect: { value: null, severity: 0, nullReason: 'not_applicable' }
		},
		{
			name: '从未上传考勤，无法判断',
			asOf: '2026-09-30',
			rows: { projects: [project()] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		}
	]
} as const satisfies IndicatorDefinition;
