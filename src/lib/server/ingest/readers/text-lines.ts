import { createReadStream } from 'node:fs';
import { RiskError } from '$lib/domain/errors';
import { undecodable, type Encoding } from './encoding';

const CHUNK_BYTES = 256 * 1024;
/** A line longer than this is no row of a table, and would be held in memory whole. */
const LONGEST_LINE_CHARS = 8 << 20;

/**
 * Reads a text file as batches of lines (`\r\n`, `\n` or `\r`), decoded strictly, byte order mark dropped.
 * `final` is true on the last batch, which may be empty.
 * @throws RiskError FILE_ENCODING when a byte is not text of `encoding`, FILE_NOT_DATA when a line never ends
 */
export async function* textLines(
	path: string,
	encoding: Encoding,
	name: string
): AsyncGenerator<{ lines: string[]; final: boolean }> {
	const decoder = new TextDecoder(encoding, { fatal: true });
	let rest = '';
	for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
		let text = rest + decoded(decoder, name, chunk as Buffer);
		// A `\r` at the end of a chunk may be half of a `\r\n`.
		const held = text.endsWith('\r') ? '\r' : '';
		if (held) text = text.slice(0, -1);
		const lines = splitLines(text);
		rest = lines.pop()! + held;
		if (rest.length > LONGEST_LINE_CHARS) {
			throw new RiskError(
				'FILE_NOT_DATA',
				'文件里有一行超过 800 万字，不是按行存放的表格，请重新导出后再提交。'
			);
		}
		yield { lines, final: false };
	}
	const last = splitLines(rest + decoded(decoder, name));
	if (last.at(-1) === '') last.pop();
	yield { lines: last, final: true };
}

function decoded(decoder: TextDecoder, name: string, chunk?: Buffer): string {
	try {
		return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
	} catch {
		throw undecodable(name, null);
	}
}

/** Splits text at `\r\n`, `\n` or `\r`; the last element is what follows the last line end. */
export function splitLines(text: string): string[] {
	return text.includes('\r') ? text.split(/\r\n|\n|\r/) : text.split('\n');
}
