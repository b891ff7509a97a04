import type { Actor } from '$lib/domain/actor';
import { RiskError } from '$lib/domain/errors';
import type { FeedDefinition } from '$lib/domain/feed';
import { feeds } from '$lib/domain/feeds';
import { storedKey } from '$lib/server/warehouse/feed-tables';
import { counted } from '$lib/server/warehouse/counted';
import type { Transaction } from '$lib/server/warehouse/warehouse';
import { retell } from './retell';

/** Who takes which delivery back, and why. */
export interface Withdrawal {
	/** Names the act in the database and in the journal beside it. */
	readonly id: string;
	readonly batch: number;
	readonly actor: Actor;
	/** Shanghai time. */
	readonly at: string;
	readonly reason: string;
}

/** What a withdrawal does to what is known now. */
export interface WithdrawalEffect {
	/** The batch and the corrections of its rows, which go with it. */
	readonly batches: readonly number[];
	/** Moment of the withdrawal, to the microsecond: no other act and no delivery has it. */
	readonly at: string;
	/** Rows that were the last word and are not any more. */
	readonly gone: number;
	/** Rows of those of which nothing else was ever said. */
	readonly forgotten: number;
	/** Rows that stand in their place, by the batch that said them, the newest first. */
	readonly back: readonly {
		readonly batch: number;
		readonly fileName: string;
		readonly receivedAt: string;
		readonly rows: number;
		/** Those that this batch had only repeated when it came. */
		readonly repeated: number;
	}[];
}

const listed = (batches: readonly number[]) => batches.map((batch) => Math.trunc(batch)).join(', ');

/**
 * Takes a delivery back in an open transaction: from now on its rows are as if it had never come, and what was known
 * before now stays as it was known then.
 * @throws RiskError REASON_MISSING, BATCH_UNKNOWN, BATCH_WITHDRAWN
 */
export async function withdrawBatch(tx: Transaction, act: Withdrawal): Promise<WithdrawalEffect> {
	const reason = act.reason.trim();
	if (reason === '') throw new RiskError('REASON_MISSING', '撤回批次须写明理由。');
	const feed = await feedOfBatch(tx, act.batch);
	const batches = await goingWith(tx, act.batch);
	const going = listed(batches);
	const at = await momentOf(tx, act.at, going);
	for (const batch of batches) {
		await tx.run(
			`insert into batch_withdrawal values ($id, $batch, $asked, $feed, cast($at as timestamp), $actor, $name, $reason)`,
			{
				id: act.id,
				batch,
				asked: act.batch,
				feed: feed.feed,
				at,
				actor: act.actor.id,
				name: act.actor.name,
				reason
			}
		);
	}
	await tx.run(`update batch set status = 'withdrawn' where batch_id in (${going})`);
	await closeAsides(tx, act.batch, going);
	const table = `feed_${feed.feed}`;
	const gone = await counted(
		tx,
		`select count(*) as n from ${table} where batch_id in (${going}) and known_to is null`
	);
	const key = storedKey(feed).map(({ name }) => name);
	await tx.run(
		`create or replace temp table touched as
		select distinct ${key.map((name) => `f.${name}`).join(', ')} from ${table} f
		where f.batch_id in (${going}) or exists (select 1 from unchanged_row u
			where u.feed = $feed and u.batch_id in (${going}) and u.same_batch = f.batch_id and u.same_row = f.row_no)`,
		{ feed: feed.feed }
	);
	await retell(tx, feed, 'touched', null);
	const back = await broughtBack(tx, feed, at);
	return { batches, at, gone, forgotten: gone - back.reduce((sum, { rows }) => sum + rows, 0), back };
}

async function feedOfBatch(tx: Transaction, batch: number): Promise<FeedDefinition> {
	const [found] = await tx.all('select feed, status from batch where batch_id = $batch', { batch });
	const feed = feeds.get(String(found?.['feed']));
	if (!feed) throw new RiskError('BATCH_UNKNOWN', `没有批次 ${batch}，请核对批次号。`);
	if (found?.['status'] !== 'loaded')
		throw new RiskError('BATCH_WITHDRAWN', `批次 ${batch} 已经撤回，不能再次撤回。`);
	return feed;
}

/** The batch, and the batches that correct rows of it and still stand. */
async function goingWith(tx: Transaction, batch: number): Promise<number[]> {
	const rows = await tx.all(
		`with recursive going(batch_id) as (
			select cast($batch as integer)
			union
			select c.batch_id from corrected_row c join going g on g.batch_id = c.of_batch
		)
		select b.batch_id from going g join batch b on b.batch_id = g.batch_id
		where b.status = 'loaded' order by b.batch_id`,
		{ batch }
	);
	return rows.map((row) => Number(row['batch_id']));
}

/** A moment that nothing else has: after every other withdrawal and after what is withdrawn was received. */
async function momentOf(tx: Transaction, at: string, going: string): Promise<string> {
	if (at.includes('.')) return at;
	const [row] = await tx.all(
		`select strftime(greatest(cast($at as timestamp), max(moment)) + to_microseconds(1), '%Y-%m-%d %H:%M:%S.%f') as at
		from (
			select max(withdrawn_at) as moment from batch_withdrawal
			union all select max(received_at) from batch where batch_id in (${going})
		)`,
		{ at }
	);
	return String(row?.['at']);
}

/** Rows that were set aside go with their batch; a row whose correction is taken back waits again. */
async function closeAsides(tx: Transaction, batch: number, going: string): Promise<void> {
	await tx.run(
		`update set_aside set state = 'open' where state = 'replayed' and exists (
			select 1 from corrected_row c
			where c.batch_id = $batch and c.of_batch = set_aside.batch_id and c.of_row = set_aside.row_no)`,
		{ batch }
	);
	await tx.run(`update set_aside set state = 'withdrawn' where batch_id in (${going})`);
}

async function broughtBack(tx: Transaction, feed: FeedDefinition, at: string) {
	const rows = await tx.all(
		`select f.batch_id, b.file_name, strftime(b.received_at, '%Y-%m-%d %H:%M') as received_at, count(*) as n,
			count(u.row_no) as repeated
		from feed_${feed.feed} f
		join batch b on b.batch_id = f.batch_id
		left join unchanged_row u on u.feed = $feed and u.batch_id = f.batch_id and u.row_no = f.row_no
		where f.known_from = cast($at as timestamp)
		group by f.batch_id, b.file_name, b.received_at order by b.received_at desc, f.batch_id desc`,
		{ feed: feed.feed, at }
	);
	return rows.map((row) => ({
		batch: Number(row['batch_id']),
		fileName: String(row['file_name']),
		receivedAt: String(row['received_at']),
		rows: Number(row['n']),
		repeated: Number(row['repeated'])
	}));
}
