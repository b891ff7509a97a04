import { spawn } from 'node:child_process';
import { open, rename, rm, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { RiskError } from '$lib/domain/errors';

/** Room that a copy must leave on the disk, so that the log can still grow. */
const spareBytes = 64 * 2 ** 20;

/** Flushes a file or a folder to the disk. */
export async function flushPath(path: string): Promise<void> {
	const handle = await open(path, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

function cp(from: string, to: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn('cp', [from, to], { stdio: ['ignore', 'ignore', 'pipe'] });
		let said = '';
		child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
		child.on('error', reject);
		child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(said.trim() || `cp ${code}`))));
	});
}

/**
 * Copies the database file beside itself and flushes the copy. Another process does the reading: were it
 * read and closed in this one, the lock that keeps a second process out would be dropped.
 * @throws RiskError DISK_FULL where the copy does not fit; nothing is changed then
 */
export async function copyAside(from: string, to: string, bytes: number): Promise<void> {
	const { bavail, bsize } = await statfs(dirname(to));
	if (bavail * bsize < bytes + spareBytes) throw diskFull(dirname(to));
	const half = `${to}.tmp`;
	try {
		await cp(from, half);
		await flushPath(half);
		await rename(half, to);
		await flushPath(dirname(to));
	} catch (cause) {
		await rm(half, { force: true });
		throw isNoSpace(cause) ? diskFull(dirname(to), cause) : cause;
	}
}

/** Whether an error says that the disk is full, in the words of the system or of the engine. */
export const isNoSpace = (error: unknown) => /no space left|ENOSPC|EDQUOT/i.test(String(error));

/** The one sentence for a disk that is full. */
export function diskFull(folder: string, cause?: unknown): RiskError {
	return new RiskError(
		'DISK_FULL',
		`磁盘空间不足（${folder}），本次没有写入，已有数据不受影响；请清理或扩容后重试。`,
		{ folder },
		{ cause }
	);
}
