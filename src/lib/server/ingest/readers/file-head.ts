import { open } from 'node:fs/promises';
import { RiskError } from '$lib/domain/errors';
import type { Encoding } from './encoding';

/** Bytes looked at to tell format, encoding and header: hundreds of rows, read in a millisecond. */
const HEAD_BYTES = 256 * 1024;

/** Reads the first bytes of a file, and its size. */
export async function readHead(path: string): Promise<{ head: Buffer; size: number }> {
	const handle = await open(path, 'r');
	try {
		const { size } = await handle.stat();
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(HEAD_BYTES, size)), 0);
		return { head: buffer.subarray(0, bytesRead), size };
	} finally {
		await handle.close();
	}
}

/** Decodes the first bytes of a text file; a character cut off at the end is dropped. */
export function decodeHead(head: Uint8Array, encoding: Encoding): string {
	return new TextDecoder(encoding).decode(head, { stream: true });
}

/** The sentence for a file or sheet without a data row. */
export function emptyFile(name: string): RiskError {
	return new RiskError('FILE_EMPTY', `文件“${name}”没有数据行，请确认导出时选对了范围后再提交。`, { name });
}
