import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Accounts, isUsername, type NewAccount } from '$lib/server/accounts/accounts';
import { requireStrongPassword } from '$lib/server/accounts/passwords';
import { SetupCode } from '$lib/server/accounts/setup-code';

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

/** RFC 6238, as an authenticator computes it. */
function oneTimeCode(secret: string, at: number): string {
	const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
	const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
	const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
	const mac = createHmac('sha1', key).update(counter).digest();
	const offset = mac[19]! & 15;
	return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

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
	accounts.setSetting('rotation', 'on');
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
