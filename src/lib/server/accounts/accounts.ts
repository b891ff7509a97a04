import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { twoFactor, username } from 'better-auth/plugins';
import { z } from 'zod';
import type { Clock } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import { roles, rowScope, type Role, type RowScope } from '$lib/domain/roles';
import { AccountSettings, type AccountRules, type SettingName } from './account-rules';
import { SignInGuard } from './sign-in-guard';
import { hashPassword, requireStrongPassword, verifyPassword } from './passwords';
import { vouchedSignIn } from './vouched-sign-in';

/** A person who may sign in. */
export interface Account {
	readonly id: string;
	readonly username: string;
	/** As shown beside acts. */
	readonly name: string;
	readonly role: Role;
	readonly units: readonly string[];
	readonly sectors: readonly string[];
	readonly disabled: boolean;
	readonly secondFactor: boolean;
	readonly mustChangePassword: boolean;
	readonly passwordSetAt: string;
}

/** A sign-in that lasts. */
export interface SessionFacts {
	readonly id: string;
	readonly createdAt: string;
	readonly lastSeenAt: string;
	readonly address: string;
	readonly agent: string;
	readonly isThis: boolean;
}

/** Who a request belongs to. */
export interface SignedIn {
	readonly account: Account;
	readonly scope: RowScope;
	readonly sessionId: string;
	/** Whether the password is to be changed before anything else; never where no password was used. */
	readonly mustRenew: boolean;
}

export interface NewAccount {
	readonly username: string;
	readonly name: string;
	readonly role: Role;
	readonly units: readonly string[];
	readonly sectors: readonly string[];
	readonly password: string;
}

/** What a step of signing in answers: cookies to set, and what comes next. */
export interface SignInStep {
	readonly cookies: readonly string[];
	readonly next: 'done' | 'code';
}

/** A program that may ask the API. */
export interface TokenFacts {
	readonly id: string;
	readonly name: string;
	readonly role: Role;
	readonly units: readonly string[];
	readonly sectors: readonly string[];
	readonly createdAt: string;
}

const absoluteSeconds = 8 * 3600;
const rotationDays = 90;
const day = 86_400_000;

const profileShape = z.object({
	user_id: z.string(),
	username: z.string(),
	name: z.string(),
	role: z.enum(roles),
	units: z.string(),
	sectors: z.string(),
	disabled: z.number(),
	must_change: z.number(),
	password_set_at: z.string(),
	second_factor: z.number().nullable()
});

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

const selectProfile = `select p.user_id, u.username, u.name, p.role, p.units, p.sectors, p.disabled, p.must_change,
	p.password_set_at, u.twoFactorEnabled as second_factor from profile p join user u on u.id = p.user_id`;

/** Accounts, sign-in and sessions, in a small database of their own: a heavy question never delays a sign-in. */
export class Accounts {
	readonly #database: DatabaseSync;
	readonly #auth: ReturnType<typeof authOn>;
	readonly #clock: Clock;
	readonly #settings: AccountSettings;
	readonly guard: SignInGuard;

	private constructor(database: DatabaseSync, auth: ReturnType<typeof authOn>, clock: Clock) {
		this.#database = database;
		this.#auth = auth;
		this.#clock = clock;
		this.#settings = new AccountSettings(database);
		this.guard = new SignInGuard(database, () => this.#now());
	}

	/** Opens the accounts of a home; undefined keeps them in memory (tests). */
	static async open(home: string | undefined, clock: Clock): Promise<Accounts> {
		const path = home === undefined ? ':memory:' : join(home, 'accounts.sqlite');
		const database = new DatabaseSync(path);
		if (home !== undefined) {
			chmodSync(path, 0o600);
			database.exec('pragma journal_mode = wal; pragma synchronous = full');
		}
		const auth = authOn(database, sessionSecret(home));
		await (await getMigrations(auth.options)).runMigrations();
		database.exec(ownTables);
		return new Accounts(database, auth, clock);
	}

	#now(): number {
		// Sessions and locks follow the machine's clock, not one that is fixed for a replay.
		return Date.now();
	}

	/** How many people may sign in; none in a new installation. */
	get count(): number {
		return Number(
			this.#database.prepare('select count(*) as n from profile where disabled = 0').get()?.['n'] ?? 0
		);
	}

