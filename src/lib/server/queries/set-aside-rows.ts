import { z } from 'zod';
import { feeds } from '$lib/domain/feeds';
import type { Reader } from '../warehouse/warehouse';

const row = z.object({
	batch_id: z.number(),
	feed: z.string(),
	file_name: z.string(),
	sheet: z.string().nullable(),
	row_no: z.number(),
	column_name: z.string().nullable(),
	value: z.string().nullable(),
	reason: z.string()
});

/** One row that failed a check. */
export interface SetAsideRow {
	readonly batchId: number;
	readonly feed: string;
	readonly feedZh: string;
	readonly fileName: string;
	readonly sheet: string | null;
	readonly rowNo: number;
	readonly column: string | null;
	readonly columnZh: string | null;
	/** As it was written; masked where it is personal information. */
	readonly value: string | null;
	readonly reason: string;
}

/** Rows set aside that nobody has dealt with, newest batch first. */
export async function setAsideRows(reader: Reader, limit: number): Promise<SetAsideRow[]> {
	const rows = await reader.read(
		`select batch_id, feed, file_name, sheet, row_no, column_name, value, reason
		from set_aside where state = 'open' order by batch_id desc, row_no limit $limit`,
		{ limit },
		row
	);
	return rows.map((aside) => {
		const feed = feeds.get(aside.feed);
		return {
			batchId: aside.batch_id,
			feed: aside.feed,
			feedZh: feed?.zh ?? aside.feed,
			fileName: aside.file_name,
			sheet: aside.sheet,
			rowNo: aside.row_no,
			column: aside.column_name,
			columnZh: feed?.columns.find(({ name }) => name === aside.column_name)?.zh ?? null,
			value: aside.value,
			reason: aside.reason
		};
	});
}
