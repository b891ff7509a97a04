import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import { shanghaiTime, type Clock } from '$lib/domain/clock';
import { duplicateDays, likeness } from '$lib/domain/duplicate-clue';
import { addDays } from '$lib/domain/day';
import { RiskError } from '$lib/domain/errors';
import type { Reader, Warehouse } from '../../warehouse/warehouse';

export type LinkDecision = 'same' | 'different';

/** Another clue that may speak of the same matter. */
export interface TwinClue {
	readonly no: string;
	readonly otherNo: string;
	readonly otherChannel: string;
	readonly otherReceivedAt: string;
	readonly otherWorkers: number | null;
	readonly otherAmountFen: number | null;
	/** 2: people and sum are alike; 1: one of them; null: not suspected, a person linked them. */
	readonly likeness: 1 | 2 | null;
	readonly decision: LinkDecision | null;
	readonly decidedBy: string | null;
	readonly decidedAt: string | null;
}

const pair = z.object({
	no: z.string(),
	other_no: z.string(),
	channel: z.string(),
	project_code: z.string().nullable(),
	uscc: z.string().nullable(),
	day: z.string(),
	workers: z.coerce.number().nullable(),
	amount_fen: z.coerce.number().nullable(),
	other_received: z.string(),
	other_workers: z.coerce.number().nullable(),
	other_amount_fen: z.coerce.number().nullable(),
	decision: z.enum(['same', 'different']).nullable(),
	actor: z.string().nullable(),
	acted_at: z.string().nullable()
});

/** Clues received before these days are no longer compared, unless one is asked about. */
const comparedDays = 90;

/** Pairs of clues about one subject within days of each other, and pairs that a person judged; each pair once a side. */
export async function twinClues(reader: Reader, today: string, clueNo?: string): Promise<TwinClue[]> {
	const rows = await reader.read(
		`with near as (
			select clue_no, channel, project_code, uscc, coalesce('p' || project_code, 'u' || uscc) as subject,
				cast(received_at as date) as day, received_at, worker_count, amount_fen
			from feed_clues
			where known_to is null and coalesce(validity, '待核') <> '非本辖区' and cast(received_at as date) <= cast($today as date)
				and ($no is not null or cast(received_at as date) > cast($since as date))
		),
		judged as (
			select clue_no, other_no, decision, actor, acted_at from (
				select clue_no, other_no, decision, actor, acted_at,
					count(*) over (partition by clue_no, other_no order by acted_at desc rows unbounded preceding) as place
				from clue_link
			) l where place = 1
		)
		select a.clue_no as no, b.clue_no as other_no, b.channel, a.project_code, a.uscc, cast(a.day as varchar) as day,
			a.worker_count as workers, a.amount_fen, strftime(b.received_at, '%Y-%m-%d %H:%M') as other_received,
			b.worker_count as other_workers, b.amount_fen as other_amount_fen, j.decision, j.actor,
			strftime(j.acted_at, '%Y-%m-%d %H:%M') as acted_at
		from near a
		join near b on b.subject = a.subject and b.clue_no <> a.clue_no
		left join judged j on j.clue_no = least(a.clue_no, b.clue_no) and j.other_no = greatest(a.clue_no, b.clue_no)
		where ($no is null or a.clue_no = $no) and (j.decision is not null or abs(a.day - b.day) <= $days)
		order by a.clue_no, b.received_at, b.clue_no`,
		{ today, since: addDays(today, -comparedDays), no: clueNo ?? null, days: duplicateDays },
		pair
	);
	return rows.flatMap((one) => {
		const subject = { projectCode: one.project_code, uscc: one.uscc };
		const how = likeness(
			{ ...subject, no: one.no, day: one.day, workers: one.workers, amountFen: one.amount_fen },
			{
				...subject,
				no: one.other_no,
				day: one.other_received.slice(0, 10),
				workers: one.other_workers,
				amountFen: one.other_amount_fen
			}
		);
		if (how === null && one.decision === null) return [];
		return [
			{
				no: one.no,
				otherNo: one.other_no,
				otherChannel: one.channel,
				otherReceivedAt: one.other_received,
				otherWorkers: one.other_workers,
				otherAmountFen: one.other_amount_fen,
				likeness: how,
				decision: one.decision,
				decidedBy: one.actor,
				decidedAt: one.acted_at
			}
		];
	});
}

/** Keeps what a person decided about two clues; both stay. @throws RiskError LINK_INCOMPLETE */
export async function judgeTwin(
	warehouse: Warehouse,
	clock: Clock,
	clue: {
		readonly no: string;
		readonly projectCode: string | null;
		readonly uscc: string | null;
		readonly street: string | null;
	},
	given: { readonly otherNo: string; readonly decision: LinkDecision; readonly words: string },
	actor: Actor
): Promise<void> {
	if (given.otherNo === clue.no)
		throw new RiskError('LINK_INCOMPLETE', '一条线索不能与自己并案，请选另一条。');
	const [first, second] = [clue.no, given.otherNo].sort() as [string, string];
	await warehouse.write(async (tx) => {
		await tx.run(
			`insert into clue_link values ($first, $second, $project, $uscc, $street, $decision, cast($at as timestamp),
				$actor_id, $actor, $words)`,
			{
				first,
				second,
				project: clue.projectCode,
				uscc: clue.uscc,
				street: clue.street,
				decision: given.decision,
				at: shanghaiTime(clock()),
				actor_id: actor.id,
				actor: actor.name,
				words: given.words.trim() || null
			}
		);
	});
}
