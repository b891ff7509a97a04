import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const serveScript = fileURLToPath(new URL('../../scripts/serve.mjs', import.meta.url));

/** The first start loads the demo by running the real jobs; on two busy cores that takes a while. */
const readyWithinMs = 240_000;
/** Longer than the server's own limit, so that a server that hangs is seen as such. */
const stopWithinMs = 30_000;

/** A built server on a port and home of its own. */
export interface Served {
	url: string;
	home: string;
	/** What the server printed so far. */
	printed(): string;
	/** Resolves to the exit code; null where it had to be killed. */
	stop(): Promise<number | null>;
}

/** Starts the built server with an empty home and resolves when /readyz answers 200. @throws Error with its output */
export async function startServed(env: Record<string, string> = {}): Promise<Served> {
	const home = env.XINSHAO_HOME ?? mkdtempSync(join(tmpdir(), 'xinshao-e2e-'));
	const port = await freePort();
	const output: string[] = [];
	const child = spawn(process.execPath, [serveScript], {
		env: {
			...process.env,
			HOST: '127.0.0.1',
			PORT: String(port),
			XINSHAO_DEMO: '1',
			// Nothing runs by itself: what a test sees is what it did.
			XINSHAO_JOBS: '0',
			UV_THREADPOOL_SIZE: '24',
			...env,
			XINSHAO_HOME: home
		},
		stdio: ['ignore', 'pipe', 'pipe', 'ipc']
	});
	child.stdout?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
	child.stderr?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
	const url = `http://127.0.0.1:${port}`;
	const stop = async () => {
		const code = await stopped(child);
		if (!env.XINSHAO_HOME) rmSync(home, { recursive: true, force: true });
		return code;
	};
	if (await becomesReady(child, url)) return { url, home, stop, printed: () => output.join('') };
	await stop();
	throw new Error(
		`The server did not become ready (/readyz never answered 200).\n${output.join('').slice(-4_000)}`
	);
}

async function becomesReady(child: ChildProcess, url: string): Promise<boolean> {
	const until = Date.now() + readyWithinMs;
	while (Date.now() < until && child.exitCode === null && child.signalCode === null) {
		const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
		if (answer?.ok) return true;
		if (answer?.status === 404) return false; // loaded, but without this promise: waiting changes nothing
		await wait(200);
	}
	return false;
}

async function stopped(child: ChildProcess): Promise<number | null> {
	if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
	const ended = new Promise<void>((done) => child.once('exit', () => done()));
	child.kill('SIGTERM');
	await Promise.race([ended, wait(stopWithinMs, undefined, { ref: false })]);
	if (child.exitCode === null && child.signalCode === null) {
		child.kill('SIGKILL');
		await ended;
	}
	return child.exitCode;
}

async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
	const { port } = probe.address() as AddressInfo;
	await new Promise((done) => probe.close(done));
	return port;
}
