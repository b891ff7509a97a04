import { createHash } from 'node:crypto';
import { link, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { feeds } from '$lib/domain/feeds';
import { RiskError } from '$lib/domain/errors';
import { flushPath } from '$lib/server/warehouse/copy-aside';
import { counted } from '$lib/server/warehouse/counted';
import { destroyLanded, plainCopy, replacing } from '$lib/server/warehouse/landed-files';
import { sqlText } from '$lib/server/warehouse/sql-values';
import type { IngestContext } from '../ingest-request';
import { repairedTable } from '../repaired-table';
import { sealInto } from '../land';
import { firstRowId, stageTable } from '../stage-table';
import { tableOfBatch } from '../quarantine/aside-rows';
import type { TableSource } from '../readers/table-source';
import { goingRowsSql, redactedSql, type Lot } from './redact';
import { thinnedBytes, type ThinnedTable } from './thinned-file';

/** A table of a landed file, and the batches that were made of it. */
export interface LandedTable {
	readonly feed: string;
	readonly sheet: string | null;
	readonly supplier: string | null;
	readonly batches: readonly number[];
}

/** A landed file in which erased projects may stand. */
export interface LandedToThin {
	readonly sha256: string;
	readonly landedPath: string;
	readonly fileName: string;
	readonly tables: readonly LandedTable[];
}

/** What became of a landed file. */
export interface Thinned {
	/** Hash of the plain bytes that stand there now; null where nobody had to go. */
	readonly asSha256: string | null;
	readonly rows: number;
	/** Rows that were set aside and lost their persons, by batch. */
	readonly aside: readonly { readonly batch: number; readonly rows: readonly number[] }[];
}

export interface ThinningWork {
	readonly projects: readonly string[];
	/** Numbers drawn by lot for this work; see redactedSql. */
	readonly lot: Lot;
	/** Writes down what is about to be put in place; awaited before it is. */
	readonly note: (made: Thinned & { readonly asSha256: string }) => Promise<void>;
}

/** How the bytes before are called until they are destroyed. */
const goneSuffix = '.gone';

/**
 * Rewrites a landed file without the persons of erased projects, and puts it in the place of the file before, whose key is
 * destroyed. A kill leaves the one or the other; what was left over of the one before is destroyed by the next run.
 * @throws RiskError where the file cannot be read any more (as parseTables), TABLE_GONE
 */
export async function thinFile(
	context: IngestContext,
	file: LandedToThin,
	{ projects, lot, note }: ThinningWork
): Promise<Thinned> {
	const { home, keys } = context;
	const sealed = join(home, file.landedPath);
	const temp = await mkdtemp(join(home, 'tmp', 'plain-'));
	const incoming = join(home, 'landed', 'incoming');
	const fresh = join(
		incoming,
		`thin-${createHash('sha256').update(file.landedPath).digest('hex').slice(0, 16)}`
	);
	try {
		const plain = join(temp, `plain${extname(file.landedPath)}`);
		await plainCopy(sealed, keys, plain);
		const tables: ThinnedTable[] = [];
		const aside: { batch: number; rows: readonly number[] }[] = [];
		let rows = 0;
		for (const [index, one] of file.tables.entries()) {
			const { feed, sheet, supplier } = one;
			const found = await tableOfBatch(
				context,
				{ feed, sheet, supplier, file_name: file.fileName, path: plain, sealed },
				temp
			);
			const target = join(temp, `${index}.csv`);
			const made = await redact(context, { table: found, one, projects, lot, target, temp });
			tables.push(made.table);
			aside.push(...made.aside);
			rows += made.rows;
		}
		if (rows === 0) return { asSha256: null, rows: 0, aside: [] };
		await mkdir(incoming, { recursive: true });
		await rm(fresh, { force: true });
		const asSha256 = await sealInto(eachOwn(thinnedBytes(tables)), keys, fresh, file.sha256);
		const made = { asSha256, rows, aside };
		await flushPath(fresh);
		await note(made);
		await putInPlace(fresh, sealed);
		return made;
	} finally {
		await rm(fresh, { force: true });
		await rm(temp, { recursive: true, force: true });
	}
}

/** A chunk must last for two steps more; a stream gives a buffer of its own each time, but of any length. */
async function* eachOwn(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	const full = 2 ** 20;
	let parts: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of chunks) {
		for (let at = 0; at < chunk.length;) {
			const part = chunk.slice(at, at + full - length);
			parts.push(part);
			length += part.length;
			at += part.length;
			if (length < full) continue;
			yield Buffer.concat(parts);
			parts = [];
			length = 0;
		}
	}
	if (length > 0) yield Buffer.concat(parts);
}

