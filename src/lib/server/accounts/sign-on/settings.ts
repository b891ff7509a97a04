import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { requireAllowedUrl } from '../../sources/allowed-hosts';
import { allowedHosts, type Environment } from '../../sources/source-list';

/** The government's own sign-on, as one installation uses it. */
export interface SignOnSettings {
	/** As the provider names itself in its tokens, without a slash at the end unless it writes one. */
	readonly issuer: string;
	readonly clientId: string;
	readonly secret: string;
	/** The claim of the ID token that holds the user name of the account here. */
	readonly userNameClaim: string;
	readonly scopes: readonly string[];
	/** On the button; undefined: the general word. */
	readonly label: string | undefined;
	/** Machines that may be asked, `host:port`. */
	readonly allowed: readonly string[];
}

const signOnPath = (home: string) => join(home, 'sign-on.yaml');

const shape = z.strictObject({
	issuer: z.url(),
	client_id: z.string().min(1).max(200),
	secret_env: z
		.string()
		.regex(/^[A-Z][A-Z0-9_]{2,60}$/)
		.default('XINSHAO_SIGN_ON_SECRET'),
	user_name_claim: z
		.string()
		.regex(/^[\w.:/-]{1,80}$/)
		.default('preferred_username'),
	scopes: z.array(z.string().regex(/^[\w.:/-]{1,80}$/)).default(['profile']),
	label: z.string().trim().min(1).max(24).optional()
});

const invalid = (path: string, why: string, cause?: unknown) =>
	new RiskError(
		'SIGN_ON_INVALID',
		`统一身份认证配置 ${path} 有误：${why}，请改正后重试。`,
		{ path },
		{ cause }
	);

/** In the clear only within this machine, where tests stand. */
const isPrivateWay = ({ protocol, hostname }: URL) =>
	protocol === 'https:' || hostname === '127.0.0.1' || hostname === 'localhost';

/** An address of the provider that may be used. @throws RiskError SOURCE_NOT_ALLOWED, SIGN_ON_INVALID */
export function requireSignOnUrl(address: string, allowed: readonly string[]): URL {
	const url = requireAllowedUrl('统一身份认证', address, allowed);
	if (!isPrivateWay(url)) throw invalid('sign-on.yaml', `地址 ${url.host} 须用 https`);
	return url;
}

/** The button's words, or null where there is no such sign-on; what is wrong with the file is said when it is used. */
export function signOnOffered(home: string): { label: string | null } | null {
	if (!existsSync(signOnPath(home))) return null;
	try {
		const label = z
			.looseObject({ label: shape.shape.label })
			.parse(parse(readFileSync(signOnPath(home), 'utf8')));
		return { label: label.label ?? null };
	} catch {
		return { label: null };
	}
}

/**
 * Reads `sign-on.yaml` of a home; undefined where there is none. The secret itself is in the environment.
 * @throws RiskError SIGN_ON_INVALID, SOURCE_NOT_ALLOWED
 */
export function readSignOn(home: string, env: Environment): SignOnSettings | undefined {
	const path = signOnPath(home);
	if (!existsSync(path)) return undefined;
	let written: unknown;
	try {
		written = parse(readFileSync(path, 'utf8'));
	} catch (cause) {
		throw invalid(path, '不是正确的 YAML', cause);
	}
	const parsed = shape.safeParse(written);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		throw invalid(path, `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`, parsed.error);
	}
	const { issuer, client_id, secret_env, user_name_claim, scopes, label } = parsed.data;
	const secret = env[secret_env];
	if (secret === undefined || secret === '') throw invalid(path, `环境变量 ${secret_env} 没有给出`);
	const allowed = allowedHosts(home);
	requireSignOnUrl(issuer, allowed);
	return { issuer, clientId: client_id, secret, userNameClaim: user_name_claim, scopes, label, allowed };
}
