import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { accountOf, selectProfile } from './account';
import { hashPassword } from './passwords';
import type { SessionBook } from './session-book';
import type { SignInGuard } from './sign-in-guard';
import type { SignInLibrary } from './sign-in-library';

/** What a step of signing in answers: cookies to set, and what comes next. */
export interface SignInStep {
	readonly cookies: readonly string[];
	readonly next: 'done' | 'code';
}

/** What signing in works with. */
interface Desk {
	readonly database: DatabaseSync;
	readonly auth: SignInLibrary;
	readonly guard: SignInGuard;
	readonly sessions: SessionBook;
}

/** Signing in, step by step: name and password, or somebody who vouches, then the code. */
export class SignIn {
	readonly #database: DatabaseSync;
	readonly #auth: SignInLibrary;
	readonly #sessions: SessionBook;
	readonly guard: SignInGuard;

	constructor({ database, auth, guard, sessions }: Desk) {
		this.#database = database;
		this.#auth = auth;
		this.guard = guard;
		this.#sessions = sessions;
	}

	/**
	 * Signs in with name and password. The answer to a wrong name and to a wrong password is the same.
	 * @throws RiskError SIGN_IN_FAILED, SIGN_IN_LOCKED
	 */
	async byPassword(
		given: { username: string; password: string },
		headers: Headers,
		address: string
	): Promise<SignInStep> {
		const name = given.username.trim().toLowerCase();
		// Counted before it is checked: many tries at one moment are still only so many.
		this.guard.begin(name, address);
		const failed = () =>
			new RiskError('SIGN_IN_FAILED', '用户名或密码不正确；连续 5 次不正确将锁定 15 分钟。');
		const row = this.#database.prepare(`${selectProfile} where u.username = ?`).get(name);
		if (row !== undefined && accountOf(row).disabled) {
			// As long as for anybody else, so that the time does not tell who was here once.
			await hashPassword(given.password);
			throw failed();
		}
		const response = await this.#auth.api
			.signInUsername({ body: { username: name, password: given.password }, headers, asResponse: true })
			.catch(() => undefined);
		if (!response?.ok) throw failed();
		this.guard.succeeded(name);
		return this.#stepOf(response);
	}

	/**
	 * Signs in a person whom the government's own sign-on has vouched for. Nobody gets an account this way.
	 * @throws RiskError SIGN_IN_UNKNOWN, SIGN_IN_LOCKED
	 */
	async byVouching(username: string, headers: Headers, address: string): Promise<SignInStep> {
		this.guard.refuseLocked('', address);
		const row = this.#database
			.prepare(`${selectProfile} where u.username = ?`)
			.get(username.trim().toLowerCase());
		const account = row === undefined ? undefined : accountOf(row);
		if (account === undefined || account.disabled) {
			this.guard.failed('', address);
			throw new RiskError(
				'SIGN_IN_UNKNOWN',
				'统一身份认证已通过，但本系统没有与之对应的在用账户；请联系本单位管理员开立或恢复。'
			);
		}
		const response = await this.#auth.api.signInVouched({
			body: { userId: account.id },
			headers,
			asResponse: true
		});
		return this.#stepOf(response, true);
	}

	async #stepOf(response: Response, isVouched = false): Promise<SignInStep> {
		const body: unknown = await response.json();
		const cookies = response.headers.getSetCookie();
		if (z.looseObject({ twoFactorRedirect: z.literal(true) }).safeParse(body).success)
			return { cookies, next: 'code' };
		await this.#makeRoom(cookies);
		const made = z.looseObject({ sessionId: z.string() }).safeParse(body);
		if (isVouched && made.success) this.#sessions.vouch(made.data.sessionId);
		return { cookies, next: 'done' };
	}

	/** Ends the oldest sessions of whoever has just signed in, where there are more than the rules allow. */
	async #makeRoom(cookies: readonly string[]): Promise<void> {
		const cookie = cookies.map((text) => text.split(';')[0]).join('; ');
		const made = await this.#auth.api.getSession({ headers: new Headers({ cookie }) });
		if (made) this.#sessions.makeRoom(made.user.id, made.session.id);
	}

	/** The second step of signing in. @throws RiskError SIGN_IN_FAILED, SIGN_IN_LOCKED */
	async byCode(code: string, headers: Headers, address: string): Promise<SignInStep> {
		const attempt = this.guard.begin('', address);
		const given = code.replaceAll(/\s/g, '');
		const call = /^\d{6}$/.test(given) ? this.#auth.api.verifyTOTP : this.#auth.api.verifyBackupCode;
		const response = await call({ body: { code: given }, headers, asResponse: true }).catch(() => undefined);
		if (!response?.ok)
			throw new RiskError('SIGN_IN_FAILED', '动态口令不正确或已过期，请重新输入当前的 6 位数字。');
		this.guard.forgive(attempt);
		const cookies = response.headers.getSetCookie();
		await this.#makeRoom(cookies);
		return { cookies, next: 'done' };
	}
}
