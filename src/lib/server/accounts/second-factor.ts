import type { DatabaseSync } from 'node:sqlite';
import { RiskError } from '$lib/domain/errors';
import type { SignInLibrary } from './sign-in-library';

/** Second factors: prepared by their owner, taken away by an administrator where one was lost. */
export class SecondFactors {
	readonly #database: DatabaseSync;
	readonly #auth: SignInLibrary;

	constructor(database: DatabaseSync, auth: SignInLibrary) {
		this.#database = database;
		this.#auth = auth;
	}

	/** Prepares a second factor: the address for the authenticator, and codes for the day it is lost. */
	async prepare(password: string, headers: Headers): Promise<{ uri: string; backupCodes: string[] }> {
		const answer = await this.#auth.api
			.enableTwoFactor({ body: { password }, headers })
			.catch(() => undefined);
		if (answer?.method !== 'totp') throw new RiskError('SIGN_IN_FAILED', '密码不正确，未启用动态口令。');
		return { uri: answer.totpURI, backupCodes: answer.backupCodes };
	}

	remove(id: string): void {
		this.#database.prepare('delete from twoFactor where userId = ?').run(id);
		this.#database.prepare('update user set twoFactorEnabled = 0 where id = ?').run(id);
	}
}
