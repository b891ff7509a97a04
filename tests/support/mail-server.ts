import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
	readonly port: number;
	readonly place: string;
	/** Each mail as it came over the wire. */
	readonly mails: {
		readonly to: readonly string[];
		readonly text: string;
		readonly user: string | undefined;
	}[];
	/** Addresses that are refused with 550. */
	readonly refused: Set<string>;
	close(): Promise<void>;
}

/** A real SMTP server on a port of its own; `account` makes it ask for a password. */
export async function startMailServer(account?: { user: string; password: string }): Promise<MailServer> {
	const mails: MailServer['mails'] = [];
	const refused = new Set<string>();
	const server = new SMTPServer({
		disabledCommands: ['STARTTLS'],
		allowInsecureAuth: true,
		authOptional: account === undefined,
		onAuth: ({ username, password }, _session, done) =>
			username === account?.user && password === account?.password
				? done(null, { user: username })
				: done(new Error('wrong password')),
		onRcptTo({ address }, _session, done) {
			if (!refused.has(address)) return done();
			done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }));
		},
		onData(stream, session, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				mails.push({
					to: session.envelope.rcptTo.map(({ address }) => address),
					text: Buffer.concat(chunks).toString('utf8'),
					user: session.user
				});
				done(null, 'kept');
			});
		}
	});
	server.on('error', () => undefined);
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const { port } = server.server.address() as AddressInfo;
	return {
		port,
		place: `127.0.0.1:${port}`,
		mails,
		refused,
		close: () => new Promise((done) => server.close(done))
	};
}
