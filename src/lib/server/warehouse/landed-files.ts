import { createHash, createHmac, randomBytes } from 'node:crypto';
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { suiteNames, type SuiteName } from '$lib/domain/suite-name';
import { suites } from './cipher-suite';
import { flushPath } from './copy-aside';
import { chunkCipher, type ChunkCipher } from './landed-chunks';
import type { PersonalKey } from './key-file';
import { keyNamed, unsealedByAny, type PersonalKeys } from './pii-vault';

/**
 * A landed file: this mark, two bytes of length, the head as JSON, then the sealed chunks. A file without the mark was
 * landed by an older version, in the clear.
 */
const mark = Buffer.from('\u0089XSL\r\n\u001a\n', 'latin1');
/** The next chunk is still in the processor's own memory after it was read, hashed and sealed. */
export const chunkBytes = 2 ** 20;

const headShape = z.object({
	algorithm: z.enum(suiteNames.map((name) => suites[name].algorithm)),
	chunk: z.number().int().positive(),
	/** The file's own key, sealed with the installation's. */
	key: z.base64(),
	/** Which key of the installation sealed it; not said by an older version. */
	sealed_by: z.string().length(8).optional(),
	/** Hash of the supplier's bytes, where these were rewritten without persons who had to be forgotten. */
	of: z.string().length(64).optional()
});

/** The key that the keys of files are sealed with. */
const wrappingKey = (key: PersonalKey) =>
	createHmac('sha256', key.cipher).update('xinshao landed files').digest();

const suiteOf = (algorithm: string): SuiteName =>
	suiteNames.find((name) => suites[name].algorithm === algorithm) ?? 'aes';

/** Begins a sealed file: its head, and the cipher of its chunks. `of`: the supplier's file that it stands for. */
export async function newLanded(
	keys: PersonalKeys,
	of?: string
): Promise<{ head: Buffer; cipher: ChunkCipher }> {
	const key = randomBytes(32);
	const { algorithm } = suites[keys.suite];
	return {
		head: headBytes({ algorithm, chunk: chunkBytes, ...wrapped(keys, key), ...(of && { of }) }),
		cipher: await chunkCipher(keys.suite, key)
	};
}

/** The key of a file as its head holds it, sealed with the key in force. */
function wrapped(keys: PersonalKeys, key: Buffer): { key: string; sealed_by: string } {
	const by = keys.all[0]!;
	return { key: suites[keys.suite].seal(wrappingKey(by), key).toString('base64'), sealed_by: by.id };
}

function headBytes(head: z.infer<typeof headShape>): Buffer {
	const text = JSON.stringify(head);
	const length = Buffer.alloc(2);
	length.writeUInt16BE(Buffer.byteLength(text));
	return Buffer.concat([mark, length, Buffer.from(text)]);
}

/** The key of a file. @throws RiskError KEYS_MISSING, and whatever the cipher says of a wrong key */
function unwrapped(keys: PersonalKeys, head: z.infer<typeof headShape>): Buffer {
	const suite = suites[suiteOf(head.algorithm)];
	const sealed = Buffer.from(head.key, 'base64');
	const open = (key: PersonalKey) => suite.unseal(wrappingKey(key), sealed);
	return head.sealed_by === undefined ? unsealedByAny(keys.all, open) : open(keyNamed(keys, head.sealed_by));
}

/** Whether a landed file's key is sealed with the key in force; true for one that is not sealed at all. */
export async function isUnderFirstKey(path: string, keys: PersonalKeys): Promise<boolean> {
	const handle = await open(path, 'r');
	try {
		const found = await headOf(handle);
		return found === undefined || found.head.sealed_by === keys.all[0]!.id;
	} finally {
		await handle.close();
	}
}

let turn: Promise<unknown> = Promise.resolve();

/**
 * Puts files in the place of landed ones, or destroys these, one work after the other: a file that is copied while it is
 * destroyed or rewritten would bring back what had to go.
 */
export function replacing<T>(work: () => Promise<T>): Promise<T> {
	const done = turn.then(work);
	turn = done.catch(() => undefined);
	return done;
}

/**
 * Seals the key of a landed file anew with the key in force; its bytes stay as they are. The new file is flushed before it
 * takes the place of the one before, so that a kill leaves the one or the other. Does nothing where the file is gone.
 */
export const rewrap = (path: string, keys: PersonalKeys, half: string): Promise<void> =>
	replacing(() => rewrapped(path, keys, half));

async function rewrapped(path: string, keys: PersonalKeys, half: string): Promise<void> {
	const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	});
	if (handle === undefined) return;
	const to = await open(half, 'w', 0o600);
	try {
		const found = await headOf(handle).catch((cause: unknown) => Promise.reject(unreadable(path, cause)));
		if (found === undefined) return;
		await to.writeFile(headBytes({ ...found.head, ...wrapped(keys, unwrapped(keys, found.head)) }));
		const buffer = Buffer.allocUnsafe(chunkBytes);
		for (let at = found.bytes; ;) {
			const filled = await fill(handle, buffer, at);
			await to.writeFile(buffer.subarray(0, filled));
			at += filled;
			if (filled < buffer.length) break;
		}
		await to.sync();
	} finally {
		await handle.close();
		await to.close();
	}
	await rename(half, path);
	await flushPath(dirname(path));
}

