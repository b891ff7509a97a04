import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { installation, percentile, randomFrom } from './installation.mjs';
import { administrator, ask, routesOf, signIn, startSite } from './site.mjs';

const password = 'Quiet-River-2027-stone';
/** Longer than the server lets a body dawdle. */
const slowMs = 75_000;
const idleConnections = 300;

const always = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin'
};
const methods = ['POST', 'PUT', 'PATCH', 'DELETE'];
const types = [
	'application/json',
	'text/plain',
	'application/x-www-form-urlencoded',
	'multipart/form-data; boundary=x',
	'x/foo',
	undefined
];

/** Bytes as they are, over a connection of their own; answers the head of what came back, or how it ended. */
function raw({ port }, text, { ms = 5_000, every } = {}) {
	return new Promise((resolve) => {
		const begun = Date.now();
		const socket = connect(port, '127.0.0.1');
		let said = '';
		const end = (how) => resolve({ how, head: said.split('\r\n\r\n')[0], ms: Date.now() - begun });
		socket.on('data', (chunk) => (said += chunk));
		socket.on('error', () => end('error'));
		socket.on('close', () => end('closed'));
		socket.write(text);
		const drip = every && setInterval(() => socket.write('a'), every);
		setTimeout(() => {
			clearInterval(drip);
			socket.destroy();
			end('open');
		}, ms).unref();
	});
}

const pathOf = (id) => id.replaceAll(/\[[^\]]+\]/g, '1');

