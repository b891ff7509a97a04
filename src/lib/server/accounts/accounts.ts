import type { DatabaseSync } from 'node:sqlite';
import { getMigrations } from 'better-auth/db/migration';
import type { Clock } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import { rowScope, type RowScope } from '$lib/domain/roles';
import { accountOf, requireScope, selectProfile, type Account, type NewAccount } from './account';
import { AccountSettings, type AccountRules, type SettingName } from './account-rules';
import { makeOwnTables, openAccountsDatabase, sessionSecret } from './accounts-database';
import { ApiTokens, type TokenFacts } from './api-tokens';
import { PasswordBook } from './password-book';
import { hashPassword, requireStrongPassword } from './passwords';
import { SecondFactors } from './second-factor';
import { SessionBook, type SessionFacts } from './session-book';
import { SignIn, type SignInStep } from './sign-in';
import { SignInGuard } from './sign-in-guard';
import { authOn, type SignInLibrary } from './sign-in-library';

/** Who a request belongs to. */
export interface SignedIn {
	readonly account: Account;
	readonly scope: RowScope;
	readonly sessionId: string;
	/** Whether the password is to be changed before anything else; never where no password was used. */
	readonly mustRenew: boolean;
}

/** Accounts, sign-in and sessions, in a small database of their own: a heavy question never delays a sign-in. */
export class Accounts {
	readonly #database: DatabaseSync;
	readonly #auth: SignInLibrary;
	readonly #clock: Clock;
	readonly #settings: AccountSettings;
	readonly #sessions: SessionBook;
	readonly #passwords: PasswordBook;
	readonly #factors: SecondFactors;
	readonly #tokens: ApiTokens;
	readonly #signIn: SignIn;
	readonly guard: SignInGuard;

	private constructor(database: DatabaseSync, auth: SignInLibrary, clock: Clock) {
		const rules = () => this.rules;
		this.#database = database;
		this.#auth = auth;
		this.#clock = clock;
		this.#settings = new AccountSettings(database);
		this.guard = new SignInGuard(database, () => this.#now());
		this.#sessions = new SessionBook(database, rules);
		this.#passwords = new PasswordBook(database, auth, clock, rules);
		this.#factors = new SecondFactors(database, auth);
		this.#tokens = new ApiTokens(database, clock);
		this.#signIn = new SignIn({ database, auth, guard: this.guard, sessions: this.#sessions });
	}

	/** Opens the accounts of a home; undefined keeps them in memory (tests). */
	static async open(home: string | undefined, clock: Clock): Promise<Accounts> {
		const database = openAccountsDatabase(home);
		const auth = authOn(database, sessionSecret(home));
		await (await getMigrations(auth.options)).runMigrations();
		makeOwnTables(database);
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

	/** As PasswordBook.set; everything that the person has open ends. @throws RiskError PASSWORD_WEAK, PASSWORD_SAME */
	async setPassword(id: string, password: string, by: 'self' | 'other'): Promise<void> {
		await this.#passwords.set(id, password, { username: this.find(id)?.username ?? '', by });
		this.endAll(id);
	}

	/** Whether a password is the person's own. */
	isPassword(id: string, password: string): Promise<boolean> {
		return this.#passwords.isOwn(id, password);
	}

	/** Whether the password is older than the rule of rotation allows. */
	isPasswordOld(account: Account): boolean {
		return this.#passwords.isOld(account, this.#now());
	}

	/** @throws RiskError SIGN_IN_FAILED, SIGN_IN_LOCKED */
	signIn(
		given: { username: string; password: string },
		headers: Headers,
		address: string
	): Promise<SignInStep> {
		return this.#signIn.byPassword(given, headers, address);
	}

	/** @throws RiskError SIGN_IN_UNKNOWN, SIGN_IN_LOCKED */
	signInVouched(username: string, headers: Headers, address: string): Promise<SignInStep> {
		return this.#signIn.byVouching(username, headers, address);
	}

	/** The second step of signing in. @throws RiskError SIGN_IN_FAILED, SIGN_IN_LOCKED */
	verifyCode(code: string, headers: Headers, address: string): Promise<SignInStep> {
		return this.#signIn.byCode(code, headers, address);
	}

	/** Prepares a second factor: the address for the authenticator, and codes for the day it is lost. */
	prepareSecondFactor(password: string, headers: Headers): Promise<{ uri: string; backupCodes: string[] }> {
		return this.#factors.prepare(password, headers);
	}

	async removeSecondFactor(id: string): Promise<void> {
		this.#factors.remove(id);
	}

	/** Who the cookies of a request belong to; undefined where nobody, or where the session has ended or slept. */
	async signedIn(headers: Headers): Promise<SignedIn | undefined> {
		if (!headers.has('cookie')) return undefined;
		const found = await this.#auth.api.getSession({ headers });
		if (!found) return undefined;
		const account = this.find(found.user.id);
		if (account === undefined || account.disabled) return undefined;
		const { id, createdAt } = found.session;
		if (!this.#sessions.use(id, new Date(createdAt).getTime(), this.#now())) return undefined;
		const mustRenew =
			!this.#sessions.isVouched(id) && (account.mustChangePassword || this.isPasswordOld(account));
		return { account, scope: rowScope(account.role, account), sessionId: id, mustRenew };
	}

	/** Sessions of a person that have not ended, newest first. */
	sessions(userId: string, current: string): SessionFacts[] {
		return this.#sessions.list(userId, current, this.#now());
	}

	endSession(userId: string, sessionId: string): void {
		this.#sessions.end(userId, sessionId);
	}

	endAll(userId: string): void {
		this.#sessions.endAll(userId);
	}

	/** A token for a program, shown once. @throws RiskError SCOPE_MISSING */
	createToken(given: Parameters<ApiTokens['create']>[0]): string {
		return this.#tokens.create(given);
	}

	tokens(): TokenFacts[] {
		return this.#tokens.list();
	}

	removeToken(id: string): void {
		this.#tokens.remove(id);
	}

	/** What a token stands for; undefined for one that was never made or was taken back. */
	token(given: string): TokenFacts | undefined {
		return this.#tokens.find(given);
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