	list(): Account[] {
		return this.#database.prepare(`${selectProfile} order by u.username`).all().map(accountOf);
	}

	find(id: string): Account | undefined {
		const row = this.#database.prepare(`${selectProfile} where p.user_id = ?`).get(id);
		return row === undefined ? undefined : accountOf(row);
	}

	/**
	 * Makes an account; the person must change the password that somebody else chose.
	 * @throws RiskError PASSWORD_WEAK, ACCOUNT_EXISTS, SCOPE_MISSING, ROLE_EXCLUDED
	 */
	async create(given: NewAccount, by: 'self' | 'other'): Promise<Account> {
		requireStrongPassword(given.password, given.username, this.rules.complexity);
		this.#requireRole(given);
		const { internalAdapter } = await this.#auth.$context;
		const taken = this.#database
			.prepare('select 1 from user where username = ?')
			.get(given.username.toLowerCase());
		if (taken) {
			throw new RiskError('ACCOUNT_EXISTS', `用户名“${given.username}”已有人使用，请换一个。`);
		}
		const user = await internalAdapter.createUser(
			{
				email: `${given.username.toLowerCase()}@local.invalid`,
				name: given.name,
				emailVerified: true,
				username: given.username.toLowerCase(),
				displayUsername: given.username
			},
			{ method: 'email' }
		);
		await internalAdapter.linkAccount({
			userId: user.id,
			providerId: 'credential',
			accountId: user.id,
			password: await hashPassword(given.password)
		});
		this.#database
			.prepare('insert into profile values (?, ?, ?, ?, 0, ?, ?)')
			.run(
				user.id,
				given.role,
				JSON.stringify(given.units),
				JSON.stringify(given.sectors),
				by === 'other' ? 1 : 0,
				this.#clock().toISOString()
			);
		return this.find(user.id)!;
	}

	/** Changes role and rows; everything that the person has open ends. @throws RiskError SCOPE_MISSING, ROLE_EXCLUDED */
	assign(id: string, given: Pick<NewAccount, 'role' | 'units' | 'sectors'>): void {
		this.#requireRole(given);
		this.#database
			.prepare('update profile set role = ?, units = ?, sectors = ? where user_id = ?')
			.run(given.role, JSON.stringify(given.units), JSON.stringify(given.sectors), id);
		this.endAll(id);
	}

