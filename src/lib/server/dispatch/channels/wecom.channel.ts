import { z } from 'zod';
import { requireAllowedUrl } from '../../sources/allowed-hosts';
import { channel } from './channel';
import { markdownText, phonesOf, plainText } from './message-text';
import { postJson, robotComplaint } from './post-json';
import { envName, secretOf } from './secret';

/** 企业微信 group robot. Only its `text` messages can @ by phone; its markdown cannot, so that is for nobody in particular. */
export default channel({
	kind: 'wecom',
	label: { zh: '企业微信机器人', en: 'WeCom group robot' },
	shape: z.strictObject({
		kind: z.literal('wecom'),
		url: z.string().default('https://qyapi.weixin.qq.com/cgi-bin/webhook/send'),
		key_env: envName
	}),
	// A text holds 2048 bytes; the headline and the last line need some of them.
	limits: { perMinute: 20, restMinutes: [], bytes: 1800 },
	isPersonal: false,
	reaches: () => true,
	open({ url, key_env }, world) {
		const address = requireAllowedUrl(`通知渠道 ${world.name}`, url, world.allowedHosts);
		const key = secretOf(world, key_env);
		address.searchParams.set('key', key);
		return {
			place: address.host,
			secrets: [key],
			compose(message) {
				const phones = phonesOf(message.people);
				const body =
					phones.length > 0
						? { msgtype: 'text', text: { content: plainText(message), mentioned_mobile_list: phones } }
						: {
								msgtype: 'markdown',
								markdown: { content: `**${message.headline}**\n\n${markdownText(message)}` }
							};
				return { to: address.href, headers: {}, body: JSON.stringify(body) };
			},
			send: (outgoing) => postJson(outgoing, world.milliseconds, (text) => robotComplaint(text, ['errcode']))
		};
	}
});
