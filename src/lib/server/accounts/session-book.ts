import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { AccountRules } from './account-rules';

/** A sign-in that lasts. */
export interface SessionFacts {
	readonly id: string;
	readonly createdAt: string;
	readonly lastSeenAt: string;
	readonly address: string;
	readonly agent: string;
	readonly isThis: boolean;
}

/** A session in use is noted so often at most: every page asks who it is. */
const seenEvery = 5_000;

/** Sessions as they are listed and ended: idle ones, too many of one person, all of somebody who may no more. */
export class SessionBook {
	readonly #database: DatabaseSync;
	readonly #rules: () => AccountRules;

	constructor(database: DatabaseSync, rules: () => AccountRules) {
		this.#database = database;
		this.#rules = rules;
	}

	/** Ends the oldest sessions of a person, where there are more than the rules allow. */
	makeRoom(userId: string, sessionId: string): void {
		this.#database
			.prepare(
				`delete from session where userId = ? and id not in (select id from session where userId = ?
				order by id = ? desc, createdAt desc, rowid desc limit ?)`
			)
			.run(userId, userId, sessionId, this.#rules().mostSessions);
	}

	/** Notes that a session is used; false where it had slept too long and has ended. */
	use(id: string, createdAt: number, now: number): boolean {
		const seen = Number(
			this.#database.prepare('select seen_at from session_seen where session_id = ?').get(id)?.['seen_at'] ??
				createdAt
		);
		if (now - seen > this.#rules().idleMinutes * 60_000) {
			this.#end(id);
			return false;
		}
		if (now - seen > seenEvery || seen === createdAt) this.#seen(id, now);
		return true;
	}

	#seen(id: string, at: number): void {
		this.#database
			.prepare(
				'insert into session_seen values (?, ?) on conflict (session_id) do update set seen_at = excluded.seen_at'
			)
			.run(id, at);
	}

	/** Keeps that the government's sign-on vouched for a session. */
	vouch(id: string): void {
		this.#database.prepare('insert into session_vouched values (?)').run(id);
	}

	isVouched(id: string): boolean {
		return this.#database.prepare('select 1 from session_vouched where session_id = ?').get(id) !== undefined;
	}

	/** Sessions of a person that have not ended, newest first. */
	list(userId: string, current: string, now: number): SessionFacts[] {
		const shape = z.object({
			id: z.string(),
			createdAt: z.coerce.string(),
			address: z.string().nullable(),
			agent: z.string().nullable(),
			seen_at: z.number().nullable()
		});
		return this.#database
			.prepare(
				`select s.id, s.createdAt, s.ipAddress as address, s.userAgent as agent, n.seen_at from session s
				left join session_seen n on n.session_id = s.id where s.userId = ? and s.expiresAt > ? order by s.createdAt desc`
			)
			.all(userId, new Date(now).toISOString())
			.map((row) => shape.parse(row))
			.map((row) => ({
				id: row.id,
				createdAt: row.createdAt,
				lastSeenAt: row.seen_at === null ? row.createdAt : new Date(row.seen_at).toISOString(),
				address: row.address ?? '',
				agent: row.agent ?? '',
				isThis: row.id === current
			}));
	}

	end(userId: string, sessionId: string): void {
		this.#database.prepare('delete from session where id = ? and userId = ?').run(sessionId, userId);
	}

	endAll(userId: string): void {
		this.#database.prepare('delete from session where userId = ?').run(userId);
	}

	#end(sessionId: string): void {
		this.#database.prepare('delete from session where id = ?').run(sessionId);
	}
}
