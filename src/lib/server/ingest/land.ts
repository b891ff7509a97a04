import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { RiskError } from '$lib/domain/errors';
import { isSealed, landedBytes, newLanded } from '$lib/server/warehouse/landed-files';
import type { PersonalKeys } from '$lib/server/warehouse/pii-vault';

/** The bytes of a supplier's file, kept sealed under the hash of the plain ones before anything is made of them. */
export interface LandedFile {
	/** Of the plain bytes. */
	readonly sha256: string;
	/** Path below the home, as batches name it. */
	readonly relativePath: string;
	/** Absolute path of a plain copy to read from; whoever landed the file removes it. */
	readonly plain: string;
	/** Settles when the bytes are safe on the disk; nothing is acknowledged before. */
	readonly flushed: Promise<void>;
}

const chunkBytes = 4 * 2 ** 20;

async function flush(path: string): Promise<void> {
	const handle = await open(path, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** Writes a whole chunk: one write may take less than it was given. */
async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
	for (let done = 0; done < bytes.length;)
		done += (await handle.write(bytes, done, bytes.length - done)).bytesWritten;
}

/** Reads a whole chunk, less only at the end; 0: there is none. */
async function readChunk(handle: FileHandle, chunk: Buffer): Promise<Buffer> {
	let done = 0;
	while (done < chunk.length) {
		const { bytesRead } = await handle.read(chunk, done, chunk.length - done, null);
		if (bytesRead === 0) break;
		done += bytesRead;
	}
	return chunk.subarray(0, done);
}

/** The chunks of a file, the next one being read while one is worked on; a chunk is good for two more steps. */
async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
	const from = await open(path, 'r');
	try {
		const spare = Array.from({ length: 4 }, () => Buffer.allocUnsafe(chunkBytes));
		let reading = readChunk(from, spare[0]!);
		for (let turn = 1; ; turn += 1) {
			const chunk = await reading;
			if (chunk.length === 0) return;
			reading = readChunk(from, spare[turn % spare.length]!);
			yield chunk;
		}
	} finally {
		await from.close();
	}
}

interface Targets {
	readonly sealed: string;
	readonly plain: string;
}

/**
 * Goes through a file once: hashes the very bytes that it seals and copies. Hashing is the one thing that this thread
 * does; reading, sealing and both writings go on beside it.
 */
async function takeIn(chunks: AsyncIterable<Uint8Array>, keys: PersonalKeys, to: Targets): Promise<string> {
	const hash = createHash('sha256');
	const { head, cipher } = await newLanded(keys);
	const [sealed, plain] = await Promise.all([open(to.sealed, 'wx', 0o600), open(to.plain, 'wx', 0o600)]);
	try {
		await writeAll(sealed, head);
		let index = 0;
		let before: Uint8Array | undefined;
		let sealing: Promise<void> = Promise.resolve();
		const sealNext = async (chunk: Uint8Array, isLast: boolean) => {
			const last = sealing;
			// The bytes are taken over at once, the answer is written in its turn.
			const sealedChunk = cipher.seal(index, isLast, chunk);
			index += 1;
			sealing = Promise.all([sealedChunk, last]).then(([bytes]) => writeAll(sealed, bytes));
			// Met below; one that nobody waits for yet must not end the process.
			sealing.catch(() => undefined);
			await last;
		};
		for await (const chunk of chunks) {
			const writing = writeAll(plain, chunk);
			writing.catch(() => undefined);
			if (before) await sealNext(before, false);
			hash.update(chunk);
			await writing;
			before = chunk;
		}
		await sealNext(before ?? new Uint8Array(), true);
		await sealing;
		return hash.digest('hex');
	} finally {
		await Promise.all([sealed.close(), plain.close()]);
	}
}

/** Where files are landed, and what they are sealed with. */
export interface LandingZone {
	readonly home: string;
	readonly keys: PersonalKeys;
}

/** The plain bytes of what is to be landed: a file that was landed before is opened first. */
async function plainChunks(source: string, { home, keys }: LandingZone): Promise<AsyncIterable<Uint8Array>> {
	const isLanded = source.startsWith(join(home, 'landed') + sep);
	return isLanded && (await isSealed(source)) ? eachKept(landedBytes(source, keys)) : chunksOf(source);
}

/** A chunk must last for one step more than a landed file's do. */
async function* eachKept(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	for await (const chunk of chunks) yield chunk.slice();
}

/**
 * Seals a file into the landing zone under its own hash; the flush to the disk goes on while it is read.
 * @throws RiskError FILE_MISSING where the path cannot be read
 */
export async function landFile(source: string, name: string, zone: LandingZone): Promise<LandedFile> {
	const { home, keys } = zone;
	const info = await stat(source).catch(() => undefined);
	if (!info?.isFile()) {
		throw new RiskError('FILE_MISSING', `找不到文件“${source}”，请检查路径后重试。`, { source });
	}
	const incoming = join(home, 'landed', 'incoming');
	await mkdir(incoming, { recursive: true });
	await mkdir(join(home, 'tmp'), { recursive: true });
	const unique = `${process.pid}-${Date.now()}-${Math.random().toString(36).slice(2)}`;
	const ending = extname(name).toLowerCase();
	const held = join(incoming, unique);
	const plain = join(home, 'tmp', `plain-${unique}${ending}`);
	try {
		const chunks = await plainChunks(source, zone);
		const sha256 = await takeIn(chunks, keys, { sealed: held, plain });
		const folder = join('landed', sha256.slice(0, 2));
		const relativePath = join(folder, `${sha256}${ending}`);
		const path = join(home, relativePath);
		if (await isSealed(path).catch(() => false)) {
			await rm(held);
			return { sha256, relativePath, plain, flushed: flush(path) };
		}
		await mkdir(join(home, folder), { recursive: true });
		// A file that an older version landed in the clear is sealed when it comes again.
		await rename(held, path);
		const flushed = flush(path).then(() => flush(join(home, folder)));
		// A failed flush is met where it is awaited, before the batch is committed.
		flushed.catch(() => undefined);
		return { sha256, relativePath, plain, flushed };
	} catch (error) {
		await Promise.all([held, plain].map((path) => rm(path, { force: true })));
		throw error;
	}
}
