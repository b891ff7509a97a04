import type { ContradictionDefinition } from './definition';

export default {
	id: 'two_sites',
	label: { zh: '一个人同时在两个工地满勤', en: 'One person full-time on two sites' },
	left: { zh: '在别处也满勤的人数', en: 'full-time elsewhere too' },
	right: { zh: '当月满勤人数', en: 'full-time' },
	asks: { zh: '两个项目的劳资专管员', en: 'the wage officers of both sites' },
	feeds: ['attendance'],
	sql: `
		select a.project_code, count(distinct case when b.sites > 1 then a.worker_id_no_key end) as left_value,
			count(distinct a.worker_id_no_key) as right_value
		from feed_attendance a
		join (
			select worker_id_no_key, count(distinct project_code) as sites from feed_attendance
			where known_to is null and wage_month = cast($month as date) and work_days >= 20 group by worker_id_no_key
		) b on b.worker_id_no_key = a.worker_id_no_key
		where a.known_to is null and a.wage_month = cast($month as date) and a.work_days >= 20
		group by a.project_code having count(distinct case when b.sites > 1 then a.worker_id_no_key end) >= 1`
} satisfies ContradictionDefinition;
