import { latestJudged } from './latest-judged';
import type { TriggerDefinition } from './trigger';

/** No payment guarantee, or labour cost not paid over as agreed: correct, or stop the work. 高台 二(二)3. */
export default {
	id: 'stop_work',
	sql: () => `select p.project_code as cause, 'project' as cause_kind, p.project_code, p.gc_uscc as uscc,
			cast(null as date) as day, cast(null as bigint) as people, cast(null as bigint) as amount_fen,
			cast(null as double) as figure, p.batch_id, p.row_no
		from feed_projects p
		where p.known_to is null and p.project_code in (
			select subject_code from indicator_value
			where run_id = ${latestJudged} and subject_type = 'project' and severity >= 2
				and indicator in ('guarantee_missing', 'labour_fee_gap_days', 'labour_fee_shortfall'))`,
	params: () => ({})
} satisfies TriggerDefinition;