/** Attacks a built server with accounts from outside, as its address alone allows, and looks at every answer. */
export async function attacks({ seed, say }) {
	const random = randomFrom(seed);
	const place = installation();
	const server = await startSite(place.home);
	const broken = [];
	const figures = { asked: 0 };
	const expect = (what, isSo, seen) => {
		figures.asked += 1;
		if (!isSo) broken.push(`${what}: ${seen}`);
	};
	try {
		const host = `Host: 127.0.0.1:${server.port}\r\n`;
		const here = `http://127.0.0.1:${server.port}`;
		const admin = await administrator(server, { username: 'keeper', password });
		const routes = routesOf();

		// 1. Headers of every kind of answer: page, file, data, refusal, redirect, file of the build, error.
		const page = (await ask(server, '/sign-in')).bytes.toString();
		const built = [...page.matchAll(/(?:href|src)="\.?(\/_app\/[^"]+)"/g)].map(([, path]) => path);
		const paths = [
			...routes.map(({ id }) => pathOf(id)).filter((path) => path !== '/events'),
			...built,
			'/favicon.svg',
			'/nothing',
			'/_app/nothing.js',
			'/%ff'
		];
		for (const path of paths)
			for (const cookies of [admin, undefined]) {
				const { status, headers } = await ask(server, path, { cookies });
				for (const [name, value] of Object.entries(always))
					expect(`${path} ${name}`, headers[name] === value, headers[name]);
				const policy = headers['content-security-policy'] ?? '';
				expect(
					`${path} policy`,
					/default-src '(self|none)'/.test(policy) && /frame-ancestors 'none'/.test(policy),
					policy
				);
				expect(`${path} scripts`, !/script-src[^;]*unsafe|default-src[^;]*unsafe/.test(policy), policy);
				expect(`${path} names its maker`, !headers.server && !headers['x-powered-by'], headers.server);
				expect(
					`${path} may be kept by others`,
					path.startsWith('/_app') ||
						path.startsWith('/favicon') ||
						!/public/.test(headers['cache-control'] ?? ''),
					headers['cache-control']
				);
				expect(`${path} fails`, status < 500, status);
			}

		// 2. What changes something must come from here, whatever its content type says.
		const strangers = [
			'http://evil.example',
			'null',
			`https://127.0.0.1:${server.port}`,
			'http://127.0.0.1:1',
			`http://127.0.0.1.evil.example:${server.port}`,
			`http://127.0.0.1:${server.port}.evil.example`
		];
		for (const method of methods)
			for (const type of types)
				for (const origin of strangers) {
					const { status } = await ask(server, '/users?/create', {
						method,
						cookies: admin,
						body: 'username=x',
						headers: { origin, ...(type && { 'content-type': type }) }
					});
					expect(`${method} ${type} from ${origin}`, status === 403, status);
				}
		for (const { id, methods: taken } of routes)
			for (const method of [...taken].filter((one) => one !== 'GET')) {
				const { status } = await ask(server, pathOf(id), {
					method,
					cookies: admin,
					body: '{}',
					headers: { origin: 'http://evil.example', 'content-type': 'application/json' }
				});
				expect(`${method} ${id} from elsewhere`, status === 403, status);
				const bare = await ask(server, pathOf(id), {
					method,
					cookies: admin,
					body: 'x='.padEnd(600_000, 'x'),
					headers: { 'content-type': 'application/x-www-form-urlencoded' }
				}).catch(() => ({ status: 'cut' }));
				expect(
					`${method} ${id} with 600 KB`,
					[201, 400, 403, 404, 405, 413, 'cut'].includes(bare.status) &&
						(bare.status !== 201 || id.startsWith('/upload')),
					bare.status
				);
			}

		// 3. Requests that are none, or that mean two things.
		const odd = {
			'two hosts': [
				`GET / HTTP/1.1\r\n${host}Host: evil.example\r\nConnection: close\r\n\r\n`,
				/^HTTP\/1.1 400/
			],
			'another host': ['GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n', /^HTTP\/1.1 400/],
			'no host': ['GET / HTTP/1.0\r\n\r\n', /^HTTP\/1.1 400/],
			'an absolute address': [
				`GET http://evil.example/ HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
				/^HTTP\/1.1 (400|404)/
			],
			'two lengths': [
				`POST /sign-in HTTP/1.1\r\n${host}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG`,
				/^HTTP\/1.1 400/
			],
			'a folded header': [
				`GET / HTTP/1.1\r\n${host}X: a\r\n b\r\nConnection: close\r\n\r\n`,
				/^HTTP\/1.1 (200|303|400)/
			],
			'a header of 40 KB': [`GET / HTTP/1.1\r\n${host}X: ${'a'.repeat(40_000)}\r\n\r\n`, /^HTTP\/1.1 431/],
			TRACE: [
				`TRACE / HTTP/1.1\r\n${host}Cookie: a=secret\r\nConnection: close\r\n\r\n`,
				/^HTTP\/1.1 (400|403|405)/
			],
			CONNECT: [`CONNECT evil.example:80 HTTP/1.1\r\n${host}\r\n`, /^(HTTP\/1.1 4|$)/],
			'a way up': [
				`GET /_app/../../../package.json HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
				/^HTTP\/1.1 404/
			],
			'a way up, encoded': [
				`GET /_app/%2e%2e/%2e%2e/%2e%2e/package.json HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
				/^HTTP\/1.1 404/
			],
			'a name given by a proxy that is none': [
				`GET /users HTTP/1.1\r\n${host}X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n`,
				/^HTTP\/1.1 303[\s\S]*location: \/sign-in/i
			]
		};
		for (const [what, [text, wanted]] of Object.entries(odd)) {
			const { head } = await raw(server, text);
			expect(what, wanted.test(head) && !/evil\.example/.test(head), head.slice(0, 120));
		}

		// 4. Cookies: hidden from scripts, of this site alone, worthless once signed out.
		const answer = await ask(server, '/sign-in', {
			method: 'POST',
			body: new URLSearchParams({ username: 'keeper', password, back: 'http://evil.example/' }),
			cookies: new Map([['xinshao.session_token', 'chosen-by-somebody']])
		});
		for (const cookie of answer.headers['set-cookie'] ?? []) {
			expect('cookie hidden', /HttpOnly/i.test(cookie), cookie);
			expect('cookie of this site', /SameSite=(Lax|Strict)/i.test(cookie), cookie);
			expect('cookie chosen before', !cookie.includes('chosen-by-somebody'), cookie);
		}
		expect(
			'sent elsewhere after signing in',
			!/evil/.test(answer.headers.location ?? ''),
			answer.headers.location
		);
		const session = await signIn(server, { username: 'keeper', password });
		const kept = new Map(session);
		await ask(server, '/sign-out', { method: 'POST', body: new URLSearchParams(), cookies: session });
		expect(
			'a session after signing out',
			(await ask(server, '/users', { cookies: kept })).status === 303,
			'let in'
		);

		// 5. What was prepared for one is not handed to another, by its tag either.
		await ask(server, '/users?/create', {
			method: 'POST',
			cookies: admin,
			body: new URLSearchParams({ username: 'reader', name: '读', role: 'analyst', password })
		});
		const tag = (await ask(server, '/users', { cookies: admin })).headers.etag ?? '"x"';
		const reader = await signIn(server, { username: 'reader', password });
		for (const cookies of [reader, undefined]) {
			const { status } = await ask(server, '/users', { cookies, headers: { 'if-none-match': tag } });
			expect('a page by the tag of another', [303, 403].includes(status), status);
		}

		// 6. Bodies that dawdle and connections that only stand there: others are served meanwhile.
		const idle = Array.from({ length: idleConnections }, () =>
			raw(server, random() < 0.5 ? 'GET / HT' : `GET / HTTP/1.1\r\n${host}X-Slow: `, {
				ms: slowMs,
				every: 3_000
			})
		);
		const slow = ['/sign-in', '/upload/receive/tax_1.csv', '/api/v1/summary'].map(async (path) => {
			const done = await raw(
				server,
				`POST ${path} HTTP/1.1\r\n${host}Origin: ${here}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\na`,
				{ ms: slowMs, every: 1_000 }
			);
			expect(`a body that dawdles at ${path}`, done.how !== 'open', `${done.how} after ${done.ms} ms`);
		});
		const others = [];
		const until = Date.now() + slowMs - 5_000;
		while (Date.now() < until) {
			const seen = await ask(server, '/readyz');
			others.push(seen.ms);
			if (seen.status !== 200) broken.push(`others: ${seen.status}`);
			await wait(100);
		}
		await Promise.all(slow);
		const heads = await Promise.all(idle);
		expect(
			'connections without a request',
			heads.every(({ how }) => how !== 'open'),
			heads.filter(({ how }) => how === 'open').length
		);
		for (const line of [...new Set(broken)].slice(0, 40)) say(line);
		return {
			...figures,
			routes: routes.length,
			idle_connections: idleConnections,
			others_p99_ms: Math.round(percentile(others, 0.99)),
			broken: broken.length
		};
	} finally {
		await server.stop();
		place.remove();
	}
}
