import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { requireAllowedUrl } from '../../sources/allowed-hosts';
import { channel } from './channel';
import { postJson } from './post-json';
import { envName, secretOf } from './secret';

/** Signature of a body: HMAC-SHA256 of the seconds, a dot and the body. */
const webhookSign = (timestamp: string, body: string, secret: string) =>
	`sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;

/** Any program that takes JSON. The id in the header is the same on every attempt: keep those that you have seen. */
export default channel({
	kind: 'webhook',
	label: { zh: '签名回调', en: 'Signed webhook' },
	shape: z.strictObject({ kind: z.literal('webhook'), url: z.string().min(1), secret_env: envName }),
	limits: { perMinute: 60, restMinutes: [], bytes: 100_000 },
	isPersonal: false,
	reaches: () => true,
	open({ url, secret_env }, world) {
		const address = requireAllowedUrl(`通知渠道 ${world.name}`, url, world.allowedHosts);
		const secret = secretOf(world, secret_env);
		return {
			place: address.host,
			secrets: [secret],
			compose(message, now) {
				const timestamp = String(Math.floor(now.getTime() / 1000));
				const { id, headline, recipient, people, items } = message;
				const body = JSON.stringify({
					id,
					headline,
					recipient,
					people: people.map((person) => person.name),
					items
				});
				return {
					to: address.href,
					headers: {
						'x-xinshao-message': id,
						'x-xinshao-timestamp': timestamp,
						'x-xinshao-signature': webhookSign(timestamp, body, secret)
					},
					body
				};
			},
			send: (outgoing) => postJson(outgoing, world.milliseconds, () => null)
		};
	}
});
