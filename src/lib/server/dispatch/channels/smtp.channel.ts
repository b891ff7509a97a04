import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { requireAllowedHost } from '../../sources/allowed-hosts';
import { channel, type Answer } from './channel';
import { plainText } from './message-text';
import { envName, secretOf } from './secret';

const shownAnswerLength = 500;

/** Why a mail did not go, with what the server said. */
function refusal(error: unknown): Answer {
	const { message, code, responseCode, response } = error as Error & {
		code?: string;
		responseCode?: number;
		response?: string;
	};
	const status = responseCode === undefined ? (code ?? message) : `SMTP ${responseCode}`;
	return {
		ok: false,
		status: status.slice(0, 200),
		answer: (response ?? message).slice(0, shownAnswerLength)
	};
}

/** Mail over SMTP, one to each person: what a server says of one address is then known of that one. */
export default channel({
	kind: 'smtp',
	label: { zh: '邮件', en: 'Mail' },
	shape: z.strictObject({
		kind: z.literal('smtp'),
		host: z.string().min(1),
		port: z.number().int().min(1).max(65_535),
		/** implicit: TLS from the first byte (465); starttls: must be offered (587); none: inside a protected network. */
		tls: z.enum(['implicit', 'starttls', 'none']).default('starttls'),
		from: z.email(),
		user: z.string().min(1).optional(),
		password_env: envName.optional()
	}),
	limits: { perMinute: 60, restMinutes: [], bytes: 200_000 },
	isPersonal: true,
	reaches: ({ mail }) => mail !== undefined,
	open({ host, port, tls, from, user, password_env }, world) {
		requireAllowedHost(`通知渠道 ${world.name}`, host, port, world.allowedHosts);
		if ((user === undefined) !== (password_env === undefined))
			throw new RiskError(
				'NOTICES_INVALID',
				`通知渠道“${world.name}”的 user 和 password_env 要么都写，要么都不写，请改正 notices.yaml。`
			);
		const password = password_env === undefined ? undefined : secretOf(world, password_env);
		return {
			place: `${host}:${port}`,
			secrets: password === undefined ? [] : [password],
			compose(message) {
				const domain = from.split('@').at(-1) ?? 'localhost';
				return {
					to: `smtp://${host}:${port}`,
					headers: {
						from,
						to: message.people.flatMap(({ mail }) => mail ?? []).join(', '),
						subject: message.headline,
						'message-id': `<${message.id}@${domain}>`,
						'auto-submitted': 'auto-generated'
					},
					body: plainText(message)
				};
			},
			async send({ headers, body }) {
				const transport = createTransport({
					host,
					port,
					secure: tls === 'implicit',
					requireTLS: tls === 'starttls',
					ignoreTLS: tls === 'none',
					...(user !== undefined && { auth: { user, pass: password ?? '' } }),
					connectionTimeout: world.milliseconds,
					greetingTimeout: world.milliseconds,
					socketTimeout: world.milliseconds,
					disableFileAccess: true,
					disableUrlAccess: true
				});
				try {
					const info = await transport.sendMail({
						from: headers['from'] ?? from,
						to: headers['to'] ?? '',
						subject: headers['subject'] ?? '',
						messageId: headers['message-id'] ?? '',
						headers: { 'auto-submitted': 'auto-generated' },
						text: body
					});
					return { ok: true, status: 'SMTP 250', answer: info.response.slice(0, shownAnswerLength) };
				} catch (error) {
					return refusal(error);
				} finally {
					transport.close();
				}
			}
		};
	}
});
