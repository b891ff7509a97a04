import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { requireSignOnUrl, type SignOnSettings } from './settings';

/** Signatures with a key of the provider's own; one that a shared secret makes would prove nothing more than the secret. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const answerWithinMs = 10_000;
const largestAnswerBytes = 256 * 1024;
/** How far the two clocks may be apart, and how old a token may be that was made for this very sign-in. */
const clockToleranceSeconds = 60;
const oldestToken = '10m';

const discoveryShape = z.looseObject({
	issuer: z.string(),
	authorization_endpoint: z.url(),
	token_endpoint: z.url(),
	jwks_uri: z.url(),
	token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
	authorization_response_iss_parameter_supported: z.boolean().optional()
});

/** What a provider says of itself. */
export type Discovery = z.infer<typeof discoveryShape>;

const unreachable = (what: string, cause?: unknown) =>
	new RiskError(
		'SIGN_ON_UNREACHABLE',
		`统一身份认证没有给出可用的回答（${what}），未登录；请稍后再试，或用密码登录。`,
		{},
		{ cause }
	);

export const refusedToken = (why: string, cause?: unknown) =>
	new RiskError(
		'SIGN_ON_REFUSED',
		`统一身份认证的凭证未通过核验（${why}），未登录；请重新登录。`,
		{ why },
		{ cause }
	);

/** Asks an address that is on the list, follows no redirect, and reads no more than a small answer. */
async function ask(settings: SignOnSettings, address: string, init: RequestInit = {}): Promise<unknown> {
	const url = requireSignOnUrl(address, settings.allowed);
	try {
		const response = await fetch(url, {
			...init,
			headers: { accept: 'application/json', ...init.headers },
			redirect: 'error',
			signal: AbortSignal.timeout(answerWithinMs)
		});
		const chunks: Uint8Array[] = [];
		let size = 0;
		for await (const chunk of response.body ?? []) {
			size += chunk.byteLength;
			if (size > largestAnswerBytes) throw unreachable('回答过长');
			chunks.push(chunk as Uint8Array);
		}
		if (!response.ok) throw unreachable(`HTTP ${response.status}`);
		return JSON.parse(Buffer.concat(chunks).toString('utf8'));
	} catch (cause) {
		if (cause instanceof RiskError) throw cause;
		throw unreachable('连接失败或不是 JSON', cause);
	}
}

/** @throws RiskError SIGN_ON_UNREACHABLE, SIGN_ON_REFUSED, SOURCE_NOT_ALLOWED */
export async function discover(settings: SignOnSettings): Promise<Discovery> {
	const base = settings.issuer.replace(/\/$/, '');
	const parsed = discoveryShape.safeParse(await ask(settings, `${base}/.well-known/openid-configuration`));
	if (!parsed.success) throw unreachable('发现文档不完整', parsed.error);
	if (parsed.data.issuer !== settings.issuer) throw refusedToken('发现文档的 issuer 与配置不符');
	for (const address of [
		parsed.data.authorization_endpoint,
		parsed.data.token_endpoint,
		parsed.data.jwks_uri
	])
		requireSignOnUrl(address, settings.allowed);
	return parsed.data;
}

/** What the code of one sign-in is exchanged with. */
export interface Exchange {
	readonly code: string;
	readonly verifier: string;
	readonly redirectUri: string;
}

/** Exchanges a code for an ID token. @throws RiskError SIGN_ON_UNREACHABLE, SOURCE_NOT_ALLOWED */
export async function exchange(
	settings: SignOnSettings,
	{ token_endpoint, token_endpoint_auth_methods_supported: methods }: Discovery,
	{ code, verifier, redirectUri }: Exchange
): Promise<string> {
	const body = new URLSearchParams({
		grant_type: 'authorization_code',
		code,
		redirect_uri: redirectUri,
		code_verifier: verifier
	});
	const headers: Record<string, string> = {};
	if (methods !== undefined && !methods.includes('client_secret_basic')) {
		body.set('client_id', settings.clientId);
		body.set('client_secret', settings.secret);
	} else {
		const [id, secret] = [settings.clientId, settings.secret].map(encodeURIComponent);
		headers['authorization'] = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
	}
	const answer = await ask(settings, token_endpoint, { method: 'POST', body, headers });
	const parsed = z.looseObject({ id_token: z.string().max(20_000) }).safeParse(answer);
	if (!parsed.success) throw unreachable('没有 ID 凭证', parsed.error);
	return parsed.data.id_token;
}

/**
 * Checks signature, issuer, audience, age and nonce of an ID token, and answers its claims.
 * @throws RiskError SIGN_ON_REFUSED, SIGN_ON_UNREACHABLE, SOURCE_NOT_ALLOWED
 */
export async function verifiedClaims(
	settings: SignOnSettings,
	{ jwks_uri }: Discovery,
	token: string,
	nonce: string
): Promise<Record<string, unknown>> {
	const keys = z
		.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) })
		.safeParse(await ask(settings, jwks_uri));
	if (!keys.success) throw unreachable('没有公钥', keys.error);
	const { payload } = await jwtVerify(token, createLocalJWKSet(keys.data as JSONWebKeySet), {
		algorithms,
		issuer: settings.issuer,
		audience: settings.clientId,
		clockTolerance: clockToleranceSeconds,
		maxTokenAge: oldestToken,
		requiredClaims: ['exp', 'iat', 'sub']
	}).catch((cause: unknown) => {
		throw refusedToken(cause instanceof Error ? cause.message.slice(0, 80) : '', cause);
	});
	if (payload['nonce'] !== nonce) throw refusedToken('nonce');
	const party = payload['azp'];
	const isForSeveral = Array.isArray(payload.aud) && payload.aud.length > 1;
	if ((isForSeveral || party !== undefined) && party !== settings.clientId) throw refusedToken('azp');
	return payload;
}
