import type { DatabaseSync } from 'node:sqlite';
import { RiskError } from '$lib/domain/errors';
import type { Clock } from '$lib/domain/clock';
import type { Account } from './account';
import type { AccountRules } from './account-rules';
import { hashPassword, requireStrongPassword, verifyPassword } from './passwords';
import type { SignInLibrary } from './sign-in-library';

const rotationDays = 90;
const day = 86_400_000;

/** Passwords of accounts: set, compared, grown old. */
export class PasswordBook {
	readonly #database: DatabaseSync;
	readonly #auth: SignInLibrary;
	readonly #clock: Clock;
	readonly #rules: () => AccountRules;

	constructor(database: DatabaseSync, auth: SignInLibrary, clock: Clock, rules: () => AccountRules) {
		this.#database = database;
		this.#auth = auth;
		this.#clock = clock;
		this.#rules = rules;
	}

	/** @throws RiskError PASSWORD_WEAK, PASSWORD_SAME */
	async set(id: string, password: string, of: { username: string; by: 'self' | 'other' }): Promise<void> {
		requireStrongPassword(password, of.username, this.#rules().complexity);
		if (await this.isOwn(id, password))
			throw new RiskError('PASSWORD_SAME', '新密码与现在的相同，没有更换，请另选一个。');
		const { internalAdapter } = await this.#auth.$context;
		await internalAdapter.updatePassword(id, await hashPassword(password));
		this.#database
			.prepare('update profile set must_change = ?, password_set_at = ? where user_id = ?')
			.run(of.by === 'other' ? 1 : 0, this.#clock().toISOString(), id);
	}

	/** Whether a password is the person's own. */
	async isOwn(id: string, password: string): Promise<boolean> {
		const row = this.#database
			.prepare(`select password from account where userId = ? and providerId = 'credential'`)
			.get(id);
		return row !== undefined && verifyPassword({ password, hash: String(row['password']) });
	}

	/** Whether the password is older than the rule of rotation allows. */
	isOld(account: Account, now: number): boolean {
		if (!this.#rules().rotation) return false;
		return now - Date.parse(account.passwordSetAt) > rotationDays * day;
	}
}
