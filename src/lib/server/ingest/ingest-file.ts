import { constants } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { basename, extname, join, sep } from 'node:path';
import { RiskError } from '$lib/domain/errors';
import { shanghaiTime } from '$lib/domain/clock';
import { diskFull, isNoSpace } from '$lib/server/warehouse/copy-aside';
import { plainCopy } from '$lib/server/warehouse/landed-files';
import { readableFolders } from '$lib/server/warehouse/open';
import { acknowledgeBatch } from './acknowledge-batch';
import { refused, type FileReport } from './file-report';
import type { IngestContext, IngestRequest } from './ingest-request';
import { landFile, type LandedFile } from './land';
import { loadTable, type BatchOrigin, type BatchResult } from './load-table';
import { supplierMemory } from './memory/supplier-memory';
import type { TableSource } from './readers/table-source';
import { recordRefusals } from './recorded-refusals';
import { repairedTable } from './repaired-table';
import { refuseErased, reportsOfSeenFile } from './seen-file';
import { stageTable } from './stage-table';
import { feedOfTable } from './table-feed';
import { tablesOf } from './thinning/thinned-file';

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
		await refuseErased(context.warehouse, name, landed);
		const seen = request.again
			? []
			: await reportsOfSeenFile(context.warehouse, name, landed.sha256, request.feed);
		reports.push(...(seen.length > 0 ? seen : await loadLanded(context, { ...request, name }, landed)));
	} catch (cause) {
		const error = isNoSpace(cause) ? diskFull(context.home, cause) : cause;
		if (!(error instanceof RiskError)) throw error;
		reports.push(refused(name, request.feed ?? null, error.message));
	}
	if (!request.journalled) await recordRefusals(context, request, landed, reports);
	return reports;
}

type NamedRequest = IngestRequest & { readonly name: string };

/**
 * Reads the file where the database may read, else from a copy there. A file of the landing
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
				const isReadable = readableFolders.some((name) => isBelow(name));
				if (!isReadable) await copyFile(request.path, copy, constants.COPYFILE_FICLONE);
				return await loadFile(context, request, landed, isReadable ? request.path : copy);
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
		if (!origin.journalled) await acknowledgeBatch(context.warehouse, table, origin, result);
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
