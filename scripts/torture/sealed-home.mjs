import { createDecipheriv, createHash, createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * Opens what a home has sealed by a reading of the format of its own: were the product's used, a fault of it would find
 * itself right.
 */

const mark = Buffer.from('\u0089XSL\r\n\u001a\n', 'latin1');
const nonceBytes = 12;
const tagBytes = 16;

/** The keys of a home, the one in force first. */
export function keysOf(home) {
	const [first, ...rest] = readFileSync(join(home, 'keys', 'personal.key'), 'utf8')
		.trim()
		.split('\n');
	const older = rest.filter((line) => line.startsWith('older ')).map((line) => line.split(' ')[1]);
	return [first, ...older].map((hex) => {
		const bytes = Buffer.from(hex, 'hex');
		const id = createHash('sha256').update('xinshao key ').update(bytes).digest('hex').slice(0, 8);
		return { id, cipher: bytes.subarray(32) };
	});
}

function opened(key, nonce, tag, body) {
	const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
	decipher.setAuthTag(tag);
	return Buffer.concat([decipher.update(body), decipher.final()]);
}

/** The plain bytes of a landed file. @throws Error where a chunk or its key was changed, or no key fits */
export function landedPlain(path, keys) {
	const bytes = readFileSync(path);
	if (!bytes.subarray(0, mark.length).equals(mark)) throw new Error(`${path} is not sealed`);
	const from = mark.length + 2 + bytes.readUInt16BE(mark.length);
	const head = JSON.parse(bytes.subarray(mark.length + 2, from).toString());
	const by = keys.find(({ id }) => id === head.sealed_by);
	if (!by) throw new Error(`${path} is sealed by ${head.sealed_by}, which is gone`);
	const wrapping = createHmac('sha256', by.cipher).update('xinshao landed files').digest();
	const sealed = Buffer.from(head.key, 'base64');
	const body = nonceBytes + tagBytes;
	const key = opened(
		wrapping,
		sealed.subarray(0, nonceBytes),
		sealed.subarray(nonceBytes, body),
		sealed.subarray(body)
	);
	const parts = [];
	for (let at = from, index = 0; at < bytes.length; index += 1) {
		const chunk = bytes.subarray(at, at + head.chunk + tagBytes);
		at += chunk.length;
		const nonce = Buffer.alloc(nonceBytes);
		nonce.writeUInt32BE(index, 7);
		nonce[nonceBytes - 1] = at >= bytes.length ? 1 : 0;
		parts.push(opened(key, nonce, chunk.subarray(-tagBytes), chunk.subarray(0, -tagBytes)));
	}
	return Buffer.concat(parts);
}

const filesIn = (folder) =>
	existsSync(folder)
		? readdirSync(folder, { recursive: true, withFileTypes: true })
				.filter((entry) => entry.isFile())
				.map((entry) => join(entry.parentPath, entry.name))
		: [];

/** Every landed file of a home, opened: its path and its bytes. @throws as landedPlain */
export function landedFiles(home) {
	const keys = keysOf(home);
	return filesIn(join(home, 'landed'))
		.filter((path) => !path.includes('/incoming/'))
		.map((path) => ({ path, plain: landedPlain(path, keys) }));
}

/** Files of a home in which one of the given texts stands in the clear. */
export function plainIn(home, texts) {
	const wanted = texts.map((text) => Buffer.from(text));
	return filesIn(home).filter((path) => {
		const bytes = readFileSync(path);
		return wanted.some((text) => bytes.includes(text));
	});
}

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
