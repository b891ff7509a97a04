import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { RiskError } from '$lib/domain/errors';

/** The bytes of a supplier's file, kept under their own hash before anything is made of them. */
export interface LandedFile {
	readonly sha256: string;
	/** Absolute path. */
	readonly path: string;
	/** Path below the home, as batches name it. */
	readonly relativePath: string;
	/** Settles when the bytes are safe on the disk; nothing is acknowledged before. */
	readonly flushed: Promise<void>;
}

const chunkBytes = 4 * 2 ** 20;

async function digest(path: string): Promise<string> {
	const hash = createHash('sha256');
	const buffer = Buffer.allocUnsafe(chunkBytes);
	const handle = await open(path, 'r');
	try {
		for (;;) {
			const { bytesRead } = await handle.read(buffer, 0, chunkBytes, null);
			if (bytesRead === 0) return hash.digest('hex');
			hash.update(buffer.subarray(0, bytesRead));
		}
	} finally {
		await handle.close();
	}
}

async function flush(path: string): Promise<void> {
	const handle = await open(path, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/**
 * Copies a file and hashes the very bytes that it writes: the next chunk is read while one is written and hashed, so
 * that a large file is gone through once.
 */
async function copyAndDigest(source: string, target: string): Promise<string> {
	const hash = createHash('sha256');
	const from = await open(source, 'r');
	const to = await open(target, 'wx');
	try {
		let chunk = Buffer.allocUnsafe(chunkBytes);
		let spare = Buffer.allocUnsafe(chunkBytes);
		let { bytesRead } = await from.read(chunk, 0, chunkBytes, null);
		while (bytesRead > 0) {
			const bytes = chunk.subarray(0, bytesRead);
			const writing = to.writeFile(bytes);
			const reading = from.read(spare, 0, chunkBytes, null);
			hash.update(bytes);
			const [next] = await Promise.all([reading, writing]);
			({ bytesRead } = next);
			[chunk, spare] = [spare, chunk];
		}
		return hash.digest('hex');
	} finally {
		await from.close();
		await to.close();
	}
}

/** Takes a file into the landing zone: shared with its source where the file system can, copied where it cannot. */
async function takeIn(source: string, target: string): Promise<string> {
	try {
		await copyFile(source, target, constants.COPYFILE_FICLONE_FORCE);
	} catch {
		await rm(target, { force: true });
		return copyAndDigest(source, target);
	}
	return digest(target);
}

/**
 * Copies a file to the landing zone under its own hash; the flush to the disk goes on while it is read.
 * @throws RiskError FILE_MISSING where the path cannot be read
 */
export async function landFile(source: string, name: string, home: string): Promise<LandedFile> {
	const info = await stat(source).catch(() => undefined);
	if (!info?.isFile()) {
		throw new RiskError('FILE_MISSING', `找不到文件“${source}”，请检查路径后重试。`, { source });
	}
	const incoming = join(home, 'landed', 'incoming');
	await mkdir(incoming, { recursive: true });
	const held = join(incoming, `${process.pid}-${Date.now()}-${Math.random().toString(36).slice(2)}`);
	const sha256 = await takeIn(source, held);
	const folder = join('landed', sha256.slice(0, 2));
	const relativePath = join(folder, `${sha256}${extname(name).toLowerCase()}`);
	const path = join(home, relativePath);
	const isKnown = await stat(path).catch(() => undefined);
	if (isKnown) {
		await rm(held);
		return { sha256, path, relativePath, flushed: flush(path) };
	}
	await mkdir(join(home, folder), { recursive: true });
	await rename(held, path);
	const flushed = flush(path).then(() => flush(join(home, folder)));
	// A failed flush is met where it is awaited, before the batch is committed.
	flushed.catch(() => undefined);
	return { sha256, path, relativePath, flushed };
}
