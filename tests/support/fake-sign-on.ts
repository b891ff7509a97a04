import { createHash, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT, type JWTPayload } from 'jose';

/** A provider's answer of the wrong kind, by what is wrong with it. */
export interface Bent {
	claims?: JWTPayload;
	header?: Record<string, unknown>;
	/** Signs with another key under the same name. */
	foreignKey?: boolean;
	/** Signs with the client's secret instead of a key. */
	sharedSecret?: boolean;
	unsigned?: boolean;
	status?: number;
	body?: string;
	redirectTo?: string;
}

/** An OpenID provider on a port of its own, with its own RSA key; whoever comes is the person that the test says. */
export interface FakeSignOn {
	readonly issuer: string;
	readonly place: string;
	readonly asked: string[];
	person: JWTPayload;
	bent: Bent;
	/** What discovery says besides, or instead. */
	says: Record<string, unknown>;
	/** Does what the browser and the person would do at the provider; answers where the browser is sent. */
	visit(address: string): URL;
	close(): Promise<void>;
}

export const clientId = '薪哨 board';
export const clientSecret = 'a secret: with %signs+';

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString();
}

export async function fakeSignOn(): Promise<FakeSignOn> {
	const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const codes = new Map<string, { challenge: string; nonce: string; redirectUri: string }>();
	const asked: string[] = [];
	let base = '';

	const tokenFor = async (nonce: string): Promise<string> => {
		const { claims, header, foreignKey, sharedSecret, unsigned } = fake.bent;
		const now = Math.floor(Date.now() / 1000);
		const payload = {
			iss: base,
			aud: clientId,
			sub: '1',
			iat: now,
			exp: now + 300,
			nonce,
			...fake.person,
			...claims
		};
		const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
		if (unsigned) return `${part({ alg: 'none' })}.${part(payload)}.`;
		const key: KeyObject | Uint8Array = sharedSecret
			? new TextEncoder().encode(clientSecret.padEnd(32, '0'))
			: foreignKey
				? foreign.privateKey
				: own.privateKey;
		return new SignJWT(payload)
			.setProtectedHeader({ alg: sharedSecret ? 'HS256' : 'RS256', kid: 'one', ...header })
			.sign(key);
	};

	/** OpenID Connect core 3.1.3.1: client by basic authentication, PKCE, and the code works once. */
	const exchange = async (request: IncomingMessage): Promise<[number, unknown]> => {
		const body = new URLSearchParams(await bodyOf(request));
		const basic = Buffer.from(
			(request.headers.authorization ?? '').replace('Basic ', ''),
			'base64'
		).toString();
		const [id, secret] = basic
			? basic.split(':').map(decodeURIComponent)
			: [body.get('client_id'), body.get('client_secret')];
		if (id !== clientId || secret !== clientSecret) return [401, { error: 'invalid_client' }];
		const code = body.get('code') ?? '';
		const given = codes.get(code);
		codes.delete(code);
		const challenge = createHash('sha256')
			.update(body.get('code_verifier') ?? '')
			.digest('base64url');
		const isRight = given?.challenge === challenge && given.redirectUri === body.get('redirect_uri');
		if (!given || !isRight) return [400, { error: 'invalid_grant' }];
		return [200, { access_token: randomUUID(), token_type: 'Bearer', id_token: await tokenFor(given.nonce) }];
	};

	const server = createServer(async (request, response) => {
		const path = request.url ?? '';
		asked.push(path);
		const { status, body, redirectTo } = fake.bent;
		if (redirectTo !== undefined && path === '/token') {
			response.writeHead(302, { location: redirectTo }).end();
			return;
		}
		const [code, answer] =
			path === '/token'
				? await exchange(request)
				: path === '/keys'
					? [200, { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig' }] }]
					: [
							200,
							{
								issuer: base,
								authorization_endpoint: `${base}/authorize`,
								token_endpoint: `${base}/token`,
								jwks_uri: `${base}/keys`,
								...fake.says
							}
						];
		response
			.writeHead(status ?? (code as number), { 'content-type': 'application/json' })
			.end(body ?? JSON.stringify(answer));
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	base = `http://127.0.0.1:${port}`;

	const fake: FakeSignOn = {
		issuer: base,
		place: `127.0.0.1:${port}`,
		asked,
		person: { preferred_username: 'li.si' },
		bent: {},
		says: {},
		visit(address) {
			const { searchParams } = new URL(address);
			const say = (name: string) => searchParams.get(name) ?? '';
			const code = randomUUID();
			codes.set(code, {
				challenge: say('code_challenge'),
				nonce: say('nonce'),
				redirectUri: say('redirect_uri')
			});
			const back = new URL(say('redirect_uri'));
			back.searchParams.set('code', code);
			back.searchParams.set('state', say('state'));
			return back;
		},
		close: () => new Promise((done) => server.close(() => done()))
	};
	return fake;
}
