import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import type { BatchName } from '$lib/server/warehouse/ack-journal';
import type { Reader } from '$lib/server/warehouse/warehouse';

const row = z.object({
	batch: z.number(),
	sha256: z.string(),
	feed: z.string(),
	sheet: z.string().nullable()
});

/** A batch as the journal names it. @throws RiskError BATCH_UNKNOWN */
export async function batchNamed(reader: Reader, batch: number): Promise<BatchName> {
	const [found] = await reader.read(
		'select batch_id as batch, sha256, feed, sheet from batch where batch_id = $batch',
		{ batch },
		row
	);
	if (!found) throw new RiskError('BATCH_UNKNOWN', `没有批次 ${batch}，请核对批次号。`);
	return found;
}

/**
 * The number that a batch of the journal has in this database: its own where that is still the same file, else that
 * of the last batch made of the same table.
 * @throws RiskError BATCH_UNKNOWN
 */
export async function numberOf(reader: Reader, name: BatchName): Promise<number> {
	const [found] = await reader.read(
		`select batch_id as batch, sha256, feed, sheet from batch
		where sha256 = $sha256 and feed = $feed and sheet is not distinct from $sheet
		order by batch_id = $batch desc, batch_id desc limit 1`,
		name,
		row
	);
	if (!found) throw new RiskError('BATCH_UNKNOWN', `库中没有批次 ${name.batch} 的文件，请先补回该批次。`);
	return found.batch;
}
