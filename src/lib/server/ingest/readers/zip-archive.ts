import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { RiskError } from '$lib/domain/errors';
import type { ReaderLimits } from './reader-limits';

/** Entries smaller than this may pack as tightly as they like. */
const BOMB_FLOOR_BYTES = 16 * 1024 * 1024;
const ENTRY_NAME_UTF8 = 0x800;

/** A zip archive whose directory has been checked against the limits before anything is unpacked. */
export interface ZipArchive {
	entries: readonly { name: string; size: number; entry: yauzl.Entry }[];
	/** Unpacks one entry chunk by chunk; a wrong size or checksum is a RiskError FILE_TRUNCATED. */
	unpack(name: string): AsyncGenerator<Buffer>;
	close(): void;
}

/**
 * Opens a zip archive (or a workbook, which is one) and checks its directory: number of entries, sizes,
 * packing ratio, duplicate names, passwords.
 * @throws RiskError FILE_TRUNCATED, FILE_TOO_BIG, FILE_ENCRYPTED
 */
export async function openZip(
	file: { path: string; name: string },
	limits: ReaderLimits
): Promise<ZipArchive> {
	let zip: yauzl.ZipFile;
	try {
		zip = await yauzl.openPromise(file.path, { lazyEntries: true, autoClose: false, decodeStrings: false });
	} catch (cause) {
		throw truncated(file.name, cause);
	}
	try {
		const entries = await readDirectory(zip, file.name, limits);
		const byName = new Map(entries.map((one) => [one.name, one.entry]));
		return {
			entries,
			unpack: (name) => unpackEntry(zip, byName.get(name), file.name),
			close: () => zip.close()
		};
	} catch (error) {
		zip.close();
		throw error instanceof RiskError ? error : truncated(file.name, error);
	}
}

/** The sentence for an archive or workbook that ends too early or whose bytes have changed. */
export function truncated(name: string, cause?: unknown): RiskError {
	return new RiskError(
		'FILE_TRUNCATED',
		`文件“${name}”不完整或已损坏，无法打开，请重新导出或重新传送后再提交。`,
		{ name },
		{ cause }
	);
}

/** The sentence for a file that asks for more than the machine should give it. */
export function tooBig(name: string, why: string): RiskError {
	return new RiskError('FILE_TOO_BIG', `文件“${name}”${why}，请拆分后再提交。`, { name });
}

/** The sentence for a file that opens only with a password. */
export function encrypted(name: string): RiskError {
	return new RiskError('FILE_ENCRYPTED', `文件“${name}”设有打开密码，请去掉密码后另存再提交。`, { name });
}

async function readDirectory(zip: yauzl.ZipFile, name: string, limits: ReaderLimits) {
	if (zip.entryCount > limits.entries) throw tooBig(name, `含有 ${zip.entryCount} 个内部文件，超过上限`);
	const entries: { name: string; size: number; entry: yauzl.Entry }[] = [];
	const seen = new Set<string>();
	let total = 0;
	for await (const entry of zip.eachEntry()) {
		const entryName = decodeName(entry);
		if (seen.has(entryName)) throw truncated(name, new Error('duplicate entry name'));
		seen.add(entryName);
		const size = entry.uncompressedSize;
		total += size;
		const bomb = size > BOMB_FLOOR_BYTES && size > entry.compressedSize * limits.ratio;
		if (bomb || total > limits.unpackedBytes) throw tooBig(name, '解压后大小异常，超过上限');
		entries.push({ name: entryName, size, entry });
	}
	return entries;
}

// Windows writes Chinese names in GBK and says so nowhere.
function decodeName(entry: yauzl.Entry): string {
	const raw = entry.fileNameRaw;
	if ((entry.generalPurposeBitFlag & ENTRY_NAME_UTF8) !== 0) return new TextDecoder().decode(raw);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(raw);
	} catch {
		return new TextDecoder('gb18030').decode(raw);
	}
}

async function* unpackEntry(
	zip: yauzl.ZipFile,
	entry: yauzl.Entry | undefined,
	name: string
): AsyncGenerator<Buffer> {
	if (!entry) throw truncated(name, new Error('missing part'));
	if (entry.isEncrypted()) throw encrypted(name);
	let checksum = 0;
	let stream: Readable;
	try {
		stream = await zip.openReadStreamPromise(entry);
	} catch (cause) {
		throw truncated(name, cause);
	}
	try {
		for await (const piece of stream) {
			const chunk = piece as Buffer;
			checksum = crc32(chunk, checksum);
			yield chunk;
		}
	} catch (cause) {
		throw cause instanceof RiskError ? cause : truncated(name, cause);
	}
	if (checksum !== entry.crc32) throw truncated(name, new Error('checksum'));
}
