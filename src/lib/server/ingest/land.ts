import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { RiskError } from '$lib/domain/errors';
import { chunkBytes, isSealed, landedBytes, newLanded, thinnedOf } from '$lib/server/warehouse/landed-files';
import type { PersonalKeys } from '$lib/server/warehouse/pii-vault';

/** The bytes of a supplier's file, kept sealed under the hash of the plain ones before anything is made of them. */
export interface LandedFile {
	/** Of the plain bytes. */
	readonly sha256: string;
	/** Path below the home, as batches name it. */
	readonly relativePath: string;
	/** Absolute path of the sealed file. */
	readonly path: string;
	/**
	 * Settles when the bytes are safe on the disk and the source is still the one that was sealed; nothing is
	 * acknowledged before.
	 * @throws RiskError FILE_CHANGED where somebody wrote into the source since
	 */
	settled(): Promise<void>;
	/** As `settled`, whatever became of the source. */
	flushed(): Promise<void>;
}

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

/**
 * Goes through a file once: hashes the very bytes that it seals. Hashing is the one thing that this thread does; reading,
 * sealing and writing go on beside it. A chunk must be good for two more steps.
 * @param of hash of the supplier's file that the bytes stand for, where they are not the file itself
 */
export async function sealInto(
	chunks: AsyncIterable<Uint8Array>,
	keys: PersonalKeys,
	target: string,
	of?: string
): Promise<string> {
	const hash = createHash('sha256');
	const { head, cipher } = await newLanded(keys, of);
	const to = await open(target, 'wx', 0o600);
	try {
		await writeAll(to, head);
		let index = 0;
		let before: Uint8Array | undefined;
		let writing: Promise<void> = Promise.resolve();
		const sealNext = async (chunk: Uint8Array, isLast: boolean) => {
			const last = writing;
			const sealing = cipher.seal(index, isLast, chunk);
			index += 1;
			writing = Promise.all([sealing, last]).then(([bytes]) => writeAll(to, bytes));
			// Met below; a failure that nobody waits for yet must not end the process.
			writing.catch(() => undefined);
			await last;
		};
		for await (const chunk of chunks) {
			const sealing = before && sealNext(before, false);
			hash.update(chunk);
			await sealing;
			before = chunk;
		}
		await sealNext(before ?? new Uint8Array(), true);
		await writing;
		return hash.digest('hex');
	} finally {
		await to.close();
	}
}

/** What tells that a file was written into: the system alone sets the moment of its last change. */
async function writtenAt(path: string): Promise<string> {
	const info = await stat(path, { bigint: true }).catch(() => undefined);
	return info === undefined ? 'gone' : `${info.ino} ${info.size} ${info.ctimeNs}`;
}

/** Where files are landed, and what they are sealed with. */
export interface LandingZone {
	readonly home: string;
	readonly keys: PersonalKeys;
}

const isLandedPath = (source: string, { home }: Pick<LandingZone, 'home'>) =>
	source.startsWith(join(home, 'landed') + sep);

/** A landed file that was rewritten keeps the name of the one that it stands for. */
function standing(path: string, sha256: string, home: string): LandedFile {
	const flushed = () => Promise.resolve();
	return { sha256, relativePath: relative(home, path), path, settled: flushed, flushed };
}

/** The plain bytes of what is to be landed: a file that was landed before is opened first. */
async function plainChunks(source: string, { home, keys }: LandingZone): Promise<AsyncIterable<Uint8Array>> {
	return isLandedPath(source, { home }) && (await isSealed(source))
		? eachKept(landedBytes(source, keys))
		: chunksOf(source);
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
	const rewritten = isLandedPath(source, zone) ? await thinnedOf(source) : undefined;
	if (rewritten !== undefined) return standing(source, rewritten, home);
	const state = await writtenAt(source);
	const incoming = join(home, 'landed', 'incoming');
	await mkdir(incoming, { recursive: true });
	const held = join(incoming, `${process.pid}-${Date.now()}-${Math.random().toString(36).slice(2)}`);
	try {
		const sha256 = await sealInto(await plainChunks(source, zone), keys, held);
		const folder = join('landed', sha256.slice(0, 2));
		const relativePath = join(folder, `${sha256}${extname(name).toLowerCase()}`);
		const path = join(home, relativePath);
		const isKnown = await isSealed(path).catch(() => false);
		if (isKnown) await rm(held);
		else {
			await mkdir(join(home, folder), { recursive: true });
			// A file that an older version landed in the clear is sealed when it comes again.
			await rename(held, path);
		}
		const flushed = flush(path).then(() => flush(join(home, folder)));
		// A failed flush is met where it is awaited, before the batch is committed.
		flushed.catch(() => undefined);
		const settled = async () => {
			await flushed;
			if (source !== path && (await writtenAt(source)) !== state) throw changed(source);
		};
		return { sha256, relativePath, path, settled, flushed: () => flushed };
	} catch (error) {
		await rm(held, { force: true });
		throw error;
	}
}

const changed = (source: string) =>
	new RiskError('FILE_CHANGED', `文件“${source}”在读入时又被写过，请等它写完后再提交。`, { source });
