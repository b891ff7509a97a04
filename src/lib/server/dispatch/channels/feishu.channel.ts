import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { requireAllowedUrl } from '../../sources/allowed-hosts';
import { channel } from './channel';
import { markdownText, namesOf } from './message-text';
import { postJson, robotComplaint } from './post-json';
import { envName, secretOf } from './secret';

/** 飞书: HMAC-SHA256 of nothing, keyed by the seconds and the secret, in base64. */
const feishuSign = (timestamp: string, secret: string) =>
	createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64');

const colours = ['grey', 'blue', 'yellow', 'red'] as const;

/**
 * 飞书 group robot with signature. It cannot @ by phone: who has a `feishu_id` is called by it, others by name.
 * 飞书 turns robots away on the hour and the half hour, when everybody sends.
 */
export default channel({
	kind: 'feishu',
	label: { zh: '飞书机器人', en: 'Feishu group robot' },
	shape: z.strictObject({
		kind: z.literal('feishu'),
		url: z.string().default('https://open.feishu.cn/open-apis/bot/v2/hook'),
		token_env: envName,
		secret_env: envName
	}),
	limits: { perMinute: 20, restMinutes: [0, 30], bytes: 15_000 },
	isPersonal: false,
	reaches: () => true,
	open({ url, token_env, secret_env }, world) {
		const address = requireAllowedUrl(`通知渠道 ${world.name}`, url, world.allowedHosts);
		const token = secretOf(world, token_env);
		const secret = secretOf(world, secret_env);
		const to = `${address.href.replace(/\/+$/, '')}/${encodeURIComponent(token)}`;
		return {
			place: address.host,
			secrets: [token, secret],
			compose(message, now) {
				const timestamp = String(Math.floor(now.getTime() / 1000));
				const ids = message.people.flatMap(({ feishu_id }) => feishu_id ?? []);
				const unnamed = namesOf(message.people.filter(({ feishu_id }) => feishu_id === undefined));
				const called = [...ids.map((id) => `<at id=${id}></at>`), unnamed].filter(Boolean).join(' ');
				const level = Math.max(0, ...message.items.map((item) => item.level));
				const content = [called, markdownText(message)].filter(Boolean).join('\n\n');
				const body = {
					timestamp,
					sign: feishuSign(timestamp, secret),
					msg_type: 'interactive',
					card: {
						config: { wide_screen_mode: true },
						header: {
							title: { tag: 'plain_text', content: message.headline },
							template: colours[level] ?? 'grey'
						},
						elements: [{ tag: 'div', text: { tag: 'lark_md', content } }]
					}
				};
				return { to, headers: {}, body: JSON.stringify(body) };
			},
			send: (outgoing) =>
				postJson(outgoing, world.milliseconds, (text) => robotComplaint(text, ['code', 'StatusCode']))
		};
	}
});
