import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isUsername, type NewAccount } from '$lib/server/accounts/account';
import { Accounts } from '$lib/server/accounts/accounts';
import { requireStrongPassword } from '$lib/server/accounts/passwords';
import { isAllowed, permissions } from '$lib/domain/roles';
import { SetupCode } from '$lib/server/accounts/setup-code';
import { oneTimeCode } from '../support/one-time-code';

const password = '春节前要发薪-Abc-2027';
const zhang: NewAccount = {
	username: '张三',
	name: '张三',
	role: 'analyst',
	units: [],
	sectors: [],
	password
};
const address = '10.0.0.9';
let accounts: Accounts;

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-21T09:00:00+08:00') });
	accounts = await Accounts.open(undefined, () => new Date());
});
afterEach(() => {
	accounts.close();
	vi.useRealTimers();
});

const cookieHeader = (cookies: readonly string[]) =>
	new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') });
const signIn = async (username: string, given = password) =>
	accounts.signIn({ username, password: given }, new Headers(), address);
const pass = (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000);

test('a person signs in by name, in any case of letters, and the session is theirs', async () => {
	await accounts.create({ ...zhang, username: 'Zhang.San' }, 'self');
	const step = await signIn('zhang.SAN');
	expect(step.next).toBe('done');
	const signedIn = await accounts.signedIn(cookieHeader(step.cookies));
	expect(signedIn?.account).toMatchObject({ name: '张三', role: 'analyst', mustChangePassword: false });
	expect(step.cookies.join()).toMatch(/HttpOnly; SameSite=Lax/);
	expect(await accounts.signedIn(new Headers({ cookie: 'xinshao.session_token=made.up' }))).toBeUndefined();
});

test('a wrong name and a wrong password get the same answer; the sixth try is locked for 15 minutes', async () => {
	await accounts.create(zhang, 'self');
	const answers = await Promise.allSettled([signIn('李四'), signIn('张三', 'x')]);
	const messages = answers.map((answer) => (answer.status === 'rejected' ? String(answer.reason) : ''));
	expect(new Set(messages).size).toBe(1);
	for (let i = 0; i < 4; i += 1)
		await expect(signIn('张三', 'x')).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
	await expect(signIn('张三')).rejects.toMatchObject({ code: 'SIGN_IN_LOCKED' });
	expect(accounts.guard.locked()).toEqual(['张三']);
	pass(15.1);
	expect((await signIn('张三')).next).toBe('done');
});

test('the security administrator unlocks, and four failures lock nobody', async () => {
	await accounts.create(zhang, 'self');
	for (let i = 0; i < 5; i += 1) await signIn('张三', 'x').catch(() => undefined);
	accounts.guard.unlock('张三');
	for (let i = 0; i < 4; i += 1) await signIn('张三', 'x').catch(() => undefined);
	expect((await signIn('张三')).next).toBe('done');
});

test('twenty failures of one address close that address, whatever the names', async () => {
	await accounts.create(zhang, 'self');
	for (let i = 0; i < 20; i += 1) await signIn(`nobody${i}`).catch(() => undefined);
	await expect(signIn('张三')).rejects.toMatchObject({ code: 'SIGN_IN_LOCKED' });
	const elsewhere = await accounts.signIn({ username: '张三', password }, new Headers(), '10.0.0.10');
	expect(elsewhere.next).toBe('done');
});

test('a session sleeps after 15 idle minutes and ends after 8 hours of use', async () => {
	await accounts.create(zhang, 'self');
	const used = cookieHeader((await signIn('张三')).cookies);
	const idle = cookieHeader((await signIn('张三')).cookies);
	pass(14.9);
	expect(await accounts.signedIn(used)).toBeDefined();
	pass(0.2);
	expect(await accounts.signedIn(idle)).toBeUndefined();
	for (let minutes = 15; minutes < 8 * 60 - 10; minutes += 10) {
		pass(10);
		expect(await accounts.signedIn(used)).toBeDefined();
	}
	pass(11);
	expect(await accounts.signedIn(used)).toBeUndefined();
});

