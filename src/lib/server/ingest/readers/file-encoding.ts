import { createReadStream } from 'node:fs';
import { decodes, detectEncoding, undecodable, type Encoding } from './encoding';
import { readHead } from './file-head';

/** Bytes without a line end after which the search for the line is given up. */
const LONGEST_LINE_BYTES = 8 << 20;

/**
 * Tells the encoding of a whole text file: as its first bytes say, or GB18030 when the first bytes are plain
 * ASCII and a Chinese character comes only later.
 * @throws RiskError FILE_ENCODING, FILE_NOT_DATA
 */
export async function encodingOfFile(file: { path: string; name: string }): Promise<Encoding> {
	const { head } = await readHead(file.path);
	const encoding = detectEncoding(head, file.name);
	if (encoding !== 'utf-8') return encoding;
	if (await fits(file.path, 'utf-8')) return 'utf-8';
	const isAscii = head.every((byte) => byte < 0x80);
	if (isAscii && decodes(head, 'gb18030') && (await fits(file.path, 'gb18030'))) return 'gb18030';
	throw undecodable(file.name, await badLine(file.path));
}

async function fits(path: string, encoding: Encoding): Promise<boolean> {
	const decoder = new TextDecoder(encoding, { fatal: true });
	try {
		for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
			decoder.decode(chunk as Buffer, { stream: true });
		}
		decoder.decode();
		return true;
	} catch (error) {
		if (error instanceof TypeError) return false;
		throw error;
	}
}

async function badLine(path: string): Promise<number | null> {
	let line = 1;
	let rest = Buffer.alloc(0);
	for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
		const chunk = Buffer.concat([rest, piece as Buffer]);
		let start = 0;
		for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
			if (!decodes(chunk.subarray(start, end + 1), 'utf-8')) return line;
			start = end + 1;
			line++;
		}
		rest = chunk.subarray(start);
		if (rest.length > LONGEST_LINE_BYTES) return line;
	}
	return line;
}
