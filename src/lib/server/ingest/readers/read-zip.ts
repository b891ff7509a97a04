import { open } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { RiskError } from '$lib/domain/errors';
import { emptyFile } from './file-head';
import type { ReaderLimits } from './reader-limits';
import type { ReadingChoices, SuppliedFile } from './supplied-file';
import type { TableSource } from './table-source';
import { openZip, type ZipArchive } from './zip-archive';

type SuppliedName = ReadingChoices & { path: string; name: string; feed?: string };
type Read = (file: SuppliedName, temp: string, limits: ReaderLimits) => Promise<TableSource[]>;

/** Files a zip may bring; anything else in it is named in the notes and left alone. */
const READABLE = new Set([
	'.csv',
	'.tsv',
	'.txt',
	'.xlsx',
	'.xls',
	'.xlsb',
	'.et',
	'.json',
	'.ndjson',
	'.jsonl'
]);

/**
 * Reads each data file in a zip archive with `read`; archives in archives, names that point outside, and files
 * of other kinds are left out and named in the notes. A file in the archive that names no feed takes that of
 * the archive.
 * @throws RiskError FILE_EMPTY when nothing in it can be read, and whatever `read` throws, naming the entry
 */
export async function readZip(
	file: SuppliedFile,
	temp: string,
	limits: ReaderLimits,
	read: Read
): Promise<TableSource[]> {
	if (limits.archives < 1) {
		throw new RiskError('FILE_FORMAT', `“${file.name}”是压缩包里的压缩包，请先解压再提交。`, {
			name: file.name
		});
	}
	const zip = await openZip(file, limits);
	const tables: TableSource[] = [];
	const skipped: string[] = [];
	try {
		for (const [i, { name }] of zip.entries.entries()) {
			if (name.endsWith('/') || isRubbish(name)) continue;
			if (!isSafe(name) || !READABLE.has(extname(name).toLowerCase())) {
				skipped.push(name);
				continue;
			}
			const path = join(temp, `entry-${i + 1}${extname(name).toLowerCase()}`);
			await unpackTo(zip, name, path);
			tables.push(...(await readEntry({ path, name }, file, temp, limits, read)));
		}
	} finally {
		zip.close();
	}
	if (tables.length === 0) throw emptyFile(file.name);
	if (skipped.length > 0) {
		tables[0]!.notes.push(
			`压缩包里没有读入的文件：${skipped.slice(0, 10).join('、')}，共 ${skipped.length} 个。`
		);
	}
	return tables;
}

async function readEntry(
	entry: { path: string; name: string },
	archive: SuppliedFile,
	temp: string,
	limits: ReaderLimits,
	read: Read
): Promise<TableSource[]> {
	const name = basename(entry.name);
	const choices = { remembered: archive.remembered, guessHeader: archive.guessHeader };
	const inner = { ...limits, archives: limits.archives - 1 };
	let tables: TableSource[];
	try {
		tables = await read({ ...choices, path: entry.path, name }, temp, inner);
	} catch (error) {
		const unnamed = error instanceof RiskError && error.code === 'FILE_HEADER_NOT_FOUND';
		if (!unnamed || archive.feed === null) throw error;
		tables = [];
	}
	if (archive.feed !== null && tables.every((table) => table.feed === null)) {
		tables = await read({ ...choices, path: entry.path, name, feed: archive.feed }, temp, inner);
	}
	return tables.map((table) => ({
		...table,
		sheet: table.sheet === null ? name : `${name}/${table.sheet}`,
		converted: true
	}));
}

async function unpackTo(zip: ZipArchive, name: string, path: string): Promise<void> {
	const out = await open(path, 'w');
	try {
		for await (const chunk of zip.unpack(name)) await out.appendFile(chunk);
	} finally {
		await out.close();
	}
}

function isSafe(name: string): boolean {
	return !/^[/\\]|^[a-z]:|\\|\0/i.test(name) && !name.split('/').includes('..');
}

function isRubbish(name: string): boolean {
	return name.startsWith('__MACOSX/') || /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|~\$[^/]*)$/i.test(name);
}