test('disabling, a new role and a new password end what is open, at once', async () => {
	const { id } = await accounts.create(zhang, 'self');
	const acts = [
		() => accounts.assign(id, { role: 'street_handler', units: ['朱村街道'], sectors: [] }),
		() => accounts.setPassword(id, `${password}x`, 'self'),
		() => accounts.setDisabled(id, true)
	];
	let current = password;
	for (const act of acts) {
		const cookie = cookieHeader((await signIn('张三', current)).cookies);
		expect(await accounts.signedIn(cookie)).toBeDefined();
		await act();
		expect(await accounts.signedIn(cookie)).toBeUndefined();
		if (act === acts[1]) current = `${password}x`;
	}
	await expect(signIn('张三', current)).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
});

test('a second factor: no session before the code, a wrong code is refused, a backup code works once', async () => {
	await accounts.create(zhang, 'self');
	const cookie = cookieHeader((await signIn('张三')).cookies);
	const { uri, backupCodes } = await accounts.prepareSecondFactor(password, cookie);
	const secret = new URL(uri).searchParams.get('secret')!;
	await accounts.verifyCode(oneTimeCode(secret, Date.now()), cookie, address);
	const step = await signIn('张三');
	expect(step.next).toBe('code');
	const half = cookieHeader(step.cookies);
	expect(await accounts.signedIn(half)).toBeUndefined();
	await expect(accounts.verifyCode('000000', half, address)).rejects.toMatchObject({
		code: 'SIGN_IN_FAILED'
	});
	pass(1);
	const done = await accounts.verifyCode(oneTimeCode(secret, Date.now()), half, address);
	expect(await accounts.signedIn(cookieHeader(done.cookies))).toBeDefined();
	const [code] = backupCodes;
	const again = cookieHeader((await signIn('张三')).cookies);
	expect((await accounts.verifyCode(code!, again, address)).next).toBe('done');
	const third = cookieHeader((await signIn('张三')).cookies);
	await expect(accounts.verifyCode(code!, third, address)).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
});

test('a limited role without a street or sector is refused, and its rows are never all', async () => {
	await expect(accounts.create({ ...zhang, role: 'street_handler' }, 'other')).rejects.toMatchObject({
		code: 'SCOPE_MISSING'
	});
	const made = await accounts.create({ ...zhang, role: 'street_handler', units: ['朱村街道'] }, 'other');
	expect(made.mustChangePassword).toBe(true);
	const cookie = cookieHeader((await signIn('张三')).cookies);
	expect((await accounts.signedIn(cookie))?.scope).toEqual({ units: ['朱村街道'], sectors: null });
});

test('a name is taken once, whatever its case; names of odd shape are refused', async () => {
	await accounts.create({ ...zhang, username: 'Li.Si' }, 'self');
	await expect(accounts.create({ ...zhang, username: 'li.si' }, 'self')).rejects.toMatchObject({
		code: 'ACCOUNT_EXISTS'
	});
	expect(['张三', 'li.si', 'a-b_1'].every(isUsername)).toBe(true);
	expect(['a', 'a b', "x';--", '<b>', 'a@b'].some(isUsername)).toBe(false);
});

test('a weak password is named as such', () => {
	const weak = [
		'Short-1a',
		'alllowercaseletters',
		'Password-12345678',
		'Zhangsan-2026-ok',
		'Aa1-'.repeat(40)
	];
	for (const each of weak) expect(() => requireStrongPassword(each, 'zhangsan')).toThrow(/密码不符合要求/);
	expect(() => requireStrongPassword('Abcdef-12345', 'zhangsan')).not.toThrow();
	expect(() => requireStrongPassword('Abcdef-1234', 'zhangsan')).toThrow(/至少 12 位/);
});

test('rotation asks for a new password after 90 days, only where it is on', async () => {
	const account = await accounts.create(zhang, 'self');
	pass(91 * 24 * 60);
	expect(accounts.isPasswordOld(account)).toBe(false);
	accounts.setRule('rotation', 'on');
	expect(accounts.isPasswordOld(account)).toBe(true);
});

test('the setup code works once, spaces and dashes aside', () => {
	const setup = new SetupCode();
	expect(setup.redeem('')).toBe(false);
	const code = setup.issue();
	expect(setup.redeem('AAAA-AAAA-AAAA')).toBe(false);
	expect(setup.redeem(code.toLowerCase().replaceAll('-', ' '))).toBe(true);
	expect(setup.redeem(code)).toBe(false);
});

