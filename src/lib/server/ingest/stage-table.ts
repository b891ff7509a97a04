import { RiskError } from '$lib/domain/errors';
import type { Transaction } from '$lib/server/warehouse/warehouse';
import { incomingSql } from './incoming-sql';
import type { TableSource } from './readers/table-source';

/** Reads a table as it stands into the temporary table `incoming`; nothing is kept yet. */
export async function stageTable(tx: Transaction, table: TableSource): Promise<void> {
	try {
		await tx.run(incomingSql(table));
	} catch (cause) {
		// A CSV as it was handed in is read again line by line; other lines without an end are nobody's rows.
		if (table.data.kind !== 'ndjson' || !/maximum line size/i.test(String(cause))) throw cause;
		throw new RiskError(
			'FILE_NOT_DATA',
			'文件里有一行超过 400 万字节，不是一行一条的数据，请重新导出后再提交。',
			{},
			{ cause }
		);
	}
}

/** Smallest `rowid` of `incoming`; rows are numbered from it. @throws RiskError ROWS_LOST where there is a hole */
export async function firstRowId(tx: Transaction): Promise<bigint> {
	const [ids] = await tx.all('select min(rowid) as low, max(rowid) as high, count(*) as n from incoming');
	const low = BigInt(String(ids?.['low'] ?? 0));
	const high = BigInt(String(ids?.['high'] ?? -1));
	if (high - low + 1n !== BigInt(String(ids?.['n'] ?? 0))) {
		throw new RiskError('ROWS_LOST', '读入的行号不连续，无法保证每行可追溯，本次未入库，请联系管理员。');
	}
	return low;
}
