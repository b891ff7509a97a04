import type { FeedDefinition } from '$lib/domain/feed';
import { storedColumns, storedKey } from '$lib/server/warehouse/feed-tables';
import type { Transaction } from '$lib/server/warehouse/warehouse';

/**
 * Tells again from when to when each row of some keys was known, from everything that was ever said of them: rows
 * kept, rows that only repeated what was known, corrections in the place of the row that they correct, withdrawals.
 * At any moment the last word of a delivery that is not withdrawn stands. Nothing before a withdrawal changes by it.
 * @param keysTable table with the key columns of the feed
 * @param loadingAt when the batch was received that is being loaded and is not on record yet, Shanghai time
 */
export async function retell(
	tx: Transaction,
	feed: FeedDefinition,
	keysTable: string,
	loadingAt: string | null
): Promise<void> {
	const table = `feed_${feed.feed}`;
	const names = storedColumns(feed).map(({ name }) => name);
	const key = storedKey(feed).map(({ name }) => name);
	const listed = (columns: readonly string[], alias: string) =>
		columns.map((name) => `${alias}.${name}`).join(', ');
	const params = { feed: feed.feed };

	await tx.run(`create or replace temp table held as
		select f.rowid as old_row, f.* from ${table} f
		where exists (select 1 from ${keysTable} k
			where ${key.map((name) => `f.${name} is not distinct from k.${name}`).join(' and ')})`);
	// Everything that was said, once, with its place in the order of what was said.
	await tx.run(
		`create or replace temp table said as
		select row_number() over (order by s.batch_id, s.row_no) as said_no,
			dense_rank() over (order by ${listed(key, 's')}) as key_no, s.*,
			coalesce(b.received_at, cast($at as timestamp)) as said_at, w.withdrawn_at as gone_at,
			coalesce(c.spoke_at, b.received_at, cast($at as timestamp)) as spoke_at, coalesce(c.spoke_batch, s.batch_id) as spoke_batch,
			coalesce(c.spoke_row, s.row_no) as spoke_row
		from (
			select ${listed(names, 'h')}, h.batch_id, h.row_no, null as same_batch, null as same_row
			from (select *, row_number() over (partition by batch_id, row_no order by known_from, known_to) as copy from held) h
			where h.copy = 1 and not exists (select 1 from unchanged_row u
				where u.feed = $feed and u.batch_id = h.batch_id and u.row_no = h.row_no)
			union all
			select ${listed(names, 'h')}, u.batch_id, u.row_no, u.same_batch, u.same_row
			from unchanged_row u
			join (select *, row_number() over (partition by batch_id, row_no order by known_from, known_to) as copy from held) h
				on h.copy = 1 and h.batch_id = u.same_batch and h.row_no = u.same_row
			where u.feed = $feed
		) as s
		left join batch b on b.batch_id = s.batch_id
		left join corrected_row c on c.feed = $feed and c.batch_id = s.batch_id and c.row_no = s.row_no
		left join batch_withdrawal w on w.batch_id = s.batch_id`,
		{ ...params, at: loadingAt }
	);
	// Only equalities in outer joins: with anything else the engine compares every row with every other.
	await tx.run(`create or replace temp table stretch as
		with moment as (
			select distinct key_no, since from (
				select key_no, said_at as since from said
				union all select key_no, gone_at from said where gone_at is not null
			)
		), word as (
			select m.key_no, m.since, s.said_no, s.same_batch, s.same_row,
				row_number() over (partition by m.key_no, m.since
					order by s.spoke_at desc, s.spoke_batch desc, s.spoke_row desc, s.batch_id desc, s.row_no desc) as place
			from moment m join said s on s.key_no = m.key_no
			where s.said_at <= m.since and (s.gone_at is null or s.gone_at > m.since)
		), standing as (
			select m.key_no, m.since,
				case when r.said_at <= m.since and (r.gone_at is null or r.gone_at > m.since)
					then r.said_no else l.said_no end as said_no
			from moment m
			left join (select * from word where place = 1) l on l.key_no = m.key_no and l.since = m.since
			left join (select * from said where same_batch is null) r
				on r.batch_id = l.same_batch and r.row_no = l.same_row
		), turn as (
			select *, lag(said_no) over (partition by key_no order by since) as before from standing
		)
		select said_no, since as known_from, lead(since) over (partition by key_no order by since) as known_to
		from turn where said_no is distinct from before`);
	// A row that never stood is kept as well, known for no time at all.
	await tx.run(`create or replace temp table retold as
		select ${listed(names, 's')}, s.batch_id, s.row_no, t.known_from, t.known_to
		from stretch t join said s on s.said_no = t.said_no
		union all
		select ${listed(names, 's')}, s.batch_id, s.row_no, s.said_at, s.said_at
		from said s
		where s.same_batch is null and not exists (
			select 1 from stretch t where t.said_no = s.said_no and t.known_from = s.said_at)`);
	const sameRow = (a: string, b: string) =>
		`${a}.batch_id = ${b}.batch_id and ${a}.row_no = ${b}.row_no and ${a}.known_from = ${b}.known_from
			and ${a}.known_to is not distinct from ${b}.known_to`;
	await tx.run(
		`insert into brought_back select $feed, batch_id, cast(sum(n) as bigint) from (
			select batch_id, 1 as n from retold union all select batch_id, -1 from held
		) group by batch_id having sum(n) <> 0`,
		params
	);
	await tx.run(`delete from ${table} where rowid in (
		select h.old_row from held h where not exists (select 1 from retold r where ${sameRow('h', 'r')}))`);
	await tx.run(`insert into ${table}
		select r.* from retold r where not exists (select 1 from held h where ${sameRow('h', 'r')})`);
}
