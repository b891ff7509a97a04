import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { join, relative, sep } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { appNode, root, serverFlags } from '../checkout.mjs';

/** A machine may be slow: only a server that never gets ready is at fault. */
const readyWithinSeconds = 1_200;

export async function freePort() {
	const probe = createServer();
	await new Promise((done) => probe.listen(0, '127.0.0.1', done));
	const { port } = probe.address();
	await new Promise((done) => probe.close(done));
	return port;
}

/**
 * The built server on a home, ready to be asked.
 * `said()` is everything that it printed; `stop()` resolves to its exit code.
 */
export async function startSite(home, env = {}) {
	const port = await freePort();
	const server = spawn(appNode(), [...serverFlags, join(root, 'scripts', 'serve.mjs')], {
		env: {
			...process.env,
			XINSHAO_HOME: home,
			XINSHAO_ROOT: root,
			XINSHAO_JOBS: '0',
			HOST: '127.0.0.1',
			PORT: String(port),
			UV_THREADPOOL_SIZE: '24',
			...env
		},
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let printed = '';
	for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => (printed += chunk));
	const ended = new Promise((done) => server.on('exit', done));
	const site = `http://127.0.0.1:${port}`;
	const stop = async () => {
		server.kill('SIGTERM');
		return ended;
	};
	for (let waited = 0; waited < readyWithinSeconds && server.exitCode === null; waited += 1) {
		const ready = await fetch(`${site}/readyz`).catch(() => null);
		if (ready?.ok) return { site, port, pid: server.pid, said: () => printed, stop };
		await wait(1_000);
	}
	await stop();
	throw new Error(`the server did not become ready: ${printed.slice(-2_000)}`);
}

/**
 * One request, as bare as it can be: from any address of this machine, with any path, following nothing.
 * Answers status, headers (cookies as a list), the raw header lines, the bytes and how long it took.
 */
export function ask(
	{ port },
	path,
	{ method = 'GET', headers = {}, body, from = '127.0.0.1', cookies } = {}
) {
	return new Promise((resolve, reject) => {
		const begun = performance.now();
		const isForm = body instanceof URLSearchParams;
		const content = isForm ? body.toString() : body;
		const sent = request(
			{
				host: '127.0.0.1',
				port,
				path,
				method,
				localAddress: from,
				agent: false,
				headers: {
					accept: 'text/html,*/*;q=0.8',
					...(method !== 'GET' && { origin: `http://127.0.0.1:${port}` }),
					...(isForm && { 'content-type': 'application/x-www-form-urlencoded' }),
					...(content !== undefined && { 'content-length': Buffer.byteLength(content) }),
					...(cookies && {
						cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
					}),
					...headers
				}
			},
			(response) => {
				const chunks = [];
				response.on('data', (chunk) => chunks.push(chunk));
				response.on('error', reject);
				response.on('end', () => {
					for (const text of response.headers['set-cookie'] ?? []) {
						const [pair] = text.split(';');
						cookies?.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
					}
					resolve({
						status: response.statusCode,
						headers: response.headers,
						raw: response.rawHeaders,
						bytes: Buffer.concat(chunks),
						ms: performance.now() - begun
					});
				});
			}
		);
		sent.on('error', reject);
		sent.end(content);
	});
}

/** Makes the first administrator with the code that the terminal printed, and signs in; answers the cookies. */
export async function administrator(server, { username, password }) {
	for (let waited = 0; waited < 50 && !/设置码 \S+/.test(server.said()); waited += 1) await wait(100);
	const code = /设置码 (\S+)/.exec(server.said())?.[1] ?? '';
	const made = await ask(server, '/setup', {
		method: 'POST',
		body: new URLSearchParams({ code, username, name: username, password })
	});
	if (made.status !== 303) throw new Error(`no administrator: ${made.status}`);
	return signIn(server, { username, password });
}

/** @throws Error where the password is not taken */
export async function signIn(server, { username, password, from }) {
	const cookies = new Map();
	const answer = await ask(server, '/sign-in', {
		method: 'POST',
		from,
		cookies,
		body: new URLSearchParams({ username, password, back: '/' })
	});
	if (answer.status !== 303) throw new Error(`${username} is not let in: ${answer.status}`);
	return cookies;
}

/** Every route of the product with the form actions of its page, read from the folders. */
export function routesOf(folder = join(root, 'src', 'routes')) {
	const found = [];
	for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
		if (!/^\+(page\.server|page|server)\.(ts|svelte)$/.test(entry.name)) continue;
		const id = `/${relative(folder, entry.parentPath).split(sep).join('/')}`;
		const route = found.find((one) => one.id === id) ?? { id, actions: new Set(), methods: new Set(['GET']) };
		if (!found.includes(route)) found.push(route);
		const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
		const actions = /export const actions: Actions = \{([\s\S]*)/.exec(text)?.[1] ?? '';
		for (const [, name] of actions.matchAll(/^\t(?:async )?(\w+)\s*(?::|\()/gm)) route.actions.add(name);
		if (route.actions.size > 0) route.methods.add('POST');
		for (const [, method] of text.matchAll(/export const (POST|PUT|DELETE|PATCH)\b/g))
			route.methods.add(method);
	}
	return found;
}

/** The addresses that belong to a route. */
export const patternOf = (id) =>
	new RegExp(
		`^${id
			.split('/')
			.map((part) =>
				part.startsWith('[...') ? '.+' : part.startsWith('[') ? '[^/]+' : part.replaceAll('.', '\\.')
			)
			.join('/')}/?$`
	);

/** The route that an address belongs to: the one with the fewest parts left open. */
export const routeAt = (routes, path) =>
	routes
		.filter(({ pattern }) => pattern.test(path))
		.sort((a, b) => a.id.split('[').length - b.id.split('[').length)[0];

/** Names of fields and of parameters that the folder of a route reads, wherever they are written. */
export function namesIn(id) {
	const folder = join(root, 'src', 'routes', ...id.split('/').filter(Boolean));
	const text = readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
		.map(({ name }) => readFileSync(join(folder, name), 'utf8'))
		.join('\n');
	const names = new Set();
	for (const pattern of [
		/\bname="([\w.-]+)"/g,
		/(?:searchParams|form|query|data)\.(?:get|getAll|has)\('([\w.-]+)'\)/g,
		/(?:list|given|text|field)\('([\w.-]+)'\)/g,
		/^\t+(\w+): z\./gm
	])
		for (const [, name] of text.matchAll(pattern)) names.add(name);
	return names;
}
