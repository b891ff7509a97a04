import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { requireAllowedUrl } from '../../sources/allowed-hosts';
import { channel } from './channel';
import { markdownText, phonesOf } from './message-text';
import { postJson, robotComplaint } from './post-json';
import { envName, secretOf } from './secret';

/** 钉钉: HMAC-SHA256 of the milliseconds and the secret, keyed by the secret, in base64. */
const dingtalkSign = (timestamp: string, secret: string) =>
	createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');

/** 钉钉 group robot with signature. A phone is highlighted only where the text names it too. */
export default channel({
	kind: 'dingtalk',
	label: { zh: '钉钉机器人', en: 'DingTalk group robot' },
	shape: z.strictObject({
		kind: z.literal('dingtalk'),
		url: z.string().default('https://oapi.dingtalk.com/robot/send'),
		token_env: envName,
		secret_env: envName
	}),
	limits: { perMinute: 20, restMinutes: [], bytes: 15_000 },
	isPersonal: false,
	reaches: () => true,
	open({ url, token_env, secret_env }, world) {
		const address = requireAllowedUrl(`通知渠道 ${world.name}`, url, world.allowedHosts);
		const token = secretOf(world, token_env);
		const secret = secretOf(world, secret_env);
		return {
			place: address.host,
			secrets: [token, secret],
			compose(message, now) {
				const timestamp = String(now.getTime());
				const to = new URL(address);
				to.searchParams.set('access_token', token);
				to.searchParams.set('timestamp', timestamp);
				to.searchParams.set('sign', dingtalkSign(timestamp, secret));
				const phones = phonesOf(message.people);
				const called = phones.map((phone) => `@${phone}`).join(' ');
				const text = [`### ${message.headline}`, markdownText(message), called].filter(Boolean).join('\n\n');
				const body = {
					msgtype: 'markdown',
					markdown: { title: message.headline, text },
					at: { atMobiles: phones, isAtAll: false }
				};
				return { to: to.href, headers: {}, body: JSON.stringify(body) };
			},
			send: (outgoing) => postJson(outgoing, world.milliseconds, (text) => robotComplaint(text, ['errcode']))
		};
	}
});
