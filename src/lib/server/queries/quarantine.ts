import { z } from 'zod';
import { feeds } from '$lib/domain/feeds';
import type { Reader } from '../warehouse/warehouse';

/** What has become of a row that was set aside. */
export const asideStates = ['open', 'replayed', 'discarded', 'withdrawn'] as const;
export type AsideState = (typeof asideStates)[number];

/** Which rows are meant; null: all. */
export interface AsideFilter {
	readonly state: AsideState;
	readonly feed: string | null;
	/** The reason without the value that differs from row to row, as `asideGroups` gives it. */
	readonly reason: string | null;
	readonly file: string | null;
	readonly batch: number | null;
}

/** SQL of a reason without the value that differs from row to row. */
const kind = `regexp_replace(reason, '的值“[^”]*”', '的值', 'g')`;
const held = `state = $state and ($feed is null or feed = $feed) and ($file is null or file_name = $file)
	and ($batch is null or batch_id = $batch) and ($reason is null or ${kind} = $reason)`;
const paramsOf = ({ state, feed, reason, file, batch }: AsideFilter) => ({
	state,
	feed,
	reason,
	file,
	batch
});

/** Rows by what has become of them; together they are all that were ever set aside. */
export async function asideCounts(reader: Reader): Promise<Record<AsideState, number>> {
	const rows = await reader.read(
		'select state, count(*) as n from set_aside group by state',
		{},
		z.object({ state: z.enum(asideStates), n: z.coerce.number() })
	);
	const counts = Object.fromEntries(rows.map(({ state, n }) => [state, n]));
	return { open: 0, replayed: 0, discarded: 0, withdrawn: 0, ...counts };
}

const groupRow = z.object({
	feed: z.string(),
	column_name: z.string().nullable(),
	kind: z.string(),
	n: z.coerce.number()
});
const fileRow = z.object({
	batch_id: z.number(),
	feed: z.string(),
	file_name: z.string(),
	sheet: z.string().nullable(),
	supplier: z.string().nullable(),
	n: z.coerce.number()
});
const mostGroups = 60;

/** The rows of one state by reason and by file, the largest first. */
export async function asideGroups(reader: Reader, state: AsideState) {
	const reasons = await reader.read(
		`select feed, column_name, ${kind} as kind, count(*) as n from set_aside where state = $state
		group by feed, column_name, kind order by n desc, feed, kind limit ${mostGroups}`,
		{ state },
		groupRow
	);
	const files = await reader.read(
		`select a.batch_id, a.feed, a.file_name, a.sheet, b.supplier, count(*) as n
		from set_aside a left join batch b on b.batch_id = a.batch_id where a.state = $state
		group by a.batch_id, a.feed, a.file_name, a.sheet, b.supplier
		order by a.batch_id desc limit ${mostGroups}`,
		{ state },
		fileRow
	);
	return { reasons, files };
}

const asideRow = z.object({
	batch_id: z.number(),
	feed: z.string(),
	file_name: z.string(),
	sheet: z.string().nullable(),
	row_no: z.number(),
	column_name: z.string().nullable(),
	value: z.string().nullable(),
	reason: z.string(),
	state: z.enum(asideStates),
	said: z.string().nullable()
});

/** One row that failed a check. */
export interface AsideRow extends z.infer<typeof asideRow> {
	readonly feedZh: string;
	readonly columnZh: string | null;
}

const named = (row: z.infer<typeof asideRow>): AsideRow => {
	const feed = feeds.get(row.feed);
	return {
		...row,
		feedZh: feed?.zh ?? row.feed,
		columnZh: feed?.columns.find(({ name }) => name === row.column_name)?.zh ?? null
	};
};

/** SQL of what the checks said last of a row that was tried again. */
const lastSaid = `select batch_id, row_no, max_by(said, acted_at) as said from quarantine_act
	where kind = 'refused' group by batch_id, row_no`;

/** Rows that were set aside, the newest batch first, with how many there are. */
export async function asideRows(
	reader: Reader,
	filter: AsideFilter,
	page: { readonly limit: number; readonly offset: number }
): Promise<{ rows: AsideRow[]; total: number }> {
	const rows = await reader.read(
		`select a.*, q.said from (
			select * from set_aside where ${held} order by batch_id desc, row_no limit $limit offset $offset
		) a left join (${lastSaid}) q on q.batch_id = a.batch_id and q.row_no = a.row_no
		order by a.batch_id desc, a.row_no`,
		{ ...paramsOf(filter), ...page },
		asideRow
	);
	const [counted] = await reader.read(
		`select count(*) as n from set_aside where ${held}`,
		paramsOf(filter),
		z.object({ n: z.coerce.number() })
	);
	return { rows: rows.map(named), total: counted?.n ?? 0 };
}

/** Numbers of the rows that are meant, by batch, the oldest batch first. */
export async function asideNumbers(
	reader: Reader,
	filter: AsideFilter,
	most: number
): Promise<Map<number, number[]>> {
	const rows = await reader.read(
		`select batch_id, row_no from set_aside where ${held} order by batch_id, row_no limit $most`,
		{ ...paramsOf(filter), most },
		z.object({ batch_id: z.number(), row_no: z.number() })
	);
	const batches = new Map<number, number[]>();
	for (const { batch_id, row_no } of rows) batches.set(batch_id, [...(batches.get(batch_id) ?? []), row_no]);
	return batches;
}

const actRow = z.object({
	kind: z.enum(['corrected', 'refused', 'discarded', 'reopened']),
	new_batch: z.number().nullable(),
	said: z.string().nullable(),
	acted_at: z.string(),
	actor_name: z.string(),
	reason: z.string().nullable()
});

/** One row that was set aside, everything that was done with it, and its open neighbours; null where there is none. */
export async function asideCard(reader: Reader, batch: number, rowNo: number) {
	const [row] = await reader.read(
		'select *, null as said from set_aside where batch_id = $batch and row_no = $row',
		{ batch, row: rowNo },
		asideRow
	);
	if (!row) return null;
	const acts = await reader.read(
		`select kind, new_batch, said, strftime(acted_at, '%Y-%m-%d %H:%M') as acted_at, actor_name, reason
		from quarantine_act where batch_id = $batch and row_no = $row order by quarantine_act.acted_at, rowid`,
		{ batch, row: rowNo },
		actRow
	);
	const [near] = await reader.read(
		`select max(case when row_no < $row then row_no end) as before, min(case when row_no > $row then row_no end) as after,
			count(*) as n
		from set_aside where batch_id = $batch and state = 'open'`,
		{ batch, row: rowNo },
		z.object({ before: z.number().nullable(), after: z.number().nullable(), n: z.coerce.number() })
	);
	return { row: named(row), acts, near: near ?? { before: null, after: null, n: 0 } };
}

/** What the rows say that a workbook for their supplier shows: reasons, by row. */
export async function asideReasons(
	reader: Reader,
	batch: number,
	rows: readonly number[]
): Promise<Map<number, { column: string | null; reason: string }>> {
	const found = await reader.read(
		`select a.row_no, a.column_name, coalesce(q.said, a.reason) as reason
		from set_aside a left join (${lastSaid}) q on q.batch_id = a.batch_id and q.row_no = a.row_no
		where a.batch_id = $batch and a.row_no in (select unnest(cast(cast($rows as json) as integer[])))`,
		{ batch, rows: JSON.stringify(rows) },
		z.object({ row_no: z.number(), column_name: z.string().nullable(), reason: z.string() })
	);
	return new Map(found.map((one) => [one.row_no, { column: one.column_name, reason: one.reason }]));
}
