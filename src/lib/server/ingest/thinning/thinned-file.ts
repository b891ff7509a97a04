import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { thinnedOf } from '$lib/server/warehouse/landed-files';
import { parseTables } from '../parsing/parse-tables';
import type { TableSource } from '../readers/table-source';

/**
 * A landed file that was rewritten: a line of JSON that describes its tables, then the rows of each as CSV, the number that
 * the row had in the supplier's file before its cells. Whatever the file was, a workbook or an archive, its rows keep their
 * numbers, and with them all that is said of them.
 */
const headShape = z.object({
	tables: z.array(
		z.object({
			sheet: z.string().nullable(),
			feed: z.string().nullable(),
			headers: z.array(z.string()),
			columns: z.array(z.string().nullable()),
			headerRow: z.number().int(),
			firstRow: z.number().int(),
			unreadable: z.array(z.object({ row: z.number().int(), reason: z.string(), raw: z.string() })),
			notes: z.array(z.string()),
			/** Length of its rows. */
			bytes: z.number().int()
		})
	)
});

/** A table without erased persons, its rows as a CSV of `path`. */
export interface ThinnedTable extends Omit<TableSource, 'data' | 'converted'> {
	readonly path: string;
}

const newline = 10;
const readBytes = 2 ** 16;

/** The bytes of a rewritten file: its head, then the rows of its tables. */
export async function* thinnedBytes(tables: readonly ThinnedTable[]): AsyncGenerator<Uint8Array> {
	const described = [];
	for (const { path, ...table } of tables) described.push({ ...table, bytes: (await stat(path)).size });
	yield Buffer.from(`${JSON.stringify({ tables: described })}\n`);
	for (const { path } of tables)
		for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) yield chunk as Uint8Array;
}

async function firstLine(path: string): Promise<Buffer> {
	const handle = await open(path, 'r');
	try {
		const parts: Buffer[] = [];
		for (let at = 0; ; at += readBytes) {
			const part = Buffer.alloc(readBytes);
			const { bytesRead } = await handle.read(part, 0, readBytes, at);
			const end = part.subarray(0, bytesRead).indexOf(newline);
			parts.push(part.subarray(0, end === -1 ? bytesRead : end));
			if (end !== -1 || bytesRead === 0) return Buffer.concat(parts);
		}
	} finally {
		await handle.close();
	}
}

/** The tables of a rewritten file, from a plain copy of it; their rows go into a new folder under `temp`. */
async function thinnedTables(path: string, temp: string): Promise<TableSource[]> {
	const line = await firstLine(path);
	const { tables } = headShape.parse(JSON.parse(line.toString('utf8')));
	const folder = await mkdtemp(join(temp, 'table-'));
	const found: TableSource[] = [];
	let start = line.length + 1;
	for (const { bytes, ...table } of tables) {
		const rows = join(folder, `${found.length}.csv`);
		if (bytes === 0) await (await open(rows, 'w')).close();
		else await pipeline(createReadStream(path, { start, end: start + bytes - 1 }), createWriteStream(rows));
		start += bytes;
		const data = {
			kind: 'csv',
			path: rows,
			delimiter: ',',
			skipLines: 0,
			quote: '"',
			rowNumbers: true
		} as const;
		found.push({ ...table, data, converted: true });
	}
	return found;
}

/**
 * The tables of a supplier's file.
 * @param sealed the landed file that it is a plain copy of, where it is one
 * @throws RiskError as parseTables
 */
export async function tablesOf(
	file: Parameters<typeof parseTables>[0],
	temp: string,
	sealed?: string
): Promise<TableSource[]> {
	const isThinned = sealed !== undefined && (await thinnedOf(sealed)) !== undefined;
	return isThinned ? thinnedTables(file.path, temp) : parseTables(file, temp);
}
