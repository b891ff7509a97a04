import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runJob } from '$jobs/run';
import type { App } from '$lib/server/app';
import { tableHashes } from '$lib/server/warehouse/backup';
import { testHome, type TestHome } from '../support/home';

/** Orders of pages; the long form is a trial: npm run torture -- pages. */
const orders = Number(process.env['ORDERS'] ?? 12);
const seed = Number(process.env['SEED'] ?? 20_261_121);
const rowsOfWorld = 60;

let home: TestHome;
let app: App;
let server: Server;
let pages: object[][] = [];
let turn = 0;
let state = seed >>> 0 || 1;
const random = () => {
	state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
	return state / 2 ** 32;
};

beforeEach(async () => {
	vi.stubEnv('ORDERS_TOKEN', 't');
	home = testHome();
	app = await home.open();
	let failures = 0;
	server = createServer((request, response) => {
		const cursor = new URL(request.url ?? '', 'http://x').searchParams.get('cursor');
		const [of, page] = (cursor ?? `${turn}-0`).split('-').map(Number) as [number, number];
		if (of !== turn) return response.writeHead(410).end();
		const next = page + 1 < pages.length ? `${turn}-${page + 1}` : null;
		// A line that loses an answer now and then: half a page, then silence.
		if (random() < 0.02 && failures < 3) {
			failures += 1;
			response.writeHead(200, { 'content-length': 10_000 }).write('{"rows": [{');
			return setTimeout(() => request.socket.destroy(), 5);
		}
		return response.end(JSON.stringify({ rows: pages[page], next, total: Math.floor(random() * 99) }));
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	writeFileSync(
		join(home.path, 'sources.yaml'),
		`allowed_hosts: ['127.0.0.1:${port}']
http:
  - { id: tax, supplier: 税务局, base: 'http://127.0.0.1:${port}/feeds', token_env: ORDERS_TOKEN, feeds: [tax] }
`
	);
});
afterEach(async () => {
	server.closeAllConnections();
	await new Promise((done) => server.close(done));
	await app.close();
	home.remove();
	vi.unstubAllEnvs();
});

const world = (version: number) =>
	Array.from({ length: rowsOfWorld }, (_, n) => ({
		uscc: `91410803MA${String(n).padStart(7, '0')}X`,
		month: '2026-08',
		declared: version,
		paid: n
	}));

/** A world in any order, cut anywhere, with pages that overlap, come twice or come back later. */
function pagesOf(rows: object[]): object[][] {
	const order = rows
		.map((row) => ({ row, place: random() }))
		.sort((a, b) => a.place - b.place)
		.map(({ row }) => row);
	const made: object[][] = [];
	for (let at = 0; at < order.length;) {
		const size = 1 + Math.floor(random() * 25);
		const overlap = random() < 0.3 ? Math.floor(random() * 6) : 0;
		made.push(order.slice(Math.max(0, at - overlap), at + size));
		at += size;
		if (random() < 0.2) made.push(made[Math.floor(random() * made.length)]!);
	}
	return made;
}

async function pulled(version: number): Promise<string> {
	turn += 1;
	pages = pagesOf(world(version));
	expect(await runJob(app, 'pull', 'cli')).toMatchObject({ status: 'done', error: null });
	return JSON.stringify((await tableHashes(app.warehouse))['feed_tax']);
}

test(`${orders} orders of the pages of one world (seed ${seed}) leave the same rows, and a new world replaces them`, async () => {
	const first = await pulled(1);
	for (let n = 1; n < orders; n += 1) expect(await pulled(1)).toBe(first);
	const second = await pulled(2);
	expect(second).not.toBe(first);
	expect(await pulled(2)).toBe(second);
	expect((await tableHashes(app.warehouse))['feed_tax']!.rows).toBe(2 * rowsOfWorld);
}, 60_000);
