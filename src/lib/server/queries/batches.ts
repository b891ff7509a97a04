import { z } from 'zod';
import { feeds } from '$lib/domain/feeds';
import type { TableOrder } from '$lib/domain/table-order';
import type { Reader } from '../warehouse/warehouse';
import { askedOrder } from './asked-order';
import { asideStates } from './quarantine';

const row = z.object({
	batch_id: z.number(),
	feed: z.string(),
	source_id: z.string(),
	supplier: z.string().nullable(),
	file_name: z.string(),
	sheet: z.string().nullable(),
	sha256: z.string(),
	landed_path: z.string(),
	received_at: z.string(),
	loaded_at: z.string(),
	rows_read: z.number(),
	accepted: z.number(),
	set_aside: z.number(),
	superseded: z.number(),
	unchanged: z.number(),
	status: z.string(),
	note: z.string().nullable()
});

/** One delivery: a table of a file, as it came in. */
export interface Batch {
	readonly id: number;
	readonly feed: string;
	readonly feedZh: string;
	readonly source: string;
	readonly supplier: string | null;
	readonly fileName: string;
	readonly sheet: string | null;
	readonly sha256: string;
	/** Below the home. */
	readonly landedPath: string;
	readonly receivedAt: string;
	readonly loadedAt: string;
	readonly rowsRead: number;
	/** Counts the unchanged too; rows read = accepted + set aside. */
	readonly accepted: number;
	readonly setAside: number;
	readonly superseded: number;
	readonly unchanged: number;
	readonly status: string;
	readonly note: string | null;
}

const columns = `batch_id, feed, source_id, supplier, file_name, sheet, sha256, landed_path,
	strftime(received_at, '%Y-%m-%d %H:%M') as received_at, strftime(loaded_at, '%Y-%m-%d %H:%M') as loaded_at, rows_read,
	accepted, set_aside, superseded, unchanged, status, note`;

const batchOf = (found: z.infer<typeof row>): Batch => ({
	id: found.batch_id,
	feed: found.feed,
	feedZh: feeds.get(found.feed)?.zh ?? found.feed,
	source: found.source_id,
	supplier: found.supplier,
	fileName: found.file_name,
	sheet: found.sheet,
	sha256: found.sha256,
	landedPath: found.landed_path,
	receivedAt: found.received_at,
	loadedAt: found.loaded_at,
	rowsRead: found.rows_read,
	accepted: found.accepted,
	setAside: found.set_aside,
	superseded: found.superseded,
	unchanged: found.unchanged,
	status: found.status,
	note: found.note
});

/** How many deliveries of a kind there are, or of all. */
export async function batchCount(reader: Reader, feed: string | null): Promise<number> {
	const [found] = await reader.read(
		`select count(*) as count from batch where ($feed is null or feed = $feed)`,
		{ feed },
		z.object({ count: z.coerce.number() })
	);
	return found?.count ?? 0;
}

/** By what deliveries can be ordered. */
export const batchOrders = {
	no: 'batch_id',
	received: 'batch.received_at',
	read: 'rows_read',
	accepted: 'accepted',
	aside: 'set_aside',
	changed: 'superseded',
	unchanged: 'unchanged'
} as const;

/** Deliveries, the newest first unless another order is asked for. */
export async function batchList(
	reader: Reader,
	feed: string | null,
	asked: { readonly limit: number; readonly offset?: number; readonly order?: TableOrder | null }
): Promise<Batch[]> {
	const { limit, offset = 0, order = null } = asked;
	const rows = await reader.read(
		`select ${columns} from batch where ($feed is null or feed = $feed)
		order by ${askedOrder(order, batchOrders, 'batch.received_at desc, batch_id desc')} limit $limit offset $offset`,
		{ feed, limit, offset },
		row
	);
	return rows.map(batchOf);
}

/** What rests on a delivery. */
export interface BatchReach {
	/** Rows of it that say what is known now, and rows that a later delivery replaced. */
	readonly standing: number;
	readonly replaced: number;
	readonly projects: readonly { readonly code: string; readonly name: string; readonly rows: number }[];
	readonly projectCount: number;
	readonly enterpriseCount: number;
}

const reachRow = z.object({
	standing: z.coerce.number(),
	replaced: z.coerce.number(),
	projects: z.coerce.number(),
	enterprises: z.coerce.number()
});
const projectRow = z.object({ code: z.string(), name: z.string().nullable(), rows: z.coerce.number() });
const shownProjects = 30;

/** One delivery with what rests on it; null where there is none. */
export async function batchFacts(
	reader: Reader,
	id: number
): Promise<{ batch: Batch; reach: BatchReach } | null> {
	const [found] = await reader.read(`select ${columns} from batch where batch_id = $id`, { id }, row);
	const feed = found && feeds.get(found.feed);
	if (!found || !feed) return null;
	const has = (name: string) => feed.columns.some((column) => column.name === name);
	const [reach] = await reader.read(
		`select count(*) filter (where known_to is null) as standing, count(*) filter (where known_to is not null) as replaced,
			${has('project_code') ? 'count(distinct project_code)' : '0'} as projects,
			${has('uscc') ? 'count(distinct uscc)' : '0'} as enterprises
		from feed_${feed.feed} where batch_id = $id`,
		{ id },
		reachRow
	);
	const projects = has('project_code')
		? await reader.read(
				`select f.project_code as code, max(p.project_name) as name, count(*) as rows from feed_${feed.feed} f
				left join feed_projects p on p.project_code = f.project_code and p.known_to is null
				where f.batch_id = $id and f.project_code is not null
				group by f.project_code order by rows desc, code limit ${shownProjects}`,
				{ id },
				projectRow
			)
		: [];
	return {
		batch: batchOf(found),
		reach: {
			standing: reach?.standing ?? 0,
			replaced: reach?.replaced ?? 0,
			projects: projects.map(({ code, name, rows }) => ({ code, name: name ?? code, rows })),
			projectCount: reach?.projects ?? 0,
			enterpriseCount: reach?.enterprises ?? 0
		}
	};
}

const asideRow = z.object({
	row_no: z.number(),
	column_name: z.string().nullable(),
	value: z.string().nullable(),
	reason: z.string(),
	state: z.enum(asideStates)
});

/** Rows of a delivery that were set aside. */
export async function batchAsides(reader: Reader, id: number, limit: number) {
	return reader.read(
		`select row_no, column_name, value, reason, state from set_aside where batch_id = $id order by row_no limit $limit`,
		{ id, limit },
		asideRow
	);
}
