import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The key that seals the audit log of a home, made once, in a file that only this user may read. */
export function auditKey(home: string): Buffer {
	const path = join(home, 'keys', 'audit.key');
	if (!existsSync(path)) {
		mkdirSync(join(home, 'keys'), { recursive: true, mode: 0o700 });
		writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o400, flag: 'wx' });
	}
	return Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
}
