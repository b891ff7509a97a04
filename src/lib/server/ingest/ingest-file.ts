import { constants } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { basename, extname, join, sep } from 'node:path';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { shanghaiTime, type Clock } from '$lib/domain/clock';
import { diskFull, isNoSpace } from '$lib/server/warehouse/copy-aside';
import { destroyLanded, plainCopy } from '$lib/server/warehouse/landed-files';
import type { PersonalKeys } from '$lib/server/warehouse/pii-vault';
import type { Warehouse } from '$lib/server/warehouse/warehouse';
import { landFile, type LandedFile } from './land';
import { loadTable, stageTable, type BatchOrigin, type BatchResult } from './load-table';
import { supplierMemory } from './memory/supplier-memory';
import { parseBrokenCsv } from './parsing/parse-tables';
import { tablesOf } from './thinning/thinned-file';
import type { Correction } from './quarantine/acts';
import type { TableSource } from './readers/table-source';
import { batchNamed } from './batch-name';
import { feedOfTable } from './table-feed';

/** What ingest needs of the installation. */
export interface IngestContext {
	readonly warehouse: Warehouse;
	readonly home: string;
	readonly keys: PersonalKeys;
	readonly clock: Clock;
}

export interface IngestRequest {
	readonly path: string;
	/** Name as the supplier gave it; the base name of the path where it is not given. */
	readonly name?: string;
	/** Feed, where the file's name does not say it. */
	readonly feed?: string;
	/** Shanghai time; now where it is not given. */
	readonly receivedAt?: string;
	readonly sourceId: string;
	readonly supplier?: string;
	/** Reads the file although it has been read before: what was said of its supplier since may change it. */
	readonly again?: boolean;
	/** The one table of the file that is to be loaded. */
	readonly only?: { readonly feed: string; readonly sheet: string | null };
	/** Where the rows correct rows that were set aside. */
	readonly correction?: Correction;
	/** Loads again what the journal holds already: neither the batch nor a refusal is written down once more. */
	readonly journalled?: boolean;
}

/** One line of the import report: a table of a file, or a file that was refused whole. */
export interface FileReport {
	readonly file: string;
	readonly feed: string | null;
	readonly sheet: string | null;
	readonly rows_read: number;
	readonly accepted: number;
	readonly set_aside: number;
	readonly superseded: number;
	readonly unchanged: number;
	/** True for a file seen before: nothing was changed. */
	readonly duplicate: boolean;
	readonly batch: number | null;
	readonly note: string | null;
	/** One Chinese sentence where the file was refused. */
	readonly error: string | null;
}

const seenBefore = z.object({
	batch_id: z.number(),
	feed: z.string(),
	sheet: z.string().nullable(),
	rows_read: z.number(),
	accepted: z.number(),
	set_aside: z.number()
});

/**
 * Lands a file, then loads every table in it, each in a transaction of its own.
 * A file that cannot be used is reported with its reason and kept; it never stops the others.
 */
export async function ingestFile(context: IngestContext, request: IngestRequest): Promise<FileReport[]> {
	const name = request.name ?? basename(request.path);
	let landed: LandedFile | undefined;
	const reports: FileReport[] = [];
	try {
		landed = await landFile(request.path, name, context);
		await refuseErased(context, name, landed);
		const seen = request.again ? [] : await reportsOfSeenFile(context, name, landed.sha256, request.feed);
		reports.push(...(seen.length > 0 ? seen : await loadLanded(context, { ...request, name }, landed)));
	} catch (cause) {
		const error = isNoSpace(cause) ? diskFull(context.home, cause) : cause;
		if (!(error instanceof RiskError)) throw error;
		reports.push(refused(name, request.feed ?? null, error.message));
	}
	if (!request.journalled) await recordRefusals(context, request, landed, reports);
	return reports;
}

