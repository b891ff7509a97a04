import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import type { ChannelWorld } from './channel';

/** Secrets stand in the environment; the file holds their names only. */
export const envName = z.string().regex(/^[A-Z][A-Z0-9_]*$/, '写环境变量的名字，不要写密码本身');

/** Anything shorter could not be blotted out of a text without tearing the text. */
const shortestSecret = 6;

/** A secret from the environment. @throws RiskError NOTICES_NO_SECRET */
export function secretOf({ name, env }: ChannelWorld, variable: string): string {
	const value = env[variable];
	if (value !== undefined && value.length >= shortestSecret) return value;
	if (value !== undefined && value !== '')
		throw new RiskError(
			'NOTICES_NO_SECRET',
			`通知渠道“${name}”的密钥（环境变量 ${variable}）少于 ${shortestSecret} 个字符，不像真的，没有发出任何消息；请核对后重启。`
		);
	throw new RiskError(
		'NOTICES_NO_SECRET',
		`通知渠道“${name}”的密钥没有给出，没有发出任何消息；请设置环境变量 ${variable} 后重启。`
	);
}

/** A text with every secret in it blotted out, plain or as an address carries it. */
export function blotted(text: string, secrets: readonly string[]): string {
	return secrets
		.flatMap((secret) => [secret, encodeURIComponent(secret)])
		.reduce((shown, secret) => (secret === '' ? shown : shown.replaceAll(secret, '******')), text);
}
