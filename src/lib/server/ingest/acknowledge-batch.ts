import type { Warehouse } from '$lib/server/warehouse/warehouse';
import { batchNamed } from './batch-name';
import type { BatchOrigin, BatchResult } from './load-table';
import type { TableSource } from './readers/table-source';

/** Promises a batch to its supplier: from now on it can be loaded again, whatever becomes of the database. */
export async function acknowledgeBatch(
	warehouse: Warehouse,
	table: TableSource,
	origin: BatchOrigin,
	result: BatchResult
): Promise<void> {
	const { correction } = origin;
	const corrects = correction && {
		id: correction.id,
		of: await batchNamed(warehouse, correction.ofBatch),
		rows: [...correction.rows],
		actor_id: correction.actor_id,
		actor_name: correction.actor_name,
		reason: correction.reason
	};
	await warehouse.acknowledge({
		batch: result.batch,
		feed: result.feed,
		sheet: table.sheet,
		file: origin.fileName,
		sha256: origin.sha256,
		landed: origin.landedPath,
		source: origin.sourceId,
		supplier: origin.supplier,
		received_at: origin.receivedAt,
		accepted: result.accepted,
		...(corrects && { corrects })
	});
}
