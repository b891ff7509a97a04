import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRedirect } from '@sveltejs/kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { NewAccount } from '$lib/server/accounts/account';
import { Accounts } from '$lib/server/accounts/accounts';
import { AuditLog } from '$lib/server/accounts/audit';
import { readSignOn, signOnOffered } from '$lib/server/accounts/sign-on/settings';
import { SignOn } from '$lib/server/accounts/sign-on/sign-on';
import { pathBack } from '../../src/hooks/back';
import { signOnCookie } from '../../src/hooks/sign-on';
import { GET as callback } from '../../src/routes/sign-in/callback/+server';
import { GET as start } from '../../src/routes/sign-in/sso/+server';
import { oneTimeCode } from '../support/one-time-code';
import { clientId, clientSecret, fakeSignOn, type Bent, type FakeSignOn } from '../support/fake-sign-on';

const password = '春节前要发薪-Abc-2027';
const li: NewAccount = { username: 'Li.Si', name: '李四', role: 'analyst', units: [], sectors: [], password };
const site = 'http://board.example';
let home: string;
let provider: FakeSignOn;
let accounts: Accounts;
let audit: AuditLog;
let signOn: SignOn;

beforeAll(async () => {
	provider = await fakeSignOn();
});
afterAll(() => provider.close());

beforeEach(async () => {
	home = mkdtempSync(join(tmpdir(), 'sign-on-'));
	provider.bent = {};
	provider.says = {};
	provider.person = { preferred_username: 'li.si' };
	accounts = await Accounts.open(undefined, () => new Date());
	audit = new AuditLog(home, Buffer.alloc(32, 1), () => new Date());
	write();
	signOn = new SignOn(home, { SSO_SECRET: clientSecret }, 'ab'.repeat(32));
	return () => {
		accounts.close();
		rmSync(home, { recursive: true, force: true });
	};
});

function write(extra = '', allowed = provider.place): void {
	writeFileSync(join(home, 'sources.yaml'), `allowed_hosts: ["${allowed}"]\n`);
	writeFileSync(
		join(home, 'sign-on.yaml'),
		`issuer: ${provider.issuer}\nclient_id: ${clientId}\nsecret_env: SSO_SECRET\nlabel: 市统一认证\n${extra}`
	);
}

