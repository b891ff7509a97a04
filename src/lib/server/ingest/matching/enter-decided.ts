import type { FeedDefinition } from '$lib/domain/feed';
import { feeds } from '$lib/domain/feeds';
import { storedColumns, storedKey } from '$lib/server/warehouse/feed-tables';
import type { Transaction } from '$lib/server/warehouse/warehouse';
import { placeRows } from '../supersede';
import { closeProvisional } from './provisional-projects';
import { enteredNames, standingNames } from './standing-names';

/** Rows of one batch that came in. */
export interface EnteredRows {
	readonly feed: string;
	/** The batch that they had come with, and the one that brought them in. */
	readonly ofBatch: number;
	readonly batch: number;
	readonly rows: number;
}

/**
 * Lets rows in whose every name is decided: a batch of its own for each batch that they had come with, whose rows
 * speak in the place of the rows that they complete, so that what was delivered later still stands after them.
 * Works on the rows of `batches`, or on all that wait.
 * @param at Shanghai time from which the rows are known; `loadedAt` is when that is written down
 */
export async function enterDecided(
	tx: Transaction,
	{ at, loadedAt = at, batches }: { at: string; loadedAt?: string; batches?: readonly number[] }
): Promise<EnteredRows[]> {
	const within = batches
		? `and n.batch_id in (${batches.map((id) => Math.trunc(id)).join(', ') || '-1'})`
		: '';
	await tx.run(`create or replace temp table deciding as
		with open_name as (
			select n.*, s.subject_code, s.act_id
			from named_row n
			join batch b on b.batch_id = n.batch_id and b.status = 'loaded'
			left join (${standingNames}) s on s.verdict = 'same' and s.supplier = n.supplier and s.kind = n.kind
				and s.name_folded = n.name_folded
			where not exists (select 1 from (${enteredNames}) e where e.batch_id = n.batch_id and e.row_no = n.row_no)
				and (not n.holds or exists (select 1 from set_aside a
					where a.batch_id = n.batch_id and a.row_no = n.row_no and a.state = 'open')) ${within}
		)
		select o.* from open_name o
		where o.subject_code is not null and not exists (select 1 from open_name w
			where w.batch_id = o.batch_id and w.row_no = o.row_no and w.holds and w.subject_code is null)`);
	const found = await tx.all('select distinct feed, batch_id from deciding order by batch_id');
	const entered: EnteredRows[] = [];
	for (const row of found) {
		const feed = feeds.get(String(row['feed']));
		if (feed) entered.push(await enterBatch(tx, feed, Number(row['batch_id']), { at, loadedAt }));
	}
	return entered;
}

/**
 * SQL of the rows of one batch with the decided codes in their cells. A project that was in under a provisional code
 * keeps its own name, and what is known of it otherwise: the form that named it prints little.
 */
function completedRows(feed: FeedDefinition): string {
	const rows = decidedCells(feed);
	if (feed.feed !== 'projects') return rows;
	const columns = storedColumns(feed).map(({ name }) => {
		if (name === 'project_code') return `d.${name}`;
		const parts =
			name === 'project_name' || name === 'sector' ? `p.${name}, d.${name}` : `d.${name}, p.${name}`;
		return `case when d.was_provisional then coalesce(${parts}) else d.${name} end as ${name}`;
	});
	return `select d.row_no, ${columns.join(', ')}
		from (${rows}) d left join feed_projects p on p.project_code = d.project_code and p.known_to is null`;
}

function decidedCells(feed: FeedDefinition): string {
	const columns = storedColumns(feed).map(({ name, sqlType }) => {
		const kept = `cast(cells->>'$.${name}' as ${sqlType})`;
		const decided = `max(case when code_column = '${name}' then subject_code end)`;
		return `coalesce(${sqlType === 'varchar' ? `${decided}, ` : ''}${kept}) as ${name}`;
	});
	const provisional = `bool_or(code_column = 'project_code' and not holds) as was_provisional`;
	return `select row_no, ${provisional}, ${columns.join(', ')} from deciding where batch_id = $of group by row_no, cells`;
}

async function enterBatch(
	tx: Transaction,
	feed: FeedDefinition,
	ofBatch: number,
	{ at, loadedAt }: { at: string; loadedAt: string }
): Promise<EnteredRows> {
	await tx.run(`create or replace temp table completed as ${completedRows(feed)}`, { of: ofBatch });
	const key = storedKey(feed).map(({ name }) => name);
	const names = storedColumns(feed)
		.map(({ name }) => name)
		.join(', ');
	await tx.run(`create or replace temp view fresh as select row_no, ${names} from completed`);
	const [counts] = await tx.all(
		`select count(*) as n, count(distinct hash(${key.join(', ')})) as keys,
			(select coalesce(max(batch_id), 0) + 1 from batch) as batch
		from completed`
	);
	const rows = Number(counts?.['n'] ?? 0);
	const batch = Number(counts?.['batch']);
	await tx.run(
		`insert into corrected_row
		select $feed, $batch, c.row_no, b.batch_id, c.row_no, b.received_at, b.batch_id, c.row_no
		from completed c join batch b on b.batch_id = $of`,
		{ feed: feed.feed, batch, of: ofBatch }
	);
	const placed = await placeRows(tx, feed, {
		batchId: batch,
		receivedAt: at,
		hasRepeats: Number(counts?.['keys']) !== rows,
		isCorrection: true
	});
	await tx.run(
		`insert into batch
		select $batch, feed, 'matching', supplier, file_name, sheet, sha256, landed_path, cast($at as timestamp),
			cast($loaded as timestamp), $rows, $rows, 0, $superseded, $unchanged, 'loaded', $note
		from batch where batch_id = $of`,
		{
			batch,
			of: ofBatch,
			at,
			loaded: loadedAt,
			rows,
			superseded: placed.superseded,
			unchanged: placed.unchanged,
			note: `批次 ${ofBatch} 中只有名称的行，按名称匹配的决定补上代码入库`
		}
	);
	await tx.run(
		'insert into name_entry select distinct batch_id, row_no, $batch, act_id from deciding where batch_id = $of',
		{ batch, of: ofBatch }
	);
	if (feed.feed === 'projects') await closeProvisional(tx, { of: ofBatch, at });
	await tx.run(
		`update set_aside set state = 'replayed'
		where batch_id = $of and state = 'open' and row_no in (select row_no from completed)`,
		{ of: ofBatch }
	);
	return { feed: feed.feed, ofBatch, batch, rows };
}
