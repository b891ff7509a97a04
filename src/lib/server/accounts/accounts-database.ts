import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What the library of sign-ins does not keep. */
const ownTables = `
	create table if not exists profile (
		user_id text primary key, role text not null, units text not null, sectors text not null,
		disabled integer not null default 0, must_change integer not null default 0, password_set_at text not null
	);
	create table if not exists session_seen (session_id text primary key, seen_at integer not null);
	create table if not exists session_vouched (session_id text primary key);
	create table if not exists api_token (
		id text primary key, name text not null, hash text not null unique, role text not null, units text not null,
		sectors text not null, created_at text not null, used_at text
	);
`;

/** Opens the file of accounts that only this user may read; undefined keeps it in memory (tests). */
export function openAccountsDatabase(home: string | undefined): DatabaseSync {
	const path = home === undefined ? ':memory:' : join(home, 'accounts.sqlite');
	const database = new DatabaseSync(path);
	if (home !== undefined) {
		chmodSync(path, 0o600);
		database.exec('pragma journal_mode = wal; pragma synchronous = full');
	}
	return database;
}

/** Makes our own tables, after those of the library. */
export const makeOwnTables = (database: DatabaseSync): void => database.exec(ownTables);

/** The secret that seals cookies, made once, kept in a file that only this user may read. */
export function sessionSecret(home: string | undefined): string {
	if (home === undefined) return randomBytes(32).toString('hex');
	const path = join(home, 'keys', 'sessions.key');
	if (!existsSync(path)) {
		mkdirSync(join(home, 'keys'), { recursive: true, mode: 0o700 });
		writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o400, flag: 'wx' });
	}
	return readFileSync(path, 'utf8').trim();
}
