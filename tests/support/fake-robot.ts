import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a robot was sent. */
export interface Received {
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

/** How a robot answers; undefined: it never does. */
export type RobotAnswer = { readonly status: number; readonly body: string } | undefined;

/** A robot on a port of its own that keeps all that it is sent and answers as it is told to. */
export interface FakeRobot {
	readonly url: string;
	readonly place: string;
	readonly received: Received[];
	/** Answers for the next messages in order; then everything is well. */
	answerWith(...answers: RobotAnswer[]): void;
	close(): Promise<void>;
}

const robotOk = '{"errcode":0,"errmsg":"ok","code":0,"msg":"success"}';

export async function startRobot(): Promise<FakeRobot> {
	const received: Received[] = [];
	const answers: RobotAnswer[] = [];
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		received.push({
			path: request.url ?? '',
			headers: request.headers,
			body: Buffer.concat(chunks).toString('utf8')
		});
		const answer = answers.length > 0 ? answers.shift() : { status: 200, body: robotOk };
		if (answer === undefined) return;
		response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/send`,
		place: `127.0.0.1:${port}`,
		received,
		answerWith: (...given) => void answers.push(...given),
		async close() {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		}
	};
}
