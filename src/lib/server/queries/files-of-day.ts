import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';

const row = z.object({
	name: z.string(),
	landed: z.string(),
	source: z.string(),
	supplier: z.string().nullable(),
	feed: z.string().nullable(),
	received_at: z.string()
});

/** A file that was received, whether it was loaded or sent back. */
export interface ReceivedFile {
	readonly name: string;
	/** Below the home. */
	readonly landed: string;
	readonly source: string;
	readonly supplier: string | null;
	/** Where the file holds one feed only. */
	readonly feed: string | null;
	/** 'YYYY-MM-DD HH:MM:SS', Asia/Shanghai. */
	readonly receivedAt: string;
}

/** The files received on a day, each once, in the order in which they came; within a second, as they were loaded. */
export async function filesOfDay(reader: Reader, day: string): Promise<ReceivedFile[]> {
	const rows = await reader.read(
		`select min(name) as name, landed, source, max(supplier) as supplier,
			case when count(distinct feed) = 1 then min(feed) end as feed, cast(min(received_at) as varchar) as received_at
		from (
			select file_name as name, landed_path as landed, source_id as source, supplier, feed, received_at, batch_id from batch
			where status = 'loaded' and cast(received_at as date) = cast($day as date)
			union all
			select file_name, landed_path, source_id, null, feed, received_at, 0 from refused_file
			where landed_path is not null and cast(received_at as date) = cast($day as date)
		) as received
		group by landed, source order by received_at, max(batch_id), landed`,
		{ day },
		row
	);
	return rows.map(({ received_at, ...file }) => ({ ...file, receivedAt: received_at.slice(0, 19) }));
}
