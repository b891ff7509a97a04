import { randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import type { App } from '$lib/server/app';
import { commands } from './commands/registry';
import { runOn } from './commands/run-command';

/**
 * The database lets one process open it, so a command asks the running server to do its work: over a port
 * of the loopback address that only who can read the home's control file may use.
 */
const controlFile = (home: string) => join(home, 'run', 'control.json');
const card = z.object({ port: z.number(), token: z.string(), pid: z.number() });
const order = z.object({ command: z.string(), args: z.array(z.string()), cwd: z.string() });
const maxOrderBytes = 1_000_000;

export interface Control {
	close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request) {
		size += (chunk as Buffer).length;
		if (size > maxOrderBytes) throw new Error('order too long');
		chunks.push(chunk as Buffer);
	}
	return Buffer.concat(chunks).toString('utf8');
}

/** Opens the door for the command line and writes its address into the home. */
export async function startControl(app: App): Promise<Control> {
	const token = randomBytes(32).toString('hex');
	const expected = Buffer.from(`Bearer ${token}`);
	const server = createServer(async (request, response) => {
		const given = Buffer.from(request.headers.authorization ?? '');
		if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
			response.writeHead(403).end();
			return;
		}
		const line = (value: unknown) => response.write(`${JSON.stringify(value)}\n`);
		try {
			const { command: name, args, cwd } = order.parse(JSON.parse(await bodyOf(request)));
			const command = commands.get(name);
			const code = command
				? await runOn(app, command, args, {
						cwd,
						out: (text) => line({ out: text }),
						err: (text) => line({ err: text })
					})
				: 2;
			line({ code });
		} catch (error) {
			app.log.error({ err: error }, 'control');
			line({ code: 1 });
		}
		response.end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const path = controlFile(app.config.home);
	mkdirSync(join(app.config.home, 'run'), { recursive: true });
	writeFileSync(path, JSON.stringify({ port, token, pid: process.pid }), { mode: 0o600 });
	return {
		async close() {
			rmSync(path, { force: true });
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}

const answerLine = z.object({
	out: z.string().optional(),
	err: z.string().optional(),
	code: z.number().optional()
});

/**
 * Asks the server that runs on this home, if there is one, to run a command.
 * @returns its exit code, or undefined where no server answers
 */
export async function askRunningServer(
	home: string,
	request: z.infer<typeof order>,
	io: { out(text: string): void; err(text: string): void }
): Promise<number | undefined> {
	let address: z.infer<typeof card>;
	try {
		address = card.parse(JSON.parse(readFileSync(controlFile(home), 'utf8')));
	} catch {
		return undefined;
	}
	const response = await fetch(`http://127.0.0.1:${address.port}/`, {
		method: 'POST',
		headers: { authorization: `Bearer ${address.token}` },
		body: JSON.stringify(request)
	}).catch(() => undefined);
	if (!response?.ok || !response.body) return undefined;
	let rest = '';
	let code = 1;
	for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
		const lines = (rest + chunk).split('\n');
		rest = lines.pop() ?? '';
		for (const text of lines) {
			const answer = answerLine.parse(JSON.parse(text));
			if (answer.out !== undefined) io.out(answer.out);
			if (answer.err !== undefined) io.err(answer.err);
			if (answer.code !== undefined) code = answer.code;
		}
	}
	return code;
}
