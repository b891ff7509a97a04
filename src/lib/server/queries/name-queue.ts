import { z } from 'zod';
import { feeds } from '$lib/domain/feeds';
import { nameKinds } from '$lib/domain/name-kind';
import { optionalNamedCodes } from '../ingest/matching/name-columns';
import { standingNames } from '../ingest/matching/standing-names';
import type { Reader } from '../warehouse/warehouse';

/** Rows that are in without the code that they name, and still are the last word on their key. */
const standingWithoutCode = [...feeds.values()]
	.flatMap((feed) => optionalNamedCodes(feed).map((code) => ({ feed: feed.feed, code })))
	.map(
		({ feed, code }) => `select n.batch_id, n.row_no, n.code_column from named_row n
		left join unchanged_row u on u.feed = n.feed and u.batch_id = n.batch_id and u.row_no = n.row_no
		join feed_${feed} f on f.batch_id = coalesce(u.same_batch, n.batch_id)
			and f.row_no = coalesce(u.same_row, n.row_no) and f.known_to is null and f.${code} is null
		where n.feed = '${feed}' and n.code_column = '${code}' and not n.holds`
	)
	.concat(
		`select n.batch_id, n.row_no, n.code_column from named_row n
		left join unchanged_row u on u.feed = n.feed and u.batch_id = n.batch_id and u.row_no = n.row_no
		join feed_projects f on f.batch_id = coalesce(u.same_batch, n.batch_id)
			and f.row_no = coalesce(u.same_row, n.row_no) and f.known_to is null
		where n.feed = 'projects' and n.code_column = 'project_code' and not n.holds`
	)
	.join(' union ');

/** SQL of the names in rows that wait for a decision. */
export const waitingNames = `select n.*, b.file_name, b.received_at from named_row n
	join batch b on b.batch_id = n.batch_id and b.status = 'loaded'
	where not exists (select 1 from (${standingNames}) s
			where s.supplier = n.supplier and s.kind = n.kind and s.name_folded = n.name_folded)
		and ((n.holds and exists (select 1 from set_aside a
				where a.batch_id = n.batch_id and a.row_no = n.row_no and a.state = 'open'))
			or (not n.holds and exists (select 1 from (${standingWithoutCode}) w
				where w.batch_id = n.batch_id and w.row_no = n.row_no and w.code_column = n.code_column)))`;

const row = z.object({
	supplier: z.string(),
	kind: z.enum(nameKinds),
	name_folded: z.string(),
	name: z.string(),
	feeds: z.string(),
	rows: z.coerce.number(),
	held: z.coerce.number(),
	batch_id: z.number(),
	row_no: z.number(),
	file_name: z.string(),
	received_at: z.string()
});

/** A name of one supplier that nobody has decided on. */
export interface WaitingName {
	/** '' where files came without a supplier. */
	readonly supplier: string;
	readonly kind: z.infer<typeof row>['kind'];
	/** As names are compared. */
	readonly folded: string;
	/** As it was written last. */
	readonly name: string;
	readonly feeds: readonly string[];
	readonly rows: number;
	/** Rows that are set aside until it is decided; the others are in without the code. */
	readonly held: number;
	/** The first row that names it. */
	readonly first: {
		readonly batch: number;
		readonly row: number;
		readonly file: string;
		/** 'YYYY-MM-DD HH:MM:SS', Asia/Shanghai. */
		readonly receivedAt: string;
	};
}

/** The queue of names: those that hold most rows first, and how many names there are. */
export async function nameQueue(
	reader: Reader,
	{ limit, offset }: { limit: number; offset: number }
): Promise<{ total: number; names: WaitingName[] }> {
	const rows = await reader.read(
		`with waiting as (${waitingNames}), first_row as (
			select *, row_number() over (partition by supplier, kind, name_folded order by batch_id, row_no) as place,
				row_number() over (partition by supplier, kind, name_folded order by batch_id desc, row_no desc) as last_place
			from waiting
		)
		select supplier, kind, name_folded,
			max(case when last_place = 1 then name end) as name,
			to_json(list(distinct feed order by feed)) as feeds, count(*) as rows,
			sum(case when holds then 1 else 0 end) as held,
			max(case when place = 1 then batch_id end) as batch_id, max(case when place = 1 then row_no end) as row_no,
			max(case when place = 1 then file_name end) as file_name,
			cast(min(received_at) as varchar) as received_at, count(*) over () as total
		from first_row
		group by supplier, kind, name_folded
		order by held desc, rows desc, name, supplier, kind, name_folded
		limit $limit offset $offset`,
		{ limit, offset },
		row.extend({ total: z.coerce.number() })
	);
	return {
		total: rows[0]?.total ?? 0,
		names: rows.map((one) => ({
			supplier: one.supplier,
			kind: one.kind,
			folded: one.name_folded,
			name: one.name,
			feeds: z.array(z.string()).parse(JSON.parse(one.feeds)),
			rows: one.rows,
			held: one.held,
			first: {
				batch: one.batch_id,
				row: one.row_no,
				file: one.file_name,
				receivedAt: one.received_at
			}
		}))
	};
}
