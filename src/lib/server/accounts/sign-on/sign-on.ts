import {
	createCipheriv,
	createDecipheriv,
	createHash,
	hkdfSync,
	randomBytes,
	timingSafeEqual
} from 'node:crypto';
import { z } from 'zod';
import type { Environment } from '../../sources/source-list';
import { discover, exchange, refusedToken, verifiedClaims, type Discovery } from './provider';
import { readSignOn, type SignOnSettings } from './settings';

const attemptShape = z.strictObject({
	state: z.string(),
	nonce: z.string(),
	verifier: z.string(),
	redirectUri: z.string(),
	back: z.string(),
	until: z.number()
});

/** A sign-in that has gone to the provider and not come back. */
type Attempt = z.infer<typeof attemptShape>;

/** How long a person may take at the provider. */
export const attemptSeconds = 600;
const discoveryKeptMs = 600_000;
const word = () => randomBytes(32).toString('base64url');
const isSame = (a: string, b: string) =>
	a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Where to send the browser, and the cookie that binds the answer to it. */
export interface Departure {
	readonly url: string;
	readonly cookie: string;
}

/** Whom the provider vouches for, and where that person wanted to go. */
export interface Arrival {
	readonly username: string;
	readonly back: string;
}

/**
 * Sign-on at the government's own provider: OpenID Connect, authorization code with PKCE, state and nonce.
 * What a sign-in needs to remember is sealed into a cookie, so that nobody can fill the server with half sign-ins.
 * It follows the machine's clock, as sessions do, and not one that is fixed for a replay.
 */
export class SignOn {
	readonly #home: string;
	readonly #env: Environment;
	readonly #key: Buffer;
	#known: { readonly issuer: string; readonly at: number; readonly says: Discovery } | undefined;

	constructor(home: string, env: Environment, secret: string) {
		this.#home = home;
		this.#env = env;
		this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'xinshao sign-on attempt', 32));
	}

	/** @throws RiskError SIGN_ON_REFUSED, SIGN_ON_INVALID, SOURCE_NOT_ALLOWED */
	#settings(): SignOnSettings {
		const settings = readSignOn(this.#home, this.#env);
		if (settings === undefined) throw refusedToken('没有启用');
		return settings;
	}

	/** Asked anew after a while, so that people who only press the button do not press the provider. */
	async #discovery(settings: SignOnSettings): Promise<Discovery> {
		const known = this.#known;
		if (known?.issuer === settings.issuer && Date.now() - known.at < discoveryKeptMs) return known.says;
		const says = await discover(settings);
		this.#known = { issuer: settings.issuer, at: Date.now(), says };
		return says;
	}

	/** @throws RiskError SIGN_ON_INVALID, SIGN_ON_UNREACHABLE, SIGN_ON_REFUSED, SOURCE_NOT_ALLOWED */
	async depart(redirectUri: string, back: string): Promise<Departure> {
		const settings = this.#settings();
		const { authorization_endpoint } = await this.#discovery(settings);
		const attempt: Attempt = {
			state: word(),
			nonce: word(),
			verifier: word(),
			redirectUri,
			back: back.slice(0, 1000),
			until: Date.now() + attemptSeconds * 1000
		};
		const url = new URL(authorization_endpoint);
		const asked = {
			response_type: 'code',
			client_id: settings.clientId,
			redirect_uri: redirectUri,
			scope: [...new Set(['openid', ...settings.scopes])].join(' '),
			state: attempt.state,
			nonce: attempt.nonce,
			code_challenge: createHash('sha256').update(attempt.verifier).digest('base64url'),
			code_challenge_method: 'S256'
		};
		for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
		return { url: url.href, cookie: this.#seal(attempt) };
	}

	/**
	 * Reads the provider's answer.
	 * @throws RiskError SIGN_ON_REFUSED, SIGN_ON_UNREACHABLE, SIGN_ON_INVALID, SOURCE_NOT_ALLOWED
	 */
	async arrive(cookie: string | undefined, answer: URLSearchParams): Promise<Arrival> {
		const settings = this.#settings();
		const attempt = this.#unseal(cookie);
		if (attempt === undefined || attempt.until < Date.now()) throw refusedToken('登录超时或不是从本站发起');
		if (!isSame(answer.get('state') ?? '', attempt.state)) throw refusedToken('state');
		const says = await this.#discovery(settings);
		// An answer of another provider that is mixed in here names itself (RFC 9207).
		const from = answer.get('iss');
		const mustName = says.authorization_response_iss_parameter_supported === true;
		if ((from !== null || mustName) && from !== settings.issuer) throw refusedToken('iss');
		const code = answer.get('code');
		if (code === null || code === '') throw refusedToken(answer.get('error')?.slice(0, 40) ?? '没有授权码');
		const { verifier, redirectUri, nonce, back } = attempt;
		const token = await exchange(settings, says, { code, verifier, redirectUri });
		const claims = await verifiedClaims(settings, says, token, nonce);
		const username = claims[settings.userNameClaim];
		if (typeof username !== 'string' || username === '') throw refusedToken(settings.userNameClaim);
		return { username, back };
	}

	#seal(attempt: Attempt): string {
		const nonce = randomBytes(12);
		const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
		const sealed = Buffer.concat([cipher.update(JSON.stringify(attempt)), cipher.final()]);
		return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
	}

	#unseal(cookie: string | undefined): Attempt | undefined {
		try {
			const bytes = Buffer.from(cookie ?? '', 'base64url');
			const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, 12), {
				authTagLength: 16
			});
			decipher.setAuthTag(bytes.subarray(12, 28));
			const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
			return attemptShape.parse(JSON.parse(text));
		} catch {
			return undefined;
		}
	}
}