async function putInPlace(fresh: string, sealed: string): Promise<void> {
	const gone = `${sealed}${goneSuffix}`;
	await replacing(async () => {
		await rm(gone, { force: true });
		await link(sealed, gone);
		await rename(fresh, sealed);
		await flushPath(dirname(sealed));
	});
	await destroyLanded(gone);
}

interface Order {
	readonly table: TableSource;
	readonly one: LandedTable;
	readonly projects: readonly string[];
	readonly lot: Lot;
	readonly target: string;
	readonly temp: string;
}

async function redact(
	context: IngestContext,
	order: Order
): Promise<{ table: ThinnedTable; rows: number; aside: { batch: number; rows: number[] }[] }> {
	try {
		return await redacted(context, order);
	} catch (error) {
		const { table } = order;
		if (error instanceof RiskError || table.data.kind !== 'csv' || table.data.rowNumbers) throw error;
		// The set-based reader refuses the whole file for one broken line, as when it was loaded.
		const repaired = await repairedTable(table, table.data, order.temp, 'plain');
		await rm(order.target, { force: true });
		return redacted(context, { ...order, table: repaired });
	}
}

function redacted({ warehouse }: IngestContext, { table, one, projects, lot, target }: Order) {
	const feed = feeds.get(one.feed)!;
	return warehouse.aside(async (tx) => {
		await tx.run(
			`create or replace temp table going as
			select unnest(cast(cast($codes as json) as varchar[])) as project_code`,
			{ codes: JSON.stringify(projects) }
		);
		const batches = { batches: JSON.stringify(one.batches) };
		const going = goingRowsSql(feed);
		await tx.run(
			`create or replace temp table going_row as ${going}`,
			going.includes('$batches') ? batches : {}
		);
		await stageTable(tx, table);
		const first = await firstRowId(tx);
		await tx.run(
			`create or replace temp table kept_row as ${redactedSql({ feed, table, firstRowId: first, lot })}`
		);
		const cells = table.headers.map((_, index) => `c${index}`).join(', ');
		await tx.run(
			`copy (select file_row, ${cells} from kept_row order by file_row)
			to ${sqlText(target)} (format csv, header false, delimiter ',', quote '"', escape '"')`
		);
		const gone = await counted(tx, 'select count(*) as n from kept_row where gone is not null');
		const asideRows = await tx.all(
			`select s.batch_id, to_json(list(distinct s.row_no)) as rows from set_aside s
			join kept_row k on k.file_row = s.row_no and k.gone is not null
			where s.batch_id in (select unnest(cast(cast($batches as json) as integer[])))
			group by s.batch_id order by s.batch_id`,
			batches
		);
		const kept: ThinnedTable = {
			sheet: one.sheet,
			feed: one.feed,
			headers: table.headers,
			columns: table.columns,
			headerRow: table.headerRow,
			firstRow: table.firstRow,
			unreadable: [
				...table.unreadable.map((row) => ({
					...row,
					raw: projects.some((code) => row.raw.includes(code)) ? '' : row.raw
				})),
				...(await brokenJson(tx, table, first))
			],
			notes: table.notes,
			path: target
		};
		return {
			table: kept,
			rows: gone,
			aside: asideRows.map((row) => ({
				batch: Number(row['batch_id']),
				rows: JSON.parse(String(row['rows'])) as number[]
			}))
		};
	});
}

/** Lines of an NDJSON file that are no objects: they had been set aside, and of whom they speak is not on record. */
async function brokenJson(
	tx: Parameters<Parameters<IngestContext['warehouse']['aside']>[0]>[0],
	table: TableSource,
	first: bigint
): Promise<TableSource['unreadable']> {
	if (table.data.kind !== 'ndjson' || table.data.rowNumbers) return [];
	const rows = await tx.all(
		`select cast(rowid - ${first} + ${table.firstRow} as integer) as file_row from incoming where not valid order by 1`
	);
	return rows.map((row) => ({ row: Number(row['file_row']), reason: '此行不是完整的 JSON 对象', raw: '' }));
}

/** Destroys what a kill left of files that had been rewritten. */
export async function destroyLeftOver(home: string, landedPath: string): Promise<void> {
	const gone = join(home, `${landedPath}${goneSuffix}`);
	const sealed = join(home, landedPath);
	const isLinked = await Promise.all([stat(gone), stat(sealed)]).then(
		([one, other]) => one.ino === other.ino,
		() => false
	);
	// Killed between the link and the exchange: it is still the file itself.
	if (isLinked) await rm(gone, { force: true });
	else await destroyLanded(gone);
}
