import { parameterOn } from '../../policies/policy-on';
import { levelsOf, type TriggerContext } from './trigger';

/**
 * Petitions of the pack's number of people or more that are recent or not yet dealt with, at the levels, of the classes
 * of project and with the cover of wages that the pack narrows the rule to.
 */
export const groupPetitions = ({ when }: Pick<TriggerContext, 'when'>): string => `
	select e.event_no as cause, 'event' as cause_kind, e.project_code, e.uscc, e.event_date as day, e.people,
		cast(null as bigint) as amount_fen, cast(null as double) as figure, e.batch_id, e.row_no
	from feed_petition_events e
	left join feed_projects p on p.project_code = e.project_code and p.known_to is null
	where e.known_to is null and e.event_date <= cast($today as date) and strpos($levels, e.level) > 0
		and e.people >= $people
		and (e.handled_at is null or datediff('day', e.event_date, cast($today as date)) < $window)
		${when.progress_covers_wage ? 'and e.progress_covers_wage' : ''}
		${when.project_class ? 'and strpos($classes, p.project_class) > 0' : ''}`;

export const groupPetitionParams = ({ policy, today, when }: TriggerContext) => ({
	levels: levelsOf(when.petition_level),
	people: parameterOn(policy, 'group_petition_people', today),
	window: parameterOn(policy, 'clue_window_days', today),
	...(when.project_class && { classes: when.project_class.join('、') })
});
