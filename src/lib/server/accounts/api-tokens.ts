import { createHash, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Clock } from '$lib/domain/clock';
import type { Role } from '$lib/domain/roles';
import { reachColumns, requireScope } from './account';

/** A program that may ask the API. */
export interface TokenFacts {
	readonly id: string;
	readonly name: string;
	readonly role: Role;
	readonly units: readonly string[];
	readonly sectors: readonly string[];
	readonly createdAt: string;
}

const tokenHash = (token: string) => createHash('sha256').update(token).digest('hex');
const tokenShape = z.object({
	id: z.string(),
	name: z.string(),
	...reachColumns,
	created_at: z.string()
});

function tokenOf(row: unknown): TokenFacts {
	const { created_at, ...token } = tokenShape.parse(row);
	return { ...token, createdAt: created_at };
}

/** Tokens of programs: shown once, kept as their hashes. */
export class ApiTokens {
	readonly #database: DatabaseSync;
	readonly #clock: Clock;

	constructor(database: DatabaseSync, clock: Clock) {
		this.#database = database;
		this.#clock = clock;
	}

	/**
	 * Makes a token for a program. It is shown once and kept only as its hash; it sees what the role and rows see.
	 * @throws RiskError SCOPE_MISSING
	 */
	create(given: { name: string; role: Role; units: readonly string[]; sectors: readonly string[] }): string {
		requireScope(given);
		const token = `xs_${randomBytes(32).toString('base64url')}`;
		this.#database
			.prepare('insert into api_token values (?, ?, ?, ?, ?, ?, ?, null)')
			.run(
				randomBytes(8).toString('hex'),
				given.name,
				tokenHash(token),
				given.role,
				JSON.stringify(given.units),
				JSON.stringify(given.sectors),
				this.#clock().toISOString()
			);
		return token;
	}

	list(): TokenFacts[] {
		return this.#database
			.prepare(
				'select id, name, role, units, sectors, created_at, used_at from api_token order by created_at desc'
			)
			.all()
			.map(tokenOf);
	}

	remove(id: string): void {
		this.#database.prepare('delete from api_token where id = ?').run(id);
	}

	/** What a token stands for; undefined for one that was never made or was taken back. */
	find(given: string): TokenFacts | undefined {
		const row = this.#database
			.prepare('select id, name, role, units, sectors, created_at, used_at from api_token where hash = ?')
			.get(tokenHash(given));
		return row === undefined ? undefined : tokenOf(row);
	}
}