/** A file that was destroyed because its persons had to be forgotten is not taken in again. @throws RiskError FILE_ERASED */
async function refuseErased({ warehouse }: IngestContext, name: string, landed: LandedFile): Promise<void> {
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

/** Keeps what was answered to a supplier whose file could not be used; the bytes stay in the landing zone. */
async function recordRefusals(
	{ warehouse, clock }: IngestContext,
	request: IngestRequest,
	landed: LandedFile | undefined,
	reports: readonly FileReport[]
): Promise<void> {
	const refusals = reports.filter((report) => report.error !== null);
	if (refusals.length === 0) return;
	await warehouse.write(async (tx) => {
		for (const report of refusals) {
			await tx.run(
				`insert into refused_file
				values ($file, $feed, $source, $sha, $path, cast($at as timestamp), $reason)`,
				{
					file: report.file,
					feed: report.feed,
					source: request.sourceId,
					sha: landed?.sha256 ?? null,
					path: landed?.relativePath ?? null,
					at: request.receivedAt ?? shanghaiTime(clock()),
					reason: report.error
				}
			);
		}
	});
}

async function reportsOfSeenFile(
	{ warehouse }: IngestContext,
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

type NamedRequest = IngestRequest & { readonly name: string };

/**
 * Reads the file where it lies in the home, else from a copy there: the database reads nowhere else. A file of the landing
 * zone, and one that somebody writes into meanwhile, is read from the bytes that were landed.
 */
async function loadLanded(
	context: IngestContext,
	request: NamedRequest,
	landed: LandedFile
): Promise<FileReport[]> {
	const isBelow = (...folder: string[]) => request.path.startsWith(join(context.home, ...folder) + sep);
	const folder = await mkdtemp(join(context.home, 'tmp', 'plain-'));
	const copy = join(folder, `file${extname(landed.path)}`);
	try {
		if (!isBelow('landed')) {
			try {
				if (!isBelow()) await copyFile(request.path, copy, constants.COPYFILE_FICLONE);
				return await loadFile(context, request, landed, isBelow() ? request.path : copy);
			} catch (error) {
				if (!(error instanceof RiskError) || error.code !== 'FILE_CHANGED') throw error;
				await rm(copy, { force: true });
			}
		}
		await plainCopy(landed.path, context.keys, copy);
		const sealed = landed.path;
		return await loadFile(context, request, { ...landed, settled: landed.flushed }, copy, sealed);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function loadFile(
	context: IngestContext,
	request: NamedRequest,
	landed: LandedFile,
	path: string,
	sealed?: string
): Promise<FileReport[]> {
	const temp = await mkdtemp(join(context.home, 'tmp', 'read-'));
	try {
		const memory = await supplierMemory(context.warehouse, request.supplier ?? null);
		const file = {
			path,
			name: request.name,
			remembered: memory.headers,
			...(request.feed && { feed: request.feed })
		};
		const tables = (await tablesOf(file, temp, sealed)).filter(
			({ feed, sheet }) => !request.only || (feed === request.only.feed && sheet === request.only.sheet)
		);
		const now = shanghaiTime(context.clock());
		const origin: BatchOrigin = {
			sourceId: request.sourceId,
			supplier: request.supplier ?? null,
			fileName: request.name,
			sha256: landed.sha256,
			landedPath: landed.relativePath,
			receivedAt: request.receivedAt ?? now,
			loadedAt: now,
			settled: landed.settled,
			correction: request.correction,
			journalled: request.journalled
		};
		const reports: FileReport[] = [];
		for (const table of tables) {
			const units = memory.units[table.feed ?? ''];
			reports.push(await loadOne(context, table, { ...origin, units }, temp));
		}
		return reports;
	} finally {
		await rm(temp, { recursive: true, force: true });
	}
}

async function loadOne(
	context: IngestContext,
	table: TableSource,
	origin: BatchOrigin,
	temp: string
): Promise<FileReport> {
	try {
		const result = await loadChecked(context, table, origin, temp);
		if (!origin.journalled) await acknowledge(context, table, origin, result);
		const { rows_read, accepted, set_aside, superseded, unchanged, feed, batch, note } = result;
		const counts = { rows_read, accepted, set_aside, superseded, unchanged };
		return {
			file: origin.fileName,
			feed,
			sheet: table.sheet,
			...counts,
			duplicate: false,
			batch,
			note,
			error: null
		};
	} catch (error) {
		if (!(error instanceof RiskError) || error.code === 'FILE_CHANGED') throw error;
		return refused(origin.fileName, table.feed, error.message);
	}
}

/** Promises a batch to its supplier: from now on it can be loaded again, whatever becomes of the database. */
async function acknowledge(
	{ warehouse }: IngestContext,
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

async function loadChecked(
	{ warehouse, keys }: IngestContext,
	table: TableSource,
	origin: BatchOrigin,
	temp: string
): Promise<BatchResult> {
	const feed = feedOfTable(table, origin.fileName);
	const load = (readable: TableSource) =>
		warehouse.writeStaged(
			(tx) => stageTable(tx, readable),
			(tx) => loadTable(tx, feed, readable, origin, keys)
		);
	try {
		return await load(table);
	} catch (error) {
		if (error instanceof RiskError || table.data.kind !== 'csv' || table.data.rowNumbers) throw error;
		// The set-based reader refuses the whole file for one broken line: read it line by line instead.
		return load(await repairedTable(table, table.data, temp, origin.fileName));
	}
}

/** The table of a CSV that the set-based reader refused, with its broken lines listed. */
export async function repairedTable(
	table: TableSource,
	data: Extract<TableSource['data'], { kind: 'csv' }>,
	temp: string,
	name: string
): Promise<TableSource> {
	const { delimiter, skipLines } = data;
	const repaired = await parseBrokenCsv(
		data.path,
		{ delimiter, skipLines, columns: table.headers.length },
		temp,
		name
	);
	return {
		...table,
		converted: true,
		data: { kind: 'csv', path: repaired.path, delimiter: ',', skipLines: 0, quote: '"', rowNumbers: true },
		unreadable: [...table.unreadable, ...repaired.unreadable]
	};
}

function refused(file: string, feed: string | null, error: string): FileReport {
	const counts = { rows_read: 0, accepted: 0, set_aside: 0, superseded: 0, unchanged: 0 };
	return { file, feed, sheet: null, ...counts, duplicate: false, batch: null, note: null, error };
}
