import { z } from 'zod';
import { addDays } from '$lib/domain/day';
import { standing } from '../dispatch/clues/clue-act-back';
import { unitOf } from '../policies/units';
import type { Policy } from '../policies/policy';
import type { Reader } from '../warehouse/warehouse';

/**
 * Clues received earlier than this before a campaign, or before the first delivery of all where that came later, are
 * history where nobody handled them and no case came of them: the list of clues draws the same line.
 */
const historyDays = 30;

const row = z.object({
	kind: z.enum(['clue', 'case']),
	code: z.string(),
	name: z.string().nullable(),
	street: z.string().nullable(),
	opened: z.string(),
	closed: z.string().nullable(),
	workers: z.coerce.number().nullable(),
	amount_fen: z.coerce.number().nullable()
});

/** A matter that a campaign has to clear: a clue with the cases that came of it, or a case without a clue. */
export interface CampaignItem {
	readonly kind: 'clue' | 'case';
	readonly code: string;
	readonly name: string | null;
	/** Unit name as in the pack; null where the street matches none. */
	readonly unit: string | null;
	readonly opened: string;
	readonly closed: string | null;
	readonly workers: number | null;
	readonly amountFen: number | null;
}

/** The day on which the installation received its first data; null where it has none. */
export async function firstDelivery(reader: Reader): Promise<string | null> {
	const [found] = await reader.read(
		`select cast(cast(min(received_at) as date) as varchar) as first from batch where status = 'loaded'`,
		{},
		z.object({ first: z.string().nullable() })
	);
	return found?.first ?? null;
}

/** Everything that was open on or after `start` by `day`. Of clues that a person judged to be one, the first counts. */
export async function campaignItems(
	reader: Reader,
	policy: Policy,
	{ start, day }: { readonly start: string; readonly day: string }
): Promise<CampaignItem[]> {
	const first = (await firstDelivery(reader)) ?? start;
	const rows = await reader.read(
		`with case_end as (
			select k.case_no, k.clue_no, k.project_code, k.uscc, k.opened_at, k.verified, k.worker_count, k.amount_fen,
				least(k.closed_at, a.closed_on) as closed_on
			from feed_cases k
			left join (
				select case_no, min(cast(acted_at as date)) as closed_on from case_act where act = 'closed' group by case_no
			) a on a.case_no = k.case_no
			where k.known_to is null and k.opened_at <= cast($day as date)
		),
		of_clue as (
			select clue_no, case when count(*) = count(closed_on) then max(closed_on) end as closed_on
			from case_end where clue_no is not null group by clue_no
		),
		handled as (
			select a.clue_no, min(case when a.act in ('closed', 'transferred') then cast(a.acted_at as date) end) as closed_on
			from clue_act a where ${standing('a')} group by a.clue_no
		),
		judged as (
			select clue_no, other_no, decision,
				row_number() over (partition by clue_no, other_no order by acted_at desc) as place
			from clue_link
		),
		second as (
			select distinct case when a.received_at <= b.received_at then b.clue_no else a.clue_no end as clue_no
			from judged j
			join feed_clues a on a.clue_no = j.clue_no and a.known_to is null
			join feed_clues b on b.clue_no = j.other_no and b.known_to is null
			where j.place = 1 and j.decision = 'same'
		),
		matter as (
			select 'clue' as kind, c.clue_no as code, c.project_code, c.uscc, c.street, cast(c.received_at as date) as opened,
				least(o.closed_on, h.closed_on) as closed, c.worker_count as workers, c.amount_fen
			from feed_clues c
			left join of_clue o on o.clue_no = c.clue_no
			left join handled h on h.clue_no = c.clue_no
			left join second s on s.clue_no = c.clue_no
			where c.known_to is null and s.clue_no is null
				and coalesce(c.validity, '待核') not in ('无效', '非本辖区') and cast(c.received_at as date) <= cast($day as date)
				and (o.clue_no is not null or h.clue_no is not null or cast(c.received_at as date) > cast($since as date))
			union all
			select 'case', k.case_no, k.project_code, k.uscc, null, k.opened_at, k.closed_on, k.worker_count, k.amount_fen
			from case_end k
			left join feed_clues c on c.clue_no = k.clue_no and c.known_to is null
			where c.clue_no is null and coalesce(k.verified, true)
		)
		select m.kind, m.code, coalesce(p.project_name, e.name) as name, coalesce(p.street, m.street, e.street) as street,
			cast(m.opened as varchar) as opened, cast(m.closed as varchar) as closed, m.workers, m.amount_fen
		from matter m
		left join feed_projects p on p.project_code = m.project_code and p.known_to is null
		left join feed_enterprises e on e.uscc = m.uscc and e.known_to is null
		where m.closed is null or m.closed >= cast($start as date)
		order by m.opened, m.kind, m.code`,
		{ start, day, since: addDays(first > start ? first : start, -historyDays) },
		row
	);
	return rows.map(({ street, amount_fen, ...one }) => ({
		...one,
		unit: street === null ? null : (unitOf(policy, street)?.name ?? null),
		amountFen: amount_fen
	}));
}
