import type { IndicatorDefinition } from '../definition';
import { project } from '../example-rows';

const approved = (over = {}) => project({ push_trigger_date: '2026-09-01', ...over });

/**
 * Working days past the limit within which the approving department pushes a project's information.
 * The department's duty: shown, never in the project's tier. 蓝 is a reminder while it is not pushed, so a
 * push in time, even on the last day, is normal. A push dated before the approval took 0 working days.
 * Reading chosen: without a date of approval the limit cannot be told: missing.
 */
export default {
	id: 'push_overdue_wd',
	group: 'C',
	subject: 'project',
	label: { zh: '信息推送逾期', en: 'Project information pushed late' },
	unit: 'workdays',
	basis: '中政办规〔2025〕1号 三（一）',
	meaning: {
		zh: '审批或备案后，主管部门推送项目信息超过时限多少个工作日；未到期为负数，只展示，不计入项目等级。',
		en: 'Working days past the limit for pushing the information of an approved project; never in its tier.'
	},
	needs: ['projects'],
	counts: false,
	sql: `
		with pushed as (
			select
				project_code,
				push_trigger_date,
				coalesce(pushed_at <= {{as_of}}, false) as is_pushed,
				case when pushed_at <= {{as_of}} then pushed_at else {{as_of}} end as until_day
			from int_project
		),
		counted as (
			select
				p.project_code,
				p.is_pushed,
				p.until_day,
				case
					when p.push_trigger_date >= p.until_day then 0
					else u.workdays - t.workdays
				end - {{push_limit_wd}} as overdue
			from pushed p
			left join workday_count t on t.day = p.push_trigger_date
			left join workday_count u on u.day = p.until_day
		)
		select
			project_code as subject_code,
			overdue as value,
			case when overdue is null then 'missing' end as null_reason,
			case when is_pushed then until_day end as period,
			case when is_pushed and overdue <= 0 then 0 end as severity_cap
		from counted`,
	moves: 'case when v.period is null then {{workdays_on}} else 0 end',
	evidence: [{ feed: 'projects', where: 'r.project_code = $subject' }],
	examples: [
		{
			name: '第 4 个工作日未推送，正常',
			asOf: '2026-09-07',
			rows: { projects: [approved()] },
			expect: { value: -1, severity: 0 }
		},
		{
			name: '第 5 个工作日未推送，为蓝',
			asOf: '2026-09-08',
			rows: { projects: [approved()] },
			expect: { value: 0, severity: 1 }
		},
		{
			name: '第 5 个工作日已推送，正常',
			asOf: '2026-10-20',
			rows: { projects: [approved({ pushed_at: '2026-09-08' })] },
			expect: { value: 0, severity: 0 }
		},
		{
			name: '第 6 个工作日才推送，事后仍为黄',
			asOf: '2026-10-20',
			rows: { projects: [approved({ pushed_at: '2026-09-09' })] },
			expect: { value: 1, severity: 2 }
		},
		{
			name: '超过 10 个工作日仍为黄，调休的周日算工作日',
			asOf: '2026-09-21',
			rows: { projects: [approved({ pushed_at: '2026-09-22' })] },
			expect: { value: 10, severity: 2 }
		},
		{
			name: '超过 11 个工作日为红',
			asOf: '2026-09-22',
			rows: { projects: [approved()] },
			expect: { value: 11, severity: 3 }
		},
		{
			name: '没有审批或备案日期，无法判断',
			asOf: '2026-09-22',
			rows: { projects: [project()] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		}
	]
} as const satisfies IndicatorDefinition;
