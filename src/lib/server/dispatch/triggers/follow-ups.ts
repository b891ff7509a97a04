import { valueOn } from '../../policies/dated';
import type { TriggerContext } from './trigger';
import { verifiedCases } from './verified-cases';

/** Days after which a follow-up that nobody made is left to the next: it would say nothing of the settlement. */
const staleDays = 60;

/** Verified cases closed as many days ago as the pack's clock asks for, and not visited since that day. */
export const followUps = `select f.case_no as cause, 'case' as cause_kind, f.project_code, f.uscc, f.ended_on as day, f.people,
		f.amount_fen, cast(datediff('day', f.ended_on, cast($today as date)) as double) as figure, f.batch_id, f.row_no
	from (${verifiedCases}) f
	where not f.is_open and datediff('day', f.ended_on, cast($today as date)) between $days and $stale
		and f.case_no not in (
			select v.case_no from case_act v where v.act = 'visited'
				and datediff('day', f.ended_on, cast(v.acted_at as date)) >= $days)`;

export function followUpParams({ clock, today }: TriggerContext) {
	const days = clock?.limit === undefined ? staleDays : (valueOn(clock.limit, today)?.value ?? staleDays);
	return { days, stale: days + staleDays };
}
