import { z } from 'zod';
import type { ClueDays } from '$lib/domain/clue-funnel';
import type { Filter } from '$lib/domain/filter';
import type { Reader } from '../warehouse/warehouse';
import { standing } from '../dispatch/clues/clue-act-back';
import { among } from './among';

/** A clue with the days of its course. */
export interface FunnelClue extends ClueDays {
	readonly no: string;
	readonly name: string | null;
	readonly street: string | null;
	readonly caseNo: string | null;
	readonly workers: number | null;
}

const row = z.object({
	no: z.string(),
	name: z.string().nullable(),
	street: z.string().nullable(),
	case_no: z.string().nullable(),
	workers: z.coerce.number().nullable(),
	received: z.string(),
	assigned: z.string().nullable(),
	feedback: z.string().nullable(),
	verified: z.string().nullable(),
	closed: z.string().nullable(),
	paid: z.string().nullable()
});

/**
 * Clues received from `from` to `to` with the first day of each stage. Verified: the first act that says so, else the
 * day on which a case that its supplier calls verified was opened. Closed: the act, else the day on which the last of
 * its cases was closed. Paid: the first payment written down, else the closing of a case that names who paid.
 * Clues found invalid or of another district are left out, and so is what happened after `to`.
 */
export async function funnelClues(
	reader: Reader,
	asked: { readonly from: string; readonly to: string; readonly filter: Filter }
): Promise<FunnelClue[]> {
	const rows = await reader.read(
		`with acted as (
			select a.clue_no,
				min(case when a.act = 'assigned' then cast(a.acted_at as date) end) as assigned,
				min(case when a.act in ('feedback', 'progress') then cast(a.acted_at as date) end) as feedback,
				max(case when a.act = 'closed' then cast(a.acted_at as date) end) as closed
			from clue_act a
			where cast(a.acted_at as date) <= cast($to as date) and ${standing('a')}
			group by a.clue_no
		),
		case_acted as (
			select v.case_no,
				min(case when v.act = 'verified' then cast(v.acted_at as date) end) as verified,
				max(case when v.act = 'closed' then cast(v.acted_at as date) end) as closed,
				min(case when v.act = 'paid' then cast(v.acted_at as date) end) as paid
			from case_act v
			where cast(v.acted_at as date) <= cast($to as date)
			group by v.case_no
		),
		of_clue as (
			select k.clue_no, min(k.case_no) as case_no,
				min(coalesce(v.verified, case when k.verified then k.opened_at end)) as verified,
				case when count(*) = count(coalesce(k.closed_at, v.closed)) then max(coalesce(k.closed_at, v.closed)) end as closed,
				min(coalesce(v.paid, case when k.paid_from is not null then k.closed_at end)) as paid
			from feed_cases k
			left join case_acted v on v.case_no = k.case_no
			where k.known_to is null and k.clue_no is not null and k.opened_at <= cast($to as date)
			group by k.clue_no
		)
		select c.clue_no as no, coalesce(p.project_name, e.name) as name, coalesce(p.street, c.street) as street, o.case_no,
			c.worker_count as workers, cast(cast(c.received_at as date) as varchar) as received,
			cast(a.assigned as varchar) as assigned, cast(a.feedback as varchar) as feedback,
			cast(case when o.verified <= cast($to as date) then o.verified end as varchar) as verified,
			cast(case when coalesce(a.closed, o.closed) <= cast($to as date) then coalesce(a.closed, o.closed) end as varchar) as closed,
			cast(case when o.paid <= cast($to as date) then o.paid end as varchar) as paid
		from feed_clues c
		left join acted a on a.clue_no = c.clue_no
		left join of_clue o on o.clue_no = c.clue_no
		left join feed_projects p on p.project_code = c.project_code and p.known_to is null
		left join feed_enterprises e on e.uscc = c.uscc and e.known_to is null
		where c.known_to is null and coalesce(c.validity, '待核') not in ('无效', '非本辖区')
			and cast(c.received_at as date) between cast($from as date) and cast($to as date)
			and ${among('street', 'coalesce(p.street, c.street)')}
			and ${among('sector', 'p.sector')}
		order by c.received_at, c.clue_no`,
		{
			from: asked.from,
			to: asked.to,
			street: asked.filter.street ?? null,
			sector: asked.filter.sector ?? null
		},
		row
	);
	return rows.map(({ case_no, ...clue }) => ({ ...clue, caseNo: case_no }));
}
