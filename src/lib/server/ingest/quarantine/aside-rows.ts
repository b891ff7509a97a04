import { mkdtemp, rm, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { plainCopy } from '$lib/server/warehouse/landed-files';
import type { Transaction } from '$lib/server/warehouse/warehouse';
import { rowNumberSql } from '../incoming-sql';
import type { IngestContext } from '../ingest-request';
import { repairedTable } from '../repaired-table';
import { firstRowId, stageTable } from '../stage-table';
import { supplierMemory } from '../memory/supplier-memory';
import type { TableSource } from '../readers/table-source';
import { tablesOf } from '../thinning/thinned-file';

/** A row that was set aside, as its supplier wrote it. */
export interface AsideCells {
	readonly rowNo: number;
	/** In the order of the headers; null where the whole row could not be read. */
	readonly cells: readonly (string | null)[] | null;
	/** The beginning of a row that could not be read. */
	readonly raw: string | null;
}

/** The rows of a batch that were set aside, read again from its landed file. */
export interface AsideTable {
	readonly batch: number;
	readonly feed: string;
	readonly supplier: string | null;
	readonly fileName: string;
	readonly sheet: string | null;
	/** Header cells as found; two levels are joined by `/`. */
	readonly headers: readonly string[];
	/** For each header the column that it names now, or null. */
	readonly columns: readonly (string | null)[];
	readonly rows: readonly AsideCells[];
}

const batchRow = z.object({
	feed: z.string(),
	supplier: z.string().nullable(),
	file_name: z.string(),
	sheet: z.string().nullable(),
	landed_path: z.string()
});

/**
 * Reads rows of a batch from its landed file, the way the file would be read now.
 * @throws RiskError BATCH_UNKNOWN, LANDED_MISSING, TABLE_GONE, and as parseTables
 */
export async function readAsideRows(
	context: IngestContext,
	batch: number,
	rowNos: readonly number[]
): Promise<AsideTable> {
	const [found] = await context.warehouse.read(
		'select feed, supplier, file_name, sheet, landed_path from batch where batch_id = $batch',
		{ batch },
		batchRow
	);
	if (!found) throw new RiskError('BATCH_UNKNOWN', `没有批次 ${batch}，请核对批次号。`);
	const path = join(context.home, found.landed_path);
	if (!(await stat(path).catch(() => undefined))?.isFile()) {
		throw new RiskError(
			'LANDED_MISSING',
			`批次 ${batch} 的原始文件“${found.file_name}”不在原处，请从备份取回 ${found.landed_path} 后再试。`
		);
	}
	const temp = await mkdtemp(join(context.home, 'tmp', 'aside-'));
	try {
		const plain = join(temp, `plain${extname(found.landed_path)}`);
		await plainCopy(path, context.keys, plain);
		const table = await tableOfBatch(context, { ...found, path: plain, sealed: path }, temp);
		const rows = await readRows(context, table, { name: found.file_name, temp, rowNos });
		const { feed, supplier, file_name: fileName, sheet } = found;
		return { batch, feed, supplier, fileName, sheet, headers: table.headers, columns: table.columns, rows };
	} finally {
		await rm(temp, { recursive: true, force: true });
	}
}

/** A batch, and its landed file: sealed, and opened into a plain copy. */
export interface OpenedBatch extends Omit<z.infer<typeof batchRow>, 'landed_path'> {
	readonly path: string;
	readonly sealed: string;
}

/**
 * The table of a file that a batch was made of: found by itself, else by the name of the feed.
 * @throws RiskError TABLE_GONE, and as parseTables
 */
export async function tableOfBatch(
	{ warehouse }: Pick<IngestContext, 'warehouse'>,
	batch: OpenedBatch,
	temp: string
): Promise<TableSource> {
	const { headers: remembered } = await supplierMemory(warehouse, batch.supplier);
	const file = { path: batch.path, name: batch.file_name, remembered };
	for (const read of [file, { ...file, feed: batch.feed }]) {
		const tables = await tablesOf(read, temp, batch.sealed).catch((error: unknown) => {
			if (error instanceof RiskError && !('feed' in read)) return [];
			throw error;
		});
		const table = tables.find(({ feed, sheet }) => feed === batch.feed && sheet === batch.sheet);
		if (table) return table;
	}
	throw new RiskError(
		'TABLE_GONE',
		`文件“${batch.file_name}”里找不到这一批的表，表头的对应关系可能改过，请到“记住的写法”核对。`
	);
}

interface Wanted {
	readonly name: string;
	readonly temp: string;
	readonly rowNos: readonly number[];
}

async function readRows(context: IngestContext, table: TableSource, wanted: Wanted): Promise<AsideCells[]> {
	const found = await context.warehouse
		.aside(async (tx) => {
			await stageTable(tx, table);
			return cellsOf(tx, table, wanted.rowNos);
		})
		.catch(async (error: unknown) => {
			// The set-based reader refuses the whole file for one broken line, as when it was loaded.
			if (error instanceof RiskError || table.data.kind !== 'csv' || table.data.rowNumbers) throw error;
			const repaired = await repairedTable(table, table.data, wanted.temp, wanted.name);
			return readRows(context, repaired, wanted);
		});
	const rows = new Map(found.map((row) => [row.rowNo, row]));
	for (const { row, raw } of table.unreadable)
		if (!rows.has(row)) rows.set(row, { rowNo: row, cells: null, raw });
	return wanted.rowNos.map((rowNo) => rows.get(rowNo) ?? { rowNo, cells: null, raw: null });
}

async function cellsOf(
	tx: Transaction,
	table: TableSource,
	rowNos: readonly number[]
): Promise<AsideCells[]> {
	const rowNo = rowNumberSql(table, await firstRowId(tx));
	const valid = table.data.kind === 'ndjson' ? 'valid' : 'true';
	const cells = table.headers.map((_, index) => `c${index}`);
	const rows = await tx.all(
		`select ${rowNo} as row_number, ${valid} as readable, ${cells.join(', ')} from incoming
		where ${rowNo} in (select unnest(cast(cast($rows as json) as integer[])))`,
		{ rows: JSON.stringify(rowNos) }
	);
	return rows.map((row) => ({
		rowNo: Number(row['row_number']),
		cells:
			row['readable'] === true
				? cells.map((cell) => (row[cell] === null || row[cell] === undefined ? null : String(row[cell])))
				: null,
		raw: null
	}));
}
