import type { ContradictionDefinition } from './definition';

export default {
	id: 'progress_nobody',
	label: { zh: '报了产值，没有人出勤', en: 'Value completed, nobody at work' },
	left: { zh: '当月完成产值（元）', en: 'value completed (yuan)' },
	right: { zh: '当月出勤天数', en: 'days worked' },
	asks: { zh: '建设单位、监理', en: 'the owner, the supervisor' },
	feeds: ['progress', 'attendance'],
	sql: `
		select g.project_code, g.value_fen / 100.0 as left_value, coalesce(a.days, 0) as right_value from (
			select project_code, sum(completed_value_fen) as value_fen from feed_progress
			where known_to is null and period = cast($month as date) group by project_code
		) g join (
			select project_code, sum(case when wage_month = cast($month as date) then work_days else 0 end) as days,
				max(wage_month) as last_month
			from feed_attendance where known_to is null group by project_code
		) a on a.project_code = g.project_code
		where g.value_fen > 0 and a.days = 0 and a.last_month >= cast($month as date)`
} satisfies ContradictionDefinition;
