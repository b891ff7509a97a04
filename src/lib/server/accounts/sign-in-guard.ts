import type { DatabaseSync } from 'node:sqlite';
import { RiskError } from '$lib/domain/errors';

const mostFailures = 5;
const mostPerAddress = 20;
const lockMs = 15 * 60_000;

/** Counts failed sign-ins by name and by address, and refuses more of them for a while. */
export class SignInGuard {
	readonly #database: DatabaseSync;
	readonly #now: () => number;

	constructor(database: DatabaseSync, now: () => number) {
		this.#database = database;
		this.#now = now;
		database.exec(
			'create table if not exists sign_in_failure (name text not null, address text not null, at integer not null)'
		);
	}

	/** @throws RiskError SIGN_IN_LOCKED */
	refuseLocked(name: string, address: string): void {
		const since = this.#now() - lockMs;
		this.#database.prepare('delete from sign_in_failure where at < ?').run(since);
		const count = (column: 'name' | 'address', value: string) =>
			Number(
				this.#database.prepare(`select count(*) as n from sign_in_failure where ${column} = ?`).get(value)?.[
					'n'
				] ?? 0
			);
		const isLocked =
			(name !== '' && count('name', name) >= mostFailures) || count('address', address) >= mostPerAddress;
		if (isLocked) {
			throw new RiskError(
				'SIGN_IN_LOCKED',
				'登录失败次数过多，已暂停 15 分钟；请稍后再试，或请安全管理员解锁。'
			);
		}
	}

	/** Counts a try as failed before it is checked; answers how to take that back. @throws RiskError SIGN_IN_LOCKED */
	begin(name: string, address: string): number {
		this.refuseLocked(name, address);
		return this.failed(name, address);
	}

	failed(name: string, address: string): number {
		const made = this.#database
			.prepare('insert into sign_in_failure values (?, ?, ?)')
			.run(name, address, this.#now());
		return Number(made.lastInsertRowid);
	}

	/** Takes back one try that was right after all. */
	forgive(attempt: number): void {
		this.#database.prepare('delete from sign_in_failure where rowid = ?').run(attempt);
	}

	succeeded(name: string): void {
		this.#database.prepare('delete from sign_in_failure where name = ?').run(name);
	}

	/** Names that are locked at the moment. */
	locked(): string[] {
		return this.#database
			.prepare('select name from sign_in_failure where at >= ? group by name having count(*) >= ?')
			.all(this.#now() - lockMs, mostFailures)
			.map((row) => String(row['name']))
			.filter((name) => name !== '');
	}

	unlock(name: string): void {
		this.succeeded(name.toLowerCase());
	}
}
