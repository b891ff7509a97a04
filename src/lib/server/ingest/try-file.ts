import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { diskFull, isNoSpace } from '$lib/server/warehouse/copy-aside';
import { feeds } from '$lib/domain/feeds';
import { shanghaiTime } from '$lib/domain/clock';
import type { Transaction } from '$lib/server/warehouse/warehouse';
import type { IngestContext } from './ingest-request';
import { repairedTable } from './repaired-table';
import { loadTable, type BatchOrigin } from './load-table';
import type { SupplierMemory } from './memory/supplier-memory';
import { parseTables } from './parsing/parse-tables';
import { matchHeader } from './readers/header-match';
import type { TableSource } from './readers/table-source';
import { stageTable } from './stage-table';
import { feedOfTable, missingColumns } from './table-feed';
import { reasonsOf, samplesOf } from './tried-rows';
import type { TriedFile, TriedTable } from './tried-file';

/** A file that is only to be tried. */
export interface TryRequest {
	readonly path: string;
	readonly name: string;
	readonly feed: string | null;
	readonly supplier: string | null;
	/** What is remembered of the supplier, with what has been chosen now. */
	readonly memory: SupplierMemory;
}

/** What is looked at in the sandbox before the file is loaded there and after. */
export interface Around<T> {
	before(tx: Transaction): Promise<T>;
	after(tx: Transaction): Promise<T>;
}

/** Carries the outcome out of a transaction that is rolled back on purpose. */
class SandboxOver extends Error {
	constructor(readonly tables: TriedTable[]) {
		super('sandbox over');
	}
}

/** A table that the set-based reader refused. */
class NotStaged extends Error {
	constructor(
		readonly index: number,
		override readonly cause: unknown
	) {
		super('not staged');
	}
}

/**
 * Loads a file in a transaction that is rolled back, and answers what would have come of it. Nothing is landed
 * and nothing is kept, refusals included.
 * @param around called only where at least one table can be loaded
 */
export async function tryFile<T>(
	context: IngestContext,
	request: TryRequest,
	around?: Around<T>
): Promise<{ tried: TriedFile; before: T | null; after: T | null }> {
	const temp = await mkdtemp(join(context.home, 'tmp', 'try-'));
	const looked: { before: T | null; after: T | null } = { before: null, after: null };
	try {
		const sha256 = await digestOf(request.path);
		const duplicate = await isKnown(context, sha256);
		const tables = await parseTables(
			{
				path: request.path,
				name: request.name,
				remembered: request.memory.headers,
				guessHeader: true,
				...(request.feed !== null && { feed: request.feed })
			},
			temp
		);
		const tried = await tryTables(context, request, { tables, sha256, temp }, around, looked);
		return { tried: { sha256, duplicate, error: null, tables: tried }, ...looked };
	} catch (cause) {
		const error = isNoSpace(cause) ? diskFull(context.home, cause) : cause;
		if (!(error instanceof RiskError)) throw error;
		return { tried: { sha256: null, duplicate: false, error: error.message, tables: [] }, ...looked };
	} finally {
		await rm(temp, { recursive: true, force: true });
	}
}

async function digestOf(path: string): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(path), hash);
	return hash.digest('hex');
}

async function isKnown({ warehouse }: IngestContext, sha256: string): Promise<boolean> {
	const [found] = await warehouse.read(
		`select count(*) as n from batch where sha256 = $sha256 and status = 'loaded'`,
		{ sha256 },
		z.object({ n: z.coerce.number() })
	);
	return (found?.n ?? 0) > 0;
}

interface Parsed {
	readonly tables: readonly TableSource[];
	readonly sha256: string;
	readonly temp: string;
}

async function tryTables<T>(
	context: IngestContext,
	request: TryRequest,
	parsed: Parsed,
	around: Around<T> | undefined,
	looked: { before: T | null; after: T | null }
): Promise<TriedTable[]> {
	try {
		await context.warehouse.write(async (tx) => {
			const isLoadable = parsed.tables.some((table) => blockedBy(table, request.name) === null);
			if (isLoadable && around) looked.before = await around.before(tx);
			const tried: TriedTable[] = [];
			for (const [index, table] of parsed.tables.entries()) {
				tried.push(await tryTable(context, request, tx, { table, index, sha256: parsed.sha256 }));
			}
			if (isLoadable && around) looked.after = await around.after(tx);
			throw new SandboxOver(tried);
		});
	} catch (error) {
		if (error instanceof SandboxOver) return error.tables;
		const table = error instanceof NotStaged ? parsed.tables[error.index] : undefined;
		if (!(error instanceof NotStaged) || table?.data.kind !== 'csv' || table.data.rowNumbers) throw error;
		const repaired = await repairedTable(table, table.data, parsed.temp, request.name);
		const tables = parsed.tables.map((one, index) => (index === error.index ? repaired : one));
		return tryTables(context, request, { ...parsed, tables }, around, looked);
	}
	return [];
}

/** The sentence that a table would be refused with, or null. */
function blockedBy(table: TableSource, name: string): string | null {
	try {
		feedOfTable(table, name);
		return null;
	} catch (error) {
		if (error instanceof RiskError) return error.message;
		throw error;
	}
}

function namedBy(table: TableSource, at: number): 'rule' | 'person' | null {
	const column = table.columns[at] ?? null;
	const feed = table.feed === null ? undefined : feeds.get(table.feed);
	if (column === null || !feed) return null;
	return matchHeader(table.headers[at] ?? '', feed) === column ? 'rule' : 'person';
}

async function tryTable(
	{ clock, keys }: IngestContext,
	request: TryRequest,
	tx: Transaction,
	{ table, index, sha256 }: { table: TableSource; index: number; sha256: string }
): Promise<TriedTable> {
	try {
		await stageTable(tx, table);
	} catch (error) {
		throw new NotStaged(index, error);
	}
	const samples = await samplesOf(tx, table);
	const base = {
		sheet: table.sheet,
		feed: table.feed,
		headerRow: table.headerRow,
		headers: table.headers.map((header, at) => ({
			header,
			column: table.columns[at] ?? null,
			by: namedBy(table, at),
			samples: samples[at] ?? []
		})),
		missing: missingColumns(table),
		notes: table.notes
	};
	const error = blockedBy(table, request.name);
	if (error !== null) return { ...base, error, counts: null, reasons: [], suspicions: [] };
	const now = shanghaiTime(clock());
	const origin: BatchOrigin = {
		sourceId: 'upload',
		supplier: request.supplier,
		fileName: request.name,
		sha256,
		landedPath: '',
		receivedAt: now,
		loadedAt: now,
		settled: () => Promise.resolve(),
		units: request.memory.units[table.feed ?? '']
	};
	const result = await loadTable(tx, feedOfTable(table, request.name), table, origin, keys);
	const { rows_read, accepted, set_aside, superseded, unchanged, suspicions } = result;
	return {
		...base,
		error: null,
		counts: {
			rows_read,
			accepted,
			set_aside,
			added: accepted - superseded - unchanged,
			superseded,
			unchanged
		},
		reasons: await reasonsOf(tx, result.batch),
		suspicions
	};
}
