import { createHash, randomBytes } from 'node:crypto';
import {
	chmodSync,
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { RiskError } from '$lib/domain/errors';
import type { SuiteName } from '$lib/domain/suite-name';

/** What persons are keyed by: inside the database, or, where SM3 is asked for, beside it. */
export type IndexHash = 'sha256' | 'sm3';

/** The two secrets that personal data are keyed and sealed with. */
export interface PersonalKey {
	/** Eight hexadecimal digits, told by the secrets: it stands in everything that they sealed. */
	readonly id: string;
	readonly hmac: Buffer;
	readonly cipher: Buffer;
	readonly index: IndexHash;
}

/** What a key file holds: the key in force first, then those before, until they are destroyed. */
export interface KeyFile {
	readonly suite: SuiteName;
	readonly all: readonly PersonalKey[];
}

export const personalKeyPath = (home: string) => join(home, 'keys', 'personal.key');

const secretBytes = 64;
const smLine = 'suite sm';
const sm3Line = 'index sm3';
const olderLine = /^older ([0-9a-f]{128})( sm3)?$/;

/** A key of 64 secret bytes. */
export function personalKeyOf(bytes: Buffer, index: IndexHash): PersonalKey {
	const id = createHash('sha256').update('xinshao key ').update(bytes).digest('hex').slice(0, 8);
	return { id, hmac: bytes.subarray(0, 32), cipher: bytes.subarray(32), index };
}

/** A key that nobody has seen. */
export const freshKey = (index: IndexHash): PersonalKey => personalKeyOf(randomBytes(secretBytes), index);

/**
 * Reads a key file: the secrets in hexadecimal digits; `suite sm` and `index sm3` where these are in force; then, while the
 * keys are being changed, the ones before.
 * @throws RiskError KEYS_UNREADABLE
 */
export function readKeyFile(path: string): KeyFile {
	const [hex = '', ...rest] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
	const settings: readonly string[] = rest.filter((line) => line === smLine || line === sm3Line);
	const older = rest.filter((line) => !settings.includes(line)).map((line) => olderLine.exec(line));
	if (!/^[0-9a-f]{128}$/.test(hex) || older.includes(null))
		throw new RiskError(
			'KEYS_UNREADABLE',
			`个人信息密钥文件 ${path} 已损坏，请从备份中恢复该文件后再启动。`,
			{ path }
		);
	const hashOf = (isSm3: boolean): IndexHash => (isSm3 ? 'sm3' : 'sha256');
	return {
		suite: settings.includes(smLine) ? 'sm' : 'aes',
		all: [
			personalKeyOf(Buffer.from(hex, 'hex'), hashOf(settings.includes(sm3Line))),
			...older.map((line) =>
				personalKeyOf(Buffer.from(line?.[1] ?? '', 'hex'), hashOf(line?.[2] !== undefined))
			)
		]
	};
}

/**
 * Writes a key file whole or not at all: a new file is flushed before it takes the place of the one before, whose bytes are
 * overwritten then.
 */
export function writeKeyFile(path: string, { suite, all }: KeyFile): void {
	const [first, ...older] = all;
	if (first === undefined) throw new TypeError('a key file without a key');
	const hexOf = ({ hmac, cipher }: PersonalKey) => Buffer.concat([hmac, cipher]).toString('hex');
	const lines = [
		hexOf(first),
		...(suite === 'sm' ? [smLine] : []),
		...(first.index === 'sm3' ? [sm3Line] : []),
		...older.map((key) => `older ${hexOf(key)}${key.index === 'sm3' ? ' sm3' : ''}`)
	];
	mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	const half = `${path}.new`;
	rmSync(half, { force: true });
	const file = openSync(half, 'wx', 0o400);
	try {
		writeSync(file, lines.join('\n'));
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
	const before = existsSync(path) ? openForWiping(path) : undefined;
	renameSync(half, path);
	const folder = openSync(dirname(path), 'r');
	fsyncSync(folder);
	closeSync(folder);
	if (before === undefined) return;
	writeSync(before.file, Buffer.alloc(before.bytes), 0, before.bytes, 0);
	fsyncSync(before.file);
	closeSync(before.file);
}

function openForWiping(path: string): { file: number; bytes: number } {
	chmodSync(path, 0o600);
	return { file: openSync(path, 'r+'), bytes: statSync(path).size };
}
