import type { FeedDefinition } from '$lib/domain/feed';
import { storedColumns, storedKey } from '$lib/server/warehouse/feed-tables';
import { counted } from '$lib/server/warehouse/counted';
import type { Transaction } from '$lib/server/warehouse/warehouse';
import { retell } from './retell';

export interface Placement {
	readonly batchId: number;
	/** When the rows became known, Shanghai time. */
	readonly receivedAt: string;
	/** Whether a key may stand more than once in the file. */
	readonly hasRepeats: boolean;
	/** Whether the rows take the place of rows of an earlier delivery; `corrected_row` says of which. */
	readonly isCorrection: boolean;
}

export interface PlacementCounts {
	/** Rows of `fresh`. */
	readonly rows: number;
	readonly superseded: number;
	readonly unchanged: number;
	/** Rows whose key stood more than once in the file. */
	readonly repeatedKeys: number;
}

const names = (columns: readonly { name: string }[], alias = '') =>
	columns.map((column) => alias + column.name).join(', ');

const same = (columns: readonly { name: string }[], a: string, b: string) =>
	columns.map((column) => `${a}.${column.name} is not distinct from ${b}.${column.name}`).join(' and ') ||
	'true';

/**
 * Puts the rows of `fresh` into the feed's table: a row that says what is known already is left out,
 * a row that differs closes the earlier one from the moment it was received, whatever the order in
 * which files arrive.
 */
export async function placeRows(
	tx: Transaction,
	feed: FeedDefinition,
	at: Placement
): Promise<PlacementCounts> {
	const table = `feed_${feed.feed}`;
	const columns = storedColumns(feed);
	const key = storedKey(feed);
	const params = { batch: at.batchId, at: at.receivedAt };
	const insert = `insert into ${table} select ${names(columns)}, $batch, row_no, cast($at as timestamp), null`;

	const { hasRepeats } = at;
	const isEmpty = (await counted(tx, `select count(*) as n from (select 1 from ${table} limit 1)`)) === 0;
	if (!hasRepeats && isEmpty && !at.isCorrection) {
		const inserted = await tx.run(`${insert} from fresh`, params);
		return { rows: inserted, superseded: 0, unchanged: 0, repeatedKeys: 0 };
	}

	await tx.run(
		`create or replace temp table ranked as select *${hasRepeats ? repeatColumns(columns, key, at.isCorrection) : ', false as repeats, false as replaced, 1 as occurrence'} from fresh`
	);
	// Keys are looked up first and contents compared after: a small correction then reads few columns of a large table.
	await tx.run(
		`create or replace temp table met as
			select r.row_no, f.rowid as old_row
			from ranked r join ${table} f on ${same(key, 'f', 'r')}
			where r.occurrence = 1
				and f.known_from <= cast($at as timestamp)
				and (f.known_to is null or f.known_to > cast($at as timestamp))`,
		{ at: at.receivedAt }
	);
	await tx.run(
		`create or replace temp table matched as
			select m.row_no, m.old_row, f.batch_id as old_batch, f.row_no as old_row_no,
				${same(columns, 'f', 'r')} as same
			from met m
			join ranked r on r.row_no = m.row_no
			join ${table} f on f.rowid = m.old_row`
	);
	const repeats = await counted(tx, 'select count(*) as n from ranked where repeats');
	const replaced = await counted(tx, 'select count(*) as n from ranked where replaced and not repeats');
	const unchanged = await counted(tx, 'select count(*) as n from matched where same');
	const changed = await counted(tx, 'select count(*) as n from matched where not same');
	const history = await historyOf(tx, feed, at);
	await tx.run(
		`insert into unchanged_row
		select $feed, $batch, m.row_no, coalesce(u.same_batch, m.old_batch), coalesce(u.same_row, m.old_row_no)
		from matched m
		left join unchanged_row u on u.feed = $feed and u.batch_id = m.old_batch and u.row_no = m.old_row_no
		where m.same`,
		{ feed: feed.feed, batch: at.batchId }
	);
	await tx.run(
		`${insert} from ranked where not repeats and row_no not in (select row_no from matched where same)`,
		params
	);
	const isLate = history.isLate || at.isCorrection;
	if ((isLate && (history.hasActs || history.hasUnchanged)) || (hasRepeats && history.hasActs)) {
		await retell(tx, feed, 'ranked', at.receivedAt);
	} else if (hasRepeats || isLate) {
		await restitch(tx, feed, 'ranked');
	} else if (changed > 0) {
		await tx.run(
			`update ${table} set known_to = cast($at as timestamp)
			where rowid in (select old_row from matched where not same)`,
			{ at: at.receivedAt }
		);
	}
	const repeatedKeys = hasRepeats
		? await counted(tx, 'select count(*) as n from ranked where occurrence > 1')
		: 0;
	const rows = await counted(tx, 'select count(*) as n from ranked');
	return { rows, superseded: changed + replaced, unchanged: unchanged + repeats, repeatedKeys };
}

/** What came before a batch that decides how its rows are placed. */
interface FeedHistory {
	/** Whether something of a later moment is known already. */
	readonly isLate: boolean;
	/** Whether deliveries were withdrawn or rows corrected: the order of receipt then is not the whole story. */
	readonly hasActs: boolean;
	/** Whether rows were left out because they said what was known. */
	readonly hasUnchanged: boolean;
}

async function historyOf(tx: Transaction, feed: FeedDefinition, at: Placement): Promise<FeedHistory> {
	const [row] = await tx.all(
		`select exists (select 1 from batch where feed = $feed and received_at > cast($at as timestamp))
				or exists (select 1 from batch_withdrawal where feed = $feed and withdrawn_at > cast($at as timestamp)) as late,
			exists (select 1 from batch_withdrawal where feed = $feed)
				or exists (select 1 from corrected_row where feed = $feed) as acts,
			exists (select 1 from unchanged_row where feed = $feed) as unchanged`,
		{ feed: feed.feed, at: at.receivedAt }
	);
	return {
		isLate: row?.['late'] === true,
		hasActs: row?.['acts'] === true,
		hasUnchanged: row?.['unchanged'] === true
	};
}

/**
 * For keys that stand more than once in one file: which row only repeats, which is replaced further down. Two rows
 * of a correction may take places between which another row stands: none of them is a repetition.
 */
function repeatColumns(
	columns: readonly { name: string }[],
	key: readonly { name: string }[],
	isCorrection: boolean
): string {
	const content = `hash(${names(columns)})`;
	const window = `(partition by ${names(key)} order by row_no)`;
	const repeats = isCorrection ? 'false' : `coalesce(lag(${content}) over ${window} = ${content}, false)`;
	return `, ${repeats} as repeats,
		lead(row_no) over ${window} is not null
			and coalesce(lead(${content}) over ${window} <> ${content}, false) as replaced,
		row_number() over ${window} as occurrence`;
}

/** Computes again from when to when each row of the keys in `keysTable` was known. */
async function restitch(tx: Transaction, feed: FeedDefinition, keysTable: string): Promise<void> {
	const table = `feed_${feed.feed}`;
	const key = storedKey(feed);
	await tx.run(`create or replace temp table stitched as
		select f.rowid as old_row,
			lead(f.known_from) over (
				partition by ${names(key, 'f.')} order by f.known_from, f.batch_id, f.row_no
			) as next_from
		from ${table} f
		where exists (select 1 from ${keysTable} k where ${same(key, 'f', 'k')})`);
	await tx.run(`update ${table} set known_to = s.next_from from stitched s
		where ${table}.rowid = s.old_row and ${table}.known_to is distinct from s.next_from`);
}