test('many guesses at one moment are still only five, and four at a time', async () => {
	await accounts.create(zhang, 'self');
	const answers = await Promise.allSettled(
		Array.from({ length: 40 }, (_, n) =>
			accounts.signIn({ username: '张三', password: `wrong ${n}` }, new Headers(), `10.1.0.${n}`)
		)
	);
	const codes = answers.map((answer) => (answer.status === 'rejected' ? answer.reason.code : 'in'));
	expect(codes.filter((code) => code === 'SIGN_IN_FAILED')).toHaveLength(5);
	expect(codes.filter((code) => code === 'SIGN_IN_LOCKED')).toHaveLength(35);
});

test('signing in rightly many times closes no address', async () => {
	await accounts.create(zhang, 'self');
	for (let i = 0; i < 22; i += 1) expect((await signIn('张三')).next).toBe('done');
});

test('complexity can be switched off; length and common words are asked for all the same', () => {
	expect(() => requireStrongPassword('quiet river under stone', '', false)).not.toThrow();
	expect(() => requireStrongPassword('quiet river under stone', '', true)).toThrow(/三种/);
	expect(() => requireStrongPassword('river stone', '', false)).toThrow(/至少 12 位/);
	expect(() => requireStrongPassword('my password is long', '', false)).toThrow(/常见密码/);
});

test('a changed password is another one', async () => {
	const { id } = await accounts.create(zhang, 'other');
	await expect(accounts.setPassword(id, password, 'self')).rejects.toMatchObject({ code: 'PASSWORD_SAME' });
	await accounts.setPassword(id, `${password}!`, 'self');
});

test('the time without use after which a session ends is set in the rules', async () => {
	await accounts.create(zhang, 'self');
	accounts.setRule('idle_minutes', '5');
	const cookie = cookieHeader((await signIn('张三')).cookies);
	pass(4.9);
	expect(await accounts.signedIn(cookie)).toBeDefined();
	pass(5.1);
	expect(await accounts.signedIn(cookie)).toBeUndefined();
	for (const value of ['0', '1000', 'on', '']) {
		expect(() => accounts.setRule('idle_minutes', value)).toThrow(/可选范围/);
	}
});

test('one session too many ends the oldest, and never the new one', async () => {
	await accounts.create(zhang, 'self');
	accounts.setRule('most_sessions', '2');
	const cookies: Headers[] = [];
	for (let i = 0; i < 4; i += 1) {
		cookies.push(cookieHeader((await signIn('张三')).cookies));
		if (i > 1) pass(1);
	}
	const open = await Promise.all(cookies.map((cookie) => accounts.signedIn(cookie)));
	expect(open.map((one) => one !== undefined)).toEqual([false, false, true, true]);
});

test('three separate administrators: nobody may hold everything, by whatever way', async () => {
	const all: NewAccount = { ...zhang, role: 'administrator' };
	const { id } = await accounts.create(all, 'self');
	expect(() => accounts.setRule('separate_admins', 'on')).toThrow(/仍是权限合一/);
	accounts.assign(id, { role: 'system_admin', units: [], sectors: [] });
	accounts.setRule('separate_admins', 'on');
	expect(() => accounts.assign(id, { role: 'administrator', units: [], sectors: [] })).toThrow(/三员分立/);
	await expect(accounts.create({ ...all, username: '李四' }, 'other')).rejects.toMatchObject({
		code: 'ROLE_EXCLUDED'
	});
	const admins = ['system_admin', 'security_admin', 'audit_admin'] as const;
	const shared = permissions.filter(
		(permission) =>
			permission !== 'own.account' && admins.filter((role) => isAllowed(role, permission)).length > 1
	);
	expect(shared).toEqual([]);
});

test('a disabled account takes as long to refuse as any other', async () => {
	const { id } = await accounts.create(zhang, 'self');
	accounts.setDisabled(id, true);
	const spent = async (name: string, n: number) => {
		const begun = performance.now();
		await accounts
			.signIn({ username: name, password: 'wrong' }, new Headers(), `10.2.${name.length}.${n}`)
			.catch(() => undefined);
		return performance.now() - begun;
	};
	const [disabled, unknown]: [number[], number[]] = [[], []];
	for (let n = 0; n < 4; n += 1) {
		disabled.push(await spent('张三', n));
		unknown.push(await spent('王五六', n));
	}
	expect(Math.min(...disabled)).toBeGreaterThan(Math.min(...unknown) / 3);
});