/** A browser as far as sign-in needs one: it keeps cookies and follows where it is sent. */
function browser(address = '10.0.0.9') {
	const jar = new Map<string, string>();
	const ask = async (handler: typeof start | typeof callback, to: URL): Promise<string> => {
		const cookies = {
			get: (name: string) => jar.get(name),
			getAll: () => [...jar].map(([name, value]) => ({ name, value })),
			set: (name: string, value: string) => jar.set(name, value),
			delete: (name: string) => jar.delete(name)
		};
		const cookie = [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ');
		const event = {
			url: to,
			request: new Request(to, { headers: { cookie } }),
			cookies,
			locals: { app: { accounts, audit, signOn, config: { home } } },
			getClientAddress: () => address
		};
		try {
			await handler(event as never);
		} catch (thrown) {
			if (isRedirect(thrown)) return thrown.location;
			throw thrown;
		}
		throw new Error('was not sent anywhere');
	};
	return {
		jar,
		leave: (back = '/projects?q=1') =>
			ask(start, new URL(`${site}/sign-in/sso?back=${encodeURIComponent(back)}`)),
		come: (to: URL) => ask(callback, to),
		async signIn() {
			return this.come(provider.visit(await this.leave()));
		},
		headers: () =>
			new Headers({
				cookie: [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ')
			})
	};
}

const lastAct = () => audit.search('', 1)[0];

test('a person with an account comes in, back to the page that was asked for, and it is in the audit log', async () => {
	const account = await accounts.create(li, 'other');
	const someone = browser();
	expect(await someone.signIn()).toBe('/projects?q=1');
	const signedIn = await accounts.signedIn(someone.headers());
	expect(signedIn?.account.id).toBe(account.id);
	expect(someone.jar.has(signOnCookie)).toBe(false);
	expect(lastAct()).toMatchObject({
		act: 'sign-in sso',
		actor: 'li.si',
		result: 'done',
		address: '10.0.0.9'
	});
	// Nobody has to change a password that is not used; with the password it is asked for.
	expect(signedIn?.mustRenew).toBe(false);
	const step = await accounts.signIn({ username: 'li.si', password }, new Headers(), 'x');
	const cookie = step.cookies.map((text) => text.split(';')[0]).join('; ');
	expect((await accounts.signedIn(new Headers({ cookie })))?.mustRenew).toBe(true);
});

test('what is asked for: a code, PKCE by SHA-256, a state and a nonce of 256 bits, new each time', async () => {
	const [one, two] = [new URL(await browser().leave()), new URL(await browser().leave())];
	expect(Object.fromEntries(one.searchParams)).toMatchObject({
		response_type: 'code',
		client_id: clientId,
		redirect_uri: `${site}/sign-in/callback`,
		scope: 'openid profile',
		code_challenge_method: 'S256'
	});
	for (const name of ['state', 'nonce', 'code_challenge']) {
		expect(Buffer.from(one.searchParams.get(name)!, 'base64url')).toHaveLength(32);
		expect(one.searchParams.get(name)).not.toBe(two.searchParams.get(name));
	}
	expect(one.href).not.toContain(encodeURIComponent(clientSecret));
});

const now = () => Math.floor(Date.now() / 1000);
const bents: [string, () => Bent][] = [
	['a wrong nonce', () => ({ claims: { nonce: 'another' } })],
	['no nonce', () => ({ claims: { nonce: undefined } })],
	['a wrong audience', () => ({ claims: { aud: 'another' } })],
	['several audiences and another party', () => ({ claims: { aud: [clientId, 'x'], azp: 'x' } })],
	['several audiences and no party', () => ({ claims: { aud: [clientId, 'x'] } })],
	['another issuer', () => ({ claims: { iss: 'https://elsewhere.example' } })],
	['an expired token', () => ({ claims: { exp: now() - 61 } })],
	['no end', () => ({ claims: { exp: undefined } })],
	['an old token', () => ({ claims: { iat: now() - 700 } })],
	['a token of tomorrow', () => ({ claims: { nbf: now() + 86_400 } })],
	['the signature of another key', () => ({ foreignKey: true })],
	['a key that the provider does not have', () => ({ header: { kid: 'two' } })],
	['a signature by the shared secret', () => ({ sharedSecret: true })],
	['no signature', () => ({ unsigned: true })],
	['no user name', () => ({ claims: { preferred_username: undefined } })],
	['a user name that is no text', () => ({ claims: { preferred_username: ['li.si'] } })]
];

test.each(bents)('%s is refused, and written down', async (_, bent) => {
	await accounts.create(li, 'other');
	provider.bent = bent();
	const someone = browser();
	expect(await someone.signIn()).toBe('/sign-in?refused=SIGN_ON_REFUSED');
	expect(await accounts.signedIn(someone.headers())).toBeUndefined();
	expect(lastAct()).toMatchObject({ act: 'sign-in sso', result: 'refused' });
	provider.bent = {};
	expect(await someone.signIn()).toBe('/projects?q=1');
});

test("a wrong state, the state of another browser, no cookie, a cookie of one's own making and a late answer are refused", async () => {
	await accounts.create(li, 'other');
	const [one, other] = [browser('10.0.0.1'), browser('10.0.0.2')];
	const mine = provider.visit(await one.leave());
	const theirs = provider.visit(await other.leave());
	const refused = '/sign-in?refused=SIGN_ON_REFUSED';
	const before = provider.asked.length;
	const bent = new URL(mine);
	bent.searchParams.set('state', 'x'.repeat(43));
	const kept = one.jar.get(signOnCookie)!;
	expect(await one.come(bent)).toBe(refused);
	expect(await one.come(mine)).toBe(refused); // the cookie is gone: one answer for one departure
	expect(await other.come(mine)).toBe(refused);
	one.jar.set(signOnCookie, `${kept.slice(0, -4)}AAAA`);
	expect(await one.come(mine)).toBe(refused);
	const late = browser('10.0.0.3');
	const slow = new SignOn(home, { SSO_SECRET: clientSecret }, 'cd'.repeat(32));
	signOn = slow; // a server with another key does not read it either
	late.jar.set(signOnCookie, kept);
	expect(await late.come(theirs)).toBe(refused);
	expect(provider.asked.slice(before).filter((path) => path === '/token')).toEqual([]);
});

test('a code works once, and only with the verifier of the browser that began', async () => {
	await accounts.create(li, 'other');
	const someone = browser();
	const back = provider.visit(await someone.leave());
	const kept = someone.jar.get(signOnCookie)!;
	expect(await someone.come(back)).toBe('/projects?q=1');
	someone.jar.set(signOnCookie, kept);
	expect(await someone.come(back)).toBe('/sign-in?refused=SIGN_ON_UNREACHABLE');
	const stolen = provider.visit(await someone.leave());
	const thief = browser('10.0.0.66');
	const own = provider.visit(await thief.leave());
	own.searchParams.set('code', stolen.searchParams.get('code')!);
	expect(await thief.come(own)).toBe('/sign-in?refused=SIGN_ON_UNREACHABLE');
});

test('whom nobody gave an account gets none; whoever was disabled stays out', async () => {
	const account = await accounts.create(li, 'other');
	provider.person = { preferred_username: 'stranger', roles: ['administrator'] };
	expect(await browser().signIn()).toBe('/sign-in?refused=SIGN_IN_UNKNOWN');
	expect(accounts.list()).toHaveLength(1);
	accounts.setDisabled(account.id, true);
	provider.person = { preferred_username: 'li.si' };
	const someone = browser();
	expect(await someone.signIn()).toBe('/sign-in?refused=SIGN_IN_UNKNOWN');
	expect(await accounts.signedIn(someone.headers())).toBeUndefined();
	expect(lastAct()).toMatchObject({ actor: 'li.si', result: 'refused', detail: 'SIGN_IN_UNKNOWN' });
});

test('being disabled ends what this sign-on opened, and a second factor is asked for here too', async () => {
	const account = await accounts.create(li, 'self');
	const someone = browser();
	await someone.signIn();
	accounts.setDisabled(account.id, true);
	expect(await accounts.signedIn(someone.headers())).toBeUndefined();
	accounts.setDisabled(account.id, false);
	const step = await accounts.signIn({ username: 'li.si', password }, new Headers(), 'x');
	const cookie = new Headers({ cookie: step.cookies.map((text) => text.split(';')[0]).join('; ') });
	const { uri } = await accounts.prepareSecondFactor(password, cookie);
	const code = oneTimeCode(new URL(uri).searchParams.get('secret')!, Date.now());
	await accounts.verifyCode(code, cookie, 'x');
	const guarded = browser();
	expect(await guarded.signIn()).toBe('/sign-in/code?back=%2Fprojects%3Fq%3D1');
	expect(await accounts.signedIn(guarded.headers())).toBeUndefined();
});

test('twenty failures close an address on this way too', async () => {
	await accounts.create(li, 'other');
	provider.bent = { claims: { nonce: 'x' } };
	const someone = browser();
	for (let i = 0; i < 20; i += 1) await someone.signIn();
	provider.bent = {};
	expect(await someone.signIn()).toBe('/sign-in?refused=SIGN_IN_LOCKED');
	expect(await browser('10.0.0.10').signIn()).toBe('/projects?q=1');
});

test('a provider that fails, answers at length, sends elsewhere or names another issuer lets nobody in', async () => {
	await accounts.create(li, 'other');
	const someone = browser();
	const to = provider.visit(await someone.leave());
	provider.bent = { redirectTo: `${provider.issuer}/token2` };
	expect(await someone.come(to)).toBe('/sign-in?refused=SIGN_ON_UNREACHABLE');
	for (const bent of [{ status: 500 }, { body: '<html>' }, { body: ' '.repeat(300_000) }]) {
		provider.bent = {};
		const there = provider.visit(await someone.leave());
		provider.bent = bent;
		expect(await someone.come(there)).toBe('/sign-in?refused=SIGN_ON_UNREACHABLE');
	}
	provider.bent = {};
	const there = provider.visit(await someone.leave());
	there.searchParams.set('iss', 'https://elsewhere.example');
	expect(await someone.come(there)).toBe('/sign-in?refused=SIGN_ON_REFUSED');
	const fresh = new SignOn(home, { SSO_SECRET: clientSecret }, 'ab'.repeat(32));
	provider.says = { issuer: 'https://elsewhere.example' };
	await expect(fresh.depart(site, '/')).rejects.toMatchObject({ code: 'SIGN_ON_REFUSED' });
	provider.says = { jwks_uri: 'http://10.9.9.9/keys' };
	await expect(fresh.depart(site, '/')).rejects.toMatchObject({ code: 'SOURCE_NOT_ALLOWED' });
});

test('only machines on the list are asked, in the open only this one, and the secret must be given', async () => {
	const env = { SSO_SECRET: clientSecret };
	const before = provider.asked.length;
	write('', 'sso.example:443');
	expect(await browser().leave()).toBe('/sign-in?refused=SIGN_ON_INVALID');
	expect(lastAct()).toMatchObject({ result: 'failed', detail: 'SOURCE_NOT_ALLOWED' });
	expect(provider.asked.length).toBe(before);
	write();
	expect(() => readSignOn(home, {})).toThrow(/SSO_SECRET/);
	expect(() => readSignOn(home, env)).not.toThrow();
	write('auto_create: true\n');
	expect(() => readSignOn(home, env)).toThrow(/auto_create/);
	writeFileSync(join(home, 'sources.yaml'), 'allowed_hosts: ["sso.example:80"]\n');
	writeFileSync(
		join(home, 'sign-on.yaml'),
		'issuer: http://sso.example\nclient_id: x\nsecret_env: SSO_SECRET\n'
	);
	expect(() => readSignOn(home, env)).toThrow(/https/);
});

test('without a file there is no button and no way', async () => {
	expect(signOnOffered(home)).toEqual({ label: '市统一认证' });
	rmSync(join(home, 'sign-on.yaml'));
	expect(signOnOffered(home)).toBeNull();
	expect(await browser().leave()).toBe('/sign-in?refused=SIGN_ON_REFUSED');
});

test.each([
	['/projects?a=1', '/projects?a=1'],
	['https://elsewhere.example/', '/'],
	['//elsewhere.example', '/'],
	['/.//elsewhere.example', '/elsewhere.example'],
	['/\\elsewhere.example', '/'],
	['javascript:alert(1)', '/'],
	['', '/']
])('back to %s goes to %s', (asked, to) => {
	expect(pathBack(asked, new URL(`${site}/sign-in`))).toBe(to);
});
