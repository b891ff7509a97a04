import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { RiskError } from '$lib/domain/errors';

/** The bytes of a supplier's file, safe on disk before anything is made of them. */
export interface LandedFile {
	readonly sha256: string;
	/** Absolute path. */
	readonly path: string;
	/** Path below the home, as batches name it. */
	readonly relativePath: string;
}

async function digest(path: string): Promise<string> {
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
	return hash.digest('hex');
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
 * Copies a file to the landing zone under its own hash and flushes it to the disk.
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
	await copyFile(source, held, constants.COPYFILE_FICLONE);
	const sha256 = await digest(held);
	const folder = join('landed', sha256.slice(0, 2));
	const relativePath = join(folder, `${sha256}${extname(name).toLowerCase()}`);
	const path = join(home, relativePath);
	if (await stat(path).catch(() => undefined)) {
		await rm(held);
	} else {
		await mkdir(join(home, folder), { recursive: true });
		await flush(held);
		await rename(held, path);
		await flush(join(home, folder));
	}
	return { sha256, path, relativePath };
}
