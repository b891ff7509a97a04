import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { undecodable, type Encoding } from './encoding';

const CHUNK_BYTES = 1 << 20;

/**
 * Rewrites a text file as UTF-8 without byte order mark, chunk by chunk.
 * @throws RiskError FILE_ENCODING, with the line, at the first byte that is not text of `encoding`
 */
export async function transcode(
	file: { path: string; name: string },
	encoding: Encoding,
	target: string
): Promise<void> {
	const decoder = new TextDecoder(encoding, { fatal: true });
	const out = await open(target, 'w');
	let line = 1;
	try {
		for await (const piece of createReadStream(file.path, { highWaterMark: CHUNK_BYTES })) {
			const chunk = piece as Buffer;
			const text = decode(decoder, chunk);
			if (text === null) throw undecodable(file.name, badLine(chunk, encoding, line));
			await out.appendFile(text);
			line += count(chunk);
		}
		if (decode(decoder) === null) throw undecodable(file.name, line);
	} finally {
		await out.close();
	}
}

function decode(decoder: TextDecoder, chunk?: Buffer): string | null {
	try {
		return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
	} catch {
		return null;
	}
}

// `\n` is never part of a longer character in UTF-8 and GB18030, so the chunk can be tried line by line; the
// first and the last line may be cut, and only decide when no whole line does.
function badLine(chunk: Buffer, encoding: Encoding, firstLine: number): number | null {
	if (encoding.startsWith('utf-16')) return null;
	let line = firstLine;
	let start = chunk.indexOf(0x0a) + 1;
	if (start === 0) return firstLine;
	for (line++; start < chunk.length; line++) {
		const end = chunk.indexOf(0x0a, start);
		const part = chunk.subarray(start, end < 0 ? chunk.length : end + 1);
		if (decode(new TextDecoder(encoding, { fatal: true }), part) === null) return line;
		if (end < 0) break;
		start = end + 1;
	}
	return firstLine;
}

function count(chunk: Buffer): number {
	let lines = 0;
	for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, at + 1)) lines++;
	return lines;
}
