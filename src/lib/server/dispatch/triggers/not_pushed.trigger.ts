import type { Params } from '../../warehouse/warehouse';
import { parameterOn } from '../../policies/policy-on';
import { latestJudged } from './latest-judged';
import type { TriggerDefinition } from './trigger';

/**
 * A project whose information came after the pack's working days, or not yet; in 中站 (三(一)) only where people then
 * petitioned: the department that did not push answers for it before the district.
 */
export default {
	id: 'not_pushed',
	figure: 'workdays',
	sql: ({
		when
	}) => `select p.project_code as cause, 'project' as cause_kind, p.project_code, p.gc_uscc as uscc,
			p.push_trigger_date as day, cast(null as bigint) as people, cast(null as bigint) as amount_fen, v.value as figure,
			p.batch_id, p.row_no
		from indicator_value v
		join feed_projects p on p.project_code = v.subject_code and p.known_to is null
		where v.run_id = ${latestJudged} and v.subject_type = 'project' and v.indicator = 'push_overdue_wd' and v.value > 0
		${
			when.with_petition
				? `and (p.project_code in (select project_code from feed_petition_events
					where known_to is null and datediff('day', event_date, cast($today as date)) < $window)
				or p.project_code in (select project_code from feed_clues
					where known_to is null and channel = '信访' and coalesce(validity, '待核') not in ('无效', '非本辖区')
						and datediff('day', cast(received_at as date), cast($today as date)) < $window))`
				: ''
		}`,
	params: ({ policy, today, when }): Params =>
		when.with_petition ? { window: parameterOn(policy, 'clue_window_days', today) } : {}
} satisfies TriggerDefinition;
