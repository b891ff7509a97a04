import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { destroyLanded } from '$lib/server/warehouse/landed-files';
import type { Warehouse } from '$lib/server/warehouse/warehouse';
import type { FileReport } from './file-report';
import type { LandedFile } from './land';

/** A file that was destroyed because its persons had to be forgotten is not taken in again. @throws RiskError FILE_ERASED */
export async function refuseErased(warehouse: Warehouse, name: string, landed: LandedFile): Promise<void> {
	const [found] = await warehouse.read(
		'select count(*) as n from erased_file where sha256 = $sha256',
		{ sha256: landed.sha256 },
		z.object({ n: z.coerce.number() })
	);
	if ((found?.n ?? 0) === 0) return;
	await destroyLanded(landed.path);
	throw new RiskError(
		'FILE_ERASED',
		`文件“${name}”里的个人信息已按保存期限删除，不再接收；如确需重新报送，请去掉已删除的项目后另存为新文件。`
	);
}

const seenBefore = z.object({
	batch_id: z.number(),
	feed: z.string(),
	sheet: z.string().nullable(),
	rows_read: z.number(),
	accepted: z.number(),
	set_aside: z.number()
});

/** What a file that was loaded before was answered, table by table; empty where it is new. */
export async function reportsOfSeenFile(
	warehouse: Warehouse,
	name: string,
	sha256: string,
	feed: string | undefined
): Promise<FileReport[]> {
	const seen = await warehouse.read(
		`select batch_id, feed, sheet, rows_read, accepted, set_aside from batch
		where sha256 = $sha256 and status = 'loaded' and source_id <> 'matching' and (cast($feed as varchar) is null or feed = $feed)
		order by batch_id`,
		{ sha256, feed: feed ?? null },
		seenBefore
	);
	return seen.map((batch) => ({
		file: name,
		feed: batch.feed,
		sheet: batch.sheet,
		rows_read: batch.rows_read,
		accepted: batch.accepted,
		set_aside: batch.set_aside,
		superseded: 0,
		unchanged: batch.accepted,
		duplicate: true,
		batch: batch.batch_id,
		note: '此文件以前已导入，未作任何改动',
		error: null
	}));
}
