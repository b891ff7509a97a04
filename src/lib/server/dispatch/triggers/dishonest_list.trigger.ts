import type { Params } from '../../warehouse/warehouse';
import { parameterOn } from '../../policies/policy-on';
import { levelsOf, type TriggerDefinition } from './trigger';
import { verifiedCases } from './verified-cases';

/**
 * Whom to put on the list of the dishonest. By petition where the pack names levels (中站 五(四): to the province or to
 * Beijing); by order where it says so: ordered to pay and still open, together with a petition where the pack adds it
 * (45号令). The sum of the crime is not known for the province and is not judged here: a person does.
 */
export default {
	id: 'dishonest_list',
	figure: 'days',
	sql: ({ when }) => {
		const parts: string[] = [];
		if (when.petition_level)
			parts.push(`select event_no as cause, 'event' as cause_kind, project_code, uscc, event_date as day, people,
					cast(null as bigint) as amount_fen, cast(null as double) as figure, batch_id, row_no
				from feed_petition_events
				where known_to is null and event_date <= cast($today as date) and strpos($levels, level) > 0
					and datediff('day', event_date, cast($today as date)) < $window`);
		if (when.ordered_unpaid)
			parts.push(`select f.case_no as cause, 'case' as cause_kind, f.project_code, f.uscc, f.ordered_correct_at as day, f.people,
					f.amount_fen, cast(datediff('day', f.ordered_correct_at, cast($today as date)) as double) as figure, f.batch_id,
					f.row_no
				from (${verifiedCases}) f
				where f.is_open and f.ordered_correct_at <= cast($today as date)
				${
					when.with_petition
						? `and (f.project_code in (select project_code from feed_petition_events where known_to is null)
					or f.uscc in (select uscc from feed_petition_events where known_to is null))`
						: ''
				}`);
		return parts.length > 0 ? parts.join(' union all ') : noRow;
	},
	params: ({ policy, today, when }): Params =>
		when.petition_level
			? { levels: levelsOf(when.petition_level), window: parameterOn(policy, 'clue_window_days', today) }
			: {}
} satisfies TriggerDefinition;

/** A pack that narrows the rule by nothing that the feeds tell leaves it to people. */
const noRow = `select event_no as cause, 'event' as cause_kind, project_code, uscc, event_date as day, people,
	cast(null as bigint) as amount_fen, cast(null as double) as figure, batch_id, row_no
	from feed_petition_events where false and event_date <= cast($today as date)`;
