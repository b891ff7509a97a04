import { RiskError } from '$lib/domain/errors';
import type { AckedAct, AckedBatch } from '$lib/server/warehouse/ack-journal';
import type { Transaction } from '$lib/server/warehouse/warehouse';

/** An act on rows of one batch that were set aside. */
export interface AsideAct extends Pick<
	AckedAct,
	'id' | 'rows' | 'said' | 'actor_id' | 'actor_name' | 'reason' | 'at'
> {
	readonly batch: number;
	readonly act: Exclude<AckedAct['act'], 'withdraw'>;
}

const kinds = { refuse: 'refused', discard: 'discarded', reopen: 'reopened' } as const;
/** What a row must be for the act, and what it is after it. */
const states = {
	refuse: ['open', 'open'],
	discard: ['open', 'discarded'],
	reopen: ['discarded', 'open']
} as const;

/** Somebody was quicker, or the row was never set aside. */
export const rowsBusy = (batch: number) =>
	new RiskError(
		'ROW_BUSY',
		`批次 ${batch} 的这些行里有的已经处理过或不在搁置之列，本次没有改动，请刷新页面后再试。`,
		{ batch }
	);

/**
 * Keeps an act on rows that were set aside; what was done to them before stays on record.
 * @throws RiskError REASON_MISSING, ROW_BUSY where somebody was quicker
 */
export async function keepAsideAct(tx: Transaction, act: AsideAct): Promise<void> {
	const [needed, after] = states[act.act];
	const rows = JSON.stringify(act.rows.map((row, at) => ({ row, said: act.said?.[at] ?? null })));
	if (act.act === 'discard' && !act.reason?.trim())
		throw new RiskError('REASON_MISSING', '不再处理须写明理由，留待核查。');
	const changed = await tx.run(
		`update set_aside set state = $after where batch_id = $batch and state = $needed
			and row_no in (select cast(r->>'$.row' as integer) from (select unnest(cast(cast($rows as json) as json[])) as r))`,
		{ batch: act.batch, needed, after, rows }
	);
	if (changed !== act.rows.length) throw rowsBusy(act.batch);
	await tx.run(
		`insert into quarantine_act
		select $id, $batch, cast(r->>'$.row' as integer), $kind, null, null, r->>'$.said',
			cast($at as timestamp), $actor, $name, $reason
		from (select unnest(cast(cast($rows as json) as json[])) as r)`,
		{
			id: act.id,
			batch: act.batch,
			rows,
			kind: kinds[act.act],
			at: act.at,
			actor: act.actor_id,
			name: act.actor_name,
			reason: act.reason
		}
	);
}

/** What a batch of corrections is about: row n of it corrects row `rows[n - 1]` of the batch. */
export interface Correction extends Omit<NonNullable<AckedBatch['corrects']>, 'of'> {
	readonly ofBatch: number;
	/** Shanghai time. */
	readonly at: string;
}

/** Says of the good rows of `typed` whose place they take, before they are placed. */
export async function markCorrected(
	tx: Transaction,
	feed: string,
	batch: number,
	{ ofBatch, rows }: Correction
): Promise<void> {
	await tx.run(
		`insert into corrected_row
		select $feed, $batch, t.row_no, $of, p.of_row, coalesce(c.spoke_at, b.received_at),
			coalesce(c.spoke_batch, b.batch_id), coalesce(c.spoke_row, p.of_row)
		from typed t
		join (select unnest(range(1, len(list) + 1)) as row_no, unnest(list) as of_row
			from (select cast(cast($rows as json) as integer[]) as list)) p on p.row_no = t.row_no
		join batch b on b.batch_id = $of
		left join corrected_row c on c.feed = $feed and c.batch_id = $of and c.row_no = p.of_row
		where t.ok`,
		{ feed, batch, of: ofBatch, rows: JSON.stringify(rows) }
	);
}

/**
 * Closes the rows that a batch of corrections has corrected.
 * @throws RiskError ROW_BUSY where one of them is not open any more
 */
export async function closeCorrected(tx: Transaction, batch: number, correction: Correction): Promise<void> {
	const params = { batch, of: correction.ofBatch };
	const [marked] = await tx.all('select count(*) as n from corrected_row where batch_id = $batch', { batch });
	const closed = await tx.run(
		`update set_aside set state = 'replayed' where batch_id = $of and state = 'open'
			and row_no in (select of_row from corrected_row where batch_id = $batch)`,
		params
	);
	if (closed !== Number(marked?.['n'])) throw rowsBusy(correction.ofBatch);
	await tx.run(
		`insert into quarantine_act
		select $id, of_batch, of_row, 'corrected', batch_id, row_no, null, cast($at as timestamp), $actor, $name, $reason
		from corrected_row where batch_id = $batch`,
		{
			batch,
			id: correction.id,
			at: correction.at,
			actor: correction.actor_id,
			name: correction.actor_name,
			reason: correction.reason
		}
	);
}