async function headOf(
	handle: FileHandle
): Promise<{ head: z.infer<typeof headShape>; bytes: number } | undefined> {
	const start = Buffer.alloc(mark.length + 2);
	const { bytesRead } = await handle.read(start, 0, start.length, 0);
	if (bytesRead < start.length || !start.subarray(0, mark.length).equals(mark)) return undefined;
	const text = Buffer.alloc(start.readUInt16BE(mark.length));
	await handle.read(text, 0, text.length, start.length);
	return { head: headShape.parse(JSON.parse(text.toString('utf8'))), bytes: start.length + text.length };
}

/** Whether a landed file is sealed; false for one of an older version. */
export async function isSealed(path: string): Promise<boolean> {
	const handle = await open(path, 'r');
	try {
		return (await headOf(handle).catch(() => 'damaged')) !== undefined;
	} finally {
		await handle.close();
	}
}

/** Hash of the supplier's file that a landed one stands for since it was rewritten; undefined: it is that file itself. */
export async function thinnedOf(path: string): Promise<string | undefined> {
	const handle = await open(path, 'r');
	try {
		return (await headOf(handle).catch(() => undefined))?.head.of;
	} finally {
		await handle.close();
	}
}

const unreadable = (path: string, cause?: unknown) =>
	new RiskError(
		'LANDED_UNREADABLE',
		`原始文件 ${path} 已损坏、被改动或不属于本安装的密钥，无法读取；请从备份取回该文件后再试。`,
		{ path },
		{ cause }
	);

/** Fills a buffer from a place in a file; answers how much there was. */
async function fill(handle: FileHandle, buffer: Buffer, position: number): Promise<number> {
	let filled = 0;
	while (filled < buffer.length) {
		const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
		if (bytesRead === 0) break;
		filled += bytesRead;
	}
	return filled;
}

/**
 * The plain bytes of a landed file, chunk by chunk; a chunk is good until the next one is asked for.
 * @throws RiskError LANDED_UNREADABLE where the file was changed or its key is gone
 */
export async function* landedBytes(path: string, keys: PersonalKeys): AsyncGenerator<Uint8Array> {
	const handle = await open(path, 'r');
	try {
		const found = await headOf(handle).catch((cause: unknown) => Promise.reject(unreadable(path, cause)));
		if (found === undefined) {
			const buffer = Buffer.allocUnsafe(chunkBytes);
			for (let at = 0; ;) {
				const filled = await fill(handle, buffer, at);
				if (filled > 0) yield buffer.subarray(0, filled);
				if (filled < buffer.length) return;
				at += filled;
			}
		}
		yield* unsealed(handle, path, keys, found);
	} finally {
		await handle.close();
	}
}

async function* unsealed(
	handle: FileHandle,
	path: string,
	keys: PersonalKeys,
	{ head, bytes }: NonNullable<Awaited<ReturnType<typeof headOf>>>
): AsyncGenerator<Uint8Array> {
	const suite = suiteOf(head.algorithm);
	try {
		const key = unwrapped(keys, head);
		const cipher = await chunkCipher(suite, key);
		const { size } = await handle.stat();
		const buffer = Buffer.allocUnsafe(head.chunk + cipher.tagBytes);
		for (let index = 0, at = bytes; ; index += 1) {
			const filled = await fill(handle, buffer, at);
			at += filled;
			const isLast = at >= size;
			yield await cipher.unseal(index, isLast, buffer.subarray(0, filled));
			if (isLast) return;
		}
	} catch (cause) {
		if (cause instanceof RiskError) throw cause;
		throw unreadable(path, cause);
	}
}

/** The hash of the plain bytes of a landed file; undefined where it cannot be read. */
export async function landedDigest(path: string, keys: PersonalKeys): Promise<string | undefined> {
	const hash = createHash('sha256');
	try {
		for await (const chunk of landedBytes(path, keys)) hash.update(chunk);
		return hash.digest('hex');
	} catch {
		return undefined;
	}
}

/** Writes the plain bytes of a landed file to a new file that only this user may read. */
export async function plainCopy(path: string, keys: PersonalKeys, target: string): Promise<void> {
	const to = await open(target, 'wx', 0o600);
	try {
		for await (const chunk of landedBytes(path, keys)) await to.writeFile(chunk);
	} finally {
		await to.close();
	}
}

/**
 * Destroys a landed file: first the head with its key, flushed to the disk, so that whatever remains of the sealed bytes
 * on the medium can never be opened; a file of an older version is overwritten throughout. Does nothing where it is gone.
 */
export const destroyLanded = (path: string): Promise<void> => replacing(() => destroyed(path));

async function destroyed(path: string): Promise<void> {
	const size = await stat(path).then(
		(info) => info.size,
		() => undefined
	);
	if (size === undefined) return;
	const handle = await open(path, 'r+');
	try {
		const found = await headOf(handle).catch(() => undefined);
		const zeros = Buffer.alloc(Math.min(chunkBytes, Math.max(size, 1)));
		const end = found?.bytes ?? size;
		for (let at = 0; at < end; at += zeros.length)
			await handle.write(zeros, 0, Math.min(zeros.length, end - at), at);
		await handle.sync();
	} finally {
		await handle.close();
	}
	await rm(path);
	await flushPath(path.slice(0, path.lastIndexOf('/')));
}
