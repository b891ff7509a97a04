import { mkdtemp } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { RiskError } from '$lib/domain/errors';
import { feeds } from '$lib/domain/feeds';
import { feedFromName } from './feed-name';
import { emptyFile, readHead } from './file-head';
import { readCsv } from './read-csv';
import { readJson } from './read-json';
import { readLegacy } from './read-legacy';
import { readXlsx } from './read-xlsx';
import { readZip } from './read-zip';
import { defaultLimits, type ReaderLimits } from './reader-limits';
import { isPacked, sniffFormat } from './sniff-format';
import { mayConvert, type ReadingChoices } from './supplied-file';
import type { TableSource } from './table-source';
import { tooBig } from './zip-archive';

/**
 * Turns a supplier's file into tables of text that DuckDB can load: CSV in UTF-8, GB18030 or UTF-16, NDJSON and
 * JSON, xlsx, xls, and zip archives of these. What the file is, is told from its bytes, not from its name;
 * which feed, from `file.feed`, the name of the file, of the sheet, or the header. Files of our making go
 * into a new folder under `temp`, which the caller removes.
 * @throws RiskError FILE_EMPTY, FILE_ENCRYPTED, FILE_TRUNCATED, FILE_ENCODING, FILE_NOT_DATA,
 * FILE_HEADER_NOT_FOUND, FILE_TOO_BIG, FILE_FORMAT, FILE_UNKNOWN_FEED (a feed that does not exist)
 * @throws ConversionNeeded
 */
export async function readTables(
	file: ReadingChoices & { path: string; name: string; feed?: string },
	temp: string,
	limits: ReaderLimits = defaultLimits
): Promise<TableSource[]> {
	if (file.feed !== undefined && !feeds.has(file.feed)) {
		throw new RiskError('FILE_UNKNOWN_FEED', `没有名为“${file.feed}”的数据，文件“${file.name}”无法归类。`, {
			feed: file.feed
		});
	}
	const feed = file.feed ?? feedFromName(file.name, feeds.values());
	const source = { ...file, feed };
	const { head, size } = await readHead(file.path);
	if (size === 0) throw emptyFile(file.name);
	if (isPacked(head)) mayConvert(file);
	const folder = await mkdtemp(join(temp, 'table-'));
	const format = await sniffFormat({ ...file, head, extension: extname(file.name).toLowerCase() }, limits);
	if ((format === 'csv' || format === 'json') && size > limits.textBytes) {
		throw tooBig(file.name, `超过 ${Math.round(limits.textBytes / 1024 / 1024)} MB`);
	}
	switch (format) {
		case 'csv':
			return [await readCsv(source, folder)];
		case 'json':
			return [await readJson(source, folder)];
		case 'xlsx':
			return readXlsx(source, folder, limits);
		case 'legacy':
			mayConvert(file);
			return readLegacy(source, folder, limits);
		case 'zip':
			return readZip(source, folder, limits, readTables);
	}
}