	#requireRole(given: Pick<NewAccount, 'role' | 'units' | 'sectors'>): void {
		requireScope(given);
		if (given.role === 'administrator' && this.rules.separateAdmins)
			throw new RiskError('ROLE_EXCLUDED', '三员分立时没有“管理员”这一角色，请选系统、安全或审计管理员。');
	}

	setDisabled(id: string, disabled: boolean): void {
		this.#database.prepare('update profile set disabled = ? where user_id = ?').run(disabled ? 1 : 0, id);
		if (disabled) this.endAll(id);
	}

	/** @throws RiskError PASSWORD_WEAK, PASSWORD_SAME */
	async setPassword(id: string, password: string, by: 'self' | 'other'): Promise<void> {
		const account = this.find(id);
		requireStrongPassword(password, account?.username ?? '', this.rules.complexity);
		if (await this.isPassword(id, password))
			throw new RiskError('PASSWORD_SAME', '新密码与现在的相同，没有更换，请另选一个。');
		const { internalAdapter } = await this.#auth.$context;
		await internalAdapter.updatePassword(id, await hashPassword(password));
		this.#database
			.prepare('update profile set must_change = ?, password_set_at = ? where user_id = ?')
			.run(by === 'other' ? 1 : 0, this.#clock().toISOString(), id);
		this.endAll(id);
	}

	/** Whether a password is the person's own. */
	async isPassword(id: string, password: string): Promise<boolean> {
		const row = this.#database
			.prepare(`select password from account where userId = ? and providerId = 'credential'`)
			.get(id);
		return row !== undefined && verifyPassword({ password, hash: String(row['password']) });
	}

	/**
	 * Signs in with name and password. The answer to a wrong name and to a wrong password is the same.
	 * @throws RiskError SIGN_IN_FAILED, SIGN_IN_LOCKED
	 */
	async signIn(
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
	async signInVouched(username: string, headers: Headers, address: string): Promise<SignInStep> {
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
		if (isVouched && made.success)
			this.#database.prepare('insert into session_vouched values (?)').run(made.data.sessionId);
		return { cookies, next: 'done' };
	}

	/** Ends the oldest sessions of whoever has just signed in, where there are more than the rules allow. */
	async #makeRoom(cookies: readonly string[]): Promise<void> {
		const cookie = cookies.map((text) => text.split(';')[0]).join('; ');
		const made = await this.#auth.api.getSession({ headers: new Headers({ cookie }) });
		if (!made) return;
		this.#database
			.prepare(
				`delete from session where userId = ? and id not in (select id from session where userId = ?
				order by id = ? desc, createdAt desc, rowid desc limit ?)`
			)
			.run(made.user.id, made.user.id, made.session.id, this.rules.mostSessions);
	}

	/** The second step of signing in. @throws RiskError SIGN_IN_FAILED, SIGN_IN_LOCKED */
	async verifyCode(code: string, headers: Headers, address: string): Promise<SignInStep> {
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

	/** Prepares a second factor: the address for the authenticator, and codes for the day it is lost. */
	async prepareSecondFactor(
		password: string,
		headers: Headers
	): Promise<{ uri: string; backupCodes: string[] }> {
		const answer = await this.#auth.api
			.enableTwoFactor({ body: { password }, headers })
			.catch(() => undefined);
		if (answer?.method !== 'totp') throw new RiskError('SIGN_IN_FAILED', '密码不正确，未启用动态口令。');
		return { uri: answer.totpURI, backupCodes: answer.backupCodes };
	}

	async removeSecondFactor(id: string): Promise<void> {
		this.#database.prepare('delete from twoFactor where userId = ?').run(id);
		this.#database.prepare('update user set twoFactorEnabled = 0 where id = ?').run(id);
	}

	/** Who the cookies of a request belong to; undefined where nobody, or where the session has ended or slept. */
	async signedIn(headers: Headers): Promise<SignedIn | undefined> {
		if (!headers.has('cookie')) return undefined;
		const found = await this.#auth.api.getSession({ headers });
		if (!found) return undefined;
		const account = this.find(found.user.id);
		if (account === undefined || account.disabled) return undefined;
		const { id } = found.session;
		const now = this.#now();
		const seen = Number(
			this.#database.prepare('select seen_at from session_seen where session_id = ?').get(id)?.['seen_at'] ??
				new Date(found.session.createdAt).getTime()
		);
		if (now - seen > this.rules.idleMinutes * 60_000) {
			this.#end(id);
			return undefined;
		}
		if (now - seen > 5_000 || seen === new Date(found.session.createdAt).getTime()) this.#seen(id, now);
		const isVouched =
			this.#database.prepare('select 1 from session_vouched where session_id = ?').get(id) !== undefined;
		const mustRenew = !isVouched && (account.mustChangePassword || this.isPasswordOld(account));
		return { account, scope: rowScope(account.role, account), sessionId: id, mustRenew };
	}

	#seen(id: string, at: number): void {
		this.#database
			.prepare(
				'insert into session_seen values (?, ?) on conflict (session_id) do update set seen_at = excluded.seen_at'
			)
			.run(id, at);
	}

	/** Whether the password is older than the rule of rotation allows. */
	isPasswordOld(account: Account): boolean {
		if (!this.rules.rotation) return false;
		return this.#now() - Date.parse(account.passwordSetAt) > rotationDays * day;
	}

	sessions(userId: string, current: string): SessionFacts[] {
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
			.all(userId, new Date(this.#now()).toISOString())
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

	endSession(userId: string, sessionId: string): void {
		this.#database.prepare('delete from session where id = ? and userId = ?').run(sessionId, userId);
	}

	endAll(userId: string): void {
		this.#database.prepare('delete from session where userId = ?').run(userId);
	}

	#end(sessionId: string): void {
		this.#database.prepare('delete from session where id = ?').run(sessionId);
	}

	/**
	 * Makes a token for a program. It is shown once and kept only as its hash; it sees what the role and rows see.
	 * @throws RiskError SCOPE_MISSING
	 */
	createToken(given: {
		name: string;
		role: Role;
		units: readonly string[];
		sectors: readonly string[];
	}): string {
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

	tokens(): TokenFacts[] {
		return this.#database
			.prepare(
				'select id, name, role, units, sectors, created_at, used_at from api_token order by created_at desc'
			)
			.all()
			.map(tokenOf);
	}

	removeToken(id: string): void {
		this.#database.prepare('delete from api_token where id = ?').run(id);
	}

	/** What a token stands for; undefined for one that was never made or was taken back. */
	token(given: string): TokenFacts | undefined {
		const row = this.#database
			.prepare('select id, name, role, units, sectors, created_at, used_at from api_token where hash = ?')
			.get(tokenHash(given));
		return row === undefined ? undefined : tokenOf(row);
	}

	get rules(): AccountRules {
		return this.#settings.rules;
	}

	/**
	 * Changes one rule. Three separate administrators can only be asked for once nobody holds everything.
	 * @throws RiskError RULE_VALUE, ROLE_STILL_ALL
	 */
	setRule(name: SettingName, value: string): void {
		const holder = this.list().find(({ role, disabled }) => role === 'administrator' && !disabled);
		if (name === 'separate_admins' && value === 'on' && holder)
			throw new RiskError(
				'ROLE_STILL_ALL',
				`“${holder.name}”仍是权限合一的管理员，不能启用三员分立；请先开立三员账户，再改派或停用该账户。`
			);
		this.#settings.set(name, value);
	}

	close(): void {
		this.#database.close();
	}
}

const tokenHash = (token: string) => createHash('sha256').update(token).digest('hex');
const tokenShape = z.object({
	id: z.string(),
	name: z.string(),
	role: z.enum(roles),
	units: z.string(),
	sectors: z.string(),
	created_at: z.string()
});

function tokenOf(row: unknown): TokenFacts {
	const { id, name, role, units, sectors, created_at } = tokenShape.parse(row);
	const list = z.array(z.string());
	return {
		id,
		name,
		role,
		units: list.parse(JSON.parse(units)),
		sectors: list.parse(JSON.parse(sectors)),
		createdAt: created_at
	};
}

function requireScope({ role, units, sectors }: Pick<NewAccount, 'role' | 'units' | 'sectors'>): void {
	if (role === 'street_handler' && units.length === 0)
		throw new RiskError('SCOPE_MISSING', '街道办件人须选定至少一个街道，请选择后再保存。');
	if (role === 'department_handler' && sectors.length === 0)
		throw new RiskError('SCOPE_MISSING', '行业部门办件人须选定至少一个行业，请选择后再保存。');
}

function accountOf(row: unknown): Account {
	const found = profileShape.parse(row);
	const list = z.array(z.string());
	return {
		id: found.user_id,
		username: found.username,
		name: found.name,
		role: found.role,
		units: list.parse(JSON.parse(found.units)),
		sectors: list.parse(JSON.parse(found.sectors)),
		disabled: found.disabled === 1,
		secondFactor: found.second_factor === 1,
		mustChangePassword: found.must_change === 1,
		passwordSetAt: found.password_set_at
	};
}

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

function authOn(database: DatabaseSync, secret: string) {
	return betterAuth({
		database,
		secret,
		// Never asked over HTTP: pages call it, so the address is only a name.
		baseURL: 'http://localhost',
		telemetry: { enabled: false },
		logger: { disabled: true },
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			password: { hash: hashPassword, verify: verifyPassword }
		},
		session: { expiresIn: absoluteSeconds, disableSessionRefresh: true },
		rateLimit: { enabled: false },
		advanced: { cookiePrefix: 'xinshao', disableCSRFCheck: true, disableOriginCheck: true },
		plugins: [
			username({ minUsernameLength: 2, maxUsernameLength: 40, usernameValidator: isUsername }),
			twoFactor({ issuer: '薪哨', skipVerificationOnEnable: false }),
			vouchedSignIn()
		]
	});
}

/** Letters of any script, digits, dot, dash, underscore. */
export const isUsername = (text: string) => /^[\p{L}\p{N}._-]{2,40}$/u.test(text);
