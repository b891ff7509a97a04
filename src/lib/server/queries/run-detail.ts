import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';

const text = z.string().nullable();
const number = z.coerce.number().nullable();
const productRow = z.object({
	seq: z.number(),
	kind: z.enum(['batch', 'duplicate', 'failed', 'scored']),
	made_at: z.string(),
	milliseconds: number,
	source_id: text,
	supplier: text,
	feed: text,
	file_name: text,
	batch_id: z.number().nullable(),
	rows_read: number,
	accepted: number,
	set_aside: number,
	superseded: number,
	unchanged: number,
	score_run_id: z.number().nullable(),
	as_of: text,
	projects: number,
	enterprises: number,
	words: text
});

/** One thing that a run made. */
export type RunMade = z.infer<typeof productRow>;

/** What a run made, in the order in which it made it. */
export async function runProducts(reader: Reader, runId: number, limit: number): Promise<RunMade[]> {
	return reader.read(
		`select seq, kind, strftime(made_at, '%H:%M:%S') as made_at, milliseconds, source_id, supplier, feed, file_name,
			batch_id, rows_read, accepted, set_aside, superseded, unchanged, score_run_id, cast(as_of as varchar) as as_of,
			projects, enterprises, words
		from job_run_product where run_id = $run order by seq limit $limit`,
		{ run: runId, limit },
		productRow
	);
}

const feedRow = z.object({
	feed: z.string(),
	files: z.coerce.number(),
	failed: z.coerce.number(),
	rows_read: z.coerce.number(),
	accepted: z.coerce.number(),
	set_aside: z.coerce.number(),
	superseded: z.coerce.number(),
	unchanged: z.coerce.number(),
	milliseconds: z.coerce.number()
});

/** What went in and out of a run, a feed a row; '' where a file was of no feed. */
export async function runFeeds(reader: Reader, runId: number): Promise<z.infer<typeof feedRow>[]> {
	return reader.read(
		`select coalesce(feed, '') as feed, count(*) as files, sum(case when kind = 'failed' then 1 else 0 end) as failed,
			coalesce(sum(rows_read), 0) as rows_read, coalesce(sum(accepted), 0) as accepted,
			coalesce(sum(set_aside), 0) as set_aside, coalesce(sum(superseded), 0) as superseded,
			coalesce(sum(unchanged), 0) as unchanged, coalesce(sum(milliseconds), 0) as milliseconds
		from job_run_product where run_id = $run and kind <> 'scored' group by 1 order by 1`,
		{ run: runId },
		feedRow
	);
}

/** The number of the scoring of the last judged day, whatever was judged of days before it since; 0 where nothing was scored. */
export async function lastScoring(reader: Reader): Promise<number> {
	const [row] = await reader.read(
		`select run_id as run from score_run where series = 'current' order by as_of desc, run_id desc limit 1`,
		{},
		z.object({ run: z.coerce.number() })
	);
	return row?.run ?? 0;
}
