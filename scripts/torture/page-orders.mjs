import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { installation, randomFrom } from './installation.mjs';
import { startSite } from './site.mjs';

const rowsOfWorld = 120;
/** Kills for so many orders, and at least so many. */
const ordersPerKill = 50;
const fewestKills = 20;
const lookedAtEvery = 250;

const worldAt = (version) =>
	Array.from({ length: rowsOfWorld }, (_, n) => ({
		uscc: `91410803MA${String(n).padStart(7, '0')}X`,
		month: '2026-08',
		declared: 1_000 + version,
		paid: n,
		overdue: 0,
		invoiced: 1
	}));

/** The rows of a world in any order, cut anywhere, pages that overlap, come twice or come back later. */
function pagesOf(rows, random) {
	const order = [...rows];
	for (let n = order.length - 1; n > 0; n -= 1) {
		const other = Math.floor(random() * (n + 1));
		[order[n], order[other]] = [order[other], order[n]];
	}
	const pages = [];
	for (let at = 0; at < order.length;) {
		const size = 1 + Math.floor(random() * 40);
		const overlap = random() < 0.3 ? Math.floor(random() * 10) : 0;
		pages.push(order.slice(Math.max(0, at - overlap), at + size));
		at += size;
		if (random() < 0.15) pages.push(pages.at(-1));
		if (random() < 0.15) pages.push(pages[Math.floor(random() * pages.length)]);
	}
	return pages;
}

/** A department's interface that answers what it is told to, over a line that fails as often as it is told to. */
async function upstream(random) {
	const state = { pages: [[]], of: 0, failing: 0, slowMs: 0, asked: 0, failed: 0 };
	const server = createServer((request, response) => {
		const cursor = new URL(request.url, 'http://x').searchParams.get('cursor');
		const [of, page] = (cursor ?? `${state.of}-0`).split('-').map(Number);
		state.asked += 1;
		const answer = async () => {
			if (state.slowMs > 0) await wait(random() * state.slowMs);
			if (of !== state.of) return response.writeHead(410).end();
			const next = page + 1 < state.pages.length ? `${of}-${page + 1}` : null;
			const body = JSON.stringify({ rows: state.pages[page], next, total: Math.floor(random() * 1_000) });
			if (random() >= state.failing) return response.end(body);
			state.failed += 1;
			const way = random();
			if (way < 0.3) return response.writeHead(503).end();
			if (way < 0.6) return request.socket.destroy();
			response.writeHead(200, { 'content-length': Buffer.byteLength(body) });
			response.write(body.slice(0, Math.floor(random() * body.length)));
			setTimeout(() => request.socket.destroy(), 5);
		};
		answer().catch(() => request.socket.destroy());
	});
	await new Promise((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address();
	return { state, port, close: () => server.close(() => undefined) && server.closeAllConnections() };
}

/** What is known now, read from a copy of the database by the engine alone. */
async function known(home, folder) {
	const copy = join(folder, 'look.duckdb');
	for (const end of ['', '.wal']) {
		rmSync(copy + end, { force: true });
		const from = join(home, `xinshao.duckdb${end}`);
		if (existsSync(from)) copyFileSync(from, copy + end);
	}
	const host = await DuckDBInstance.create(':memory:');
	const connection = await host.connect();
	try {
		await connection.run(`attach '${copy}' as look`);
		const found = await connection.runAndReadAll(
			`select uscc, declared_fen, paid_fen from look.feed_tax where known_to is null order by uscc, declared_fen, paid_fen`
		);
		return found.getRowsJson().map(([uscc, declared, paid]) => [uscc, Number(declared), Number(paid)]);
	} finally {
		connection.closeSync();
		host.closeSync();
	}
}

/** Which version of the world is known, whole; undefined where it is none. */
function versionOf(rows) {
	if (rows.length !== rowsOfWorld) return undefined;
	const versions = new Set(rows.map(([, declared]) => declared / 100 - 1_000));
	const isWhole = rows.every(([, , paid], n) => paid === n * 100);
	return versions.size === 1 && isWhole ? [...versions][0] : undefined;
}

/** The running server, asked to do a command; answers its exit code and what it printed. */
async function ordered(card, command, args) {
	const response = await fetch(`http://127.0.0.1:${card.port}/`, {
		method: 'POST',
		headers: { authorization: `Bearer ${card.token}` },
		body: JSON.stringify({ command, args, cwd: '/' })
	});
	const lines = (await response.text())
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line));
	return {
		code: lines.findLast(({ code }) => code !== undefined)?.code ?? 1,
		said: lines.map(({ out, err }) => `${out ?? ''}${err ?? ''}`).join('')
	};
}

const taxHash = (verified) => JSON.stringify(JSON.parse(verified).tables.feed_tax);

/** Many orders of pages of one world: the rows that are known stay the same, to the byte. */
async function orders({ count, random, say, place, source }) {
	const broken = [];
	const server = await startSite(place.home, { ORDERS_TOKEN: 't' });
	const figures = { orders: 0, pages: 0 };
	try {
		const card = JSON.parse(readFileSync(join(place.home, 'run', 'control.json'), 'utf8'));
		let first;
		for (let n = 0; n < count; n += 1) {
			source.state.of += 1;
			source.state.pages = pagesOf(worldAt(0), random);
			figures.pages += source.state.pages.length;
			const { code, said } = await ordered(card, 'job', ['pull']);
			figures.orders += 1;
			if (code !== 0) broken.push(`order ${n}: ${said.slice(0, 300)}`);
			if (n % lookedAtEvery !== 0 && n !== count - 1) continue;
			const verified = await ordered(card, 'verify', ['--json']);
			if (verified.code !== 0) broken.push(`order ${n}: ${verified.said.slice(0, 300)}`);
			else {
				first ??= taxHash(verified.said);
				if (taxHash(verified.said) !== first) broken.push(`order ${n}: other rows are known than before`);
			}
			say(`页序 ${n + 1} 种，不符 ${broken.length}`);
			if (broken.length > 20) break;
		}
	} finally {
		await server.stop();
	}
	const version = versionOf(await known(place.home, place.folder));
	if (version !== 0) broken.push('the rows that are known are not those of the interface');
	return { figures, broken };
}

/** Pulls that are killed, over a line of which every fifth answer is lost: each version comes whole or not at all. */
async function kills({ count, random, say, place, source }) {
	const broken = [];
	const figures = { killed: 0, finished: 0, answers_lost: 0 };
	let version = 0;
	source.state.slowMs = 60;
	source.state.failing = 0.2;
	while (figures.killed < count && broken.length < 20) {
		if (versionOf(await known(place.home, place.folder)) === version) {
			version += 1;
			source.state.of += 1;
			source.state.pages = pagesOf(worldAt(version), random);
		}
		const { child, done } = place.start('job', 'pull');
		await Promise.race([done, wait(400 + random() * 2_500)]);
		if (child.exitCode === null && child.signalCode === null) {
			child.kill('SIGKILL');
			figures.killed += 1;
		} else figures.finished += 1;
		await done;
		const here = versionOf(await known(place.home, place.folder));
		if (here !== version && here !== version - 1)
			broken.push(`after ${figures.killed} kills neither version ${version} nor the one before is whole`);
		if (figures.killed % 10 !== 0) continue;
		const check = await place.run('verify', '--json');
		if (check.code !== 0) broken.push(check.err || check.out.slice(0, 300));
		say(`取数途中中止 ${figures.killed} 次，取完 ${version} 版，不符 ${broken.length}`);
	}
	source.state.failing = 0;
	const end = await place.run('job', 'pull');
	if (end.code !== 0) broken.push(end.err);
	if (versionOf(await known(place.home, place.folder)) !== version)
		broken.push('the last version did not come');
	figures.answers_lost = source.state.failed;
	return { figures: { ...figures, versions: version }, broken };
}

/** Pulls one interface in every order that its pages can come in, then kills the pulls over a line that loses answers. */
export async function pageOrders({ count, seed, say }) {
	const random = randomFrom(seed);
	process.env.ORDERS_TOKEN = 't';
	const place = installation();
	mkdirSync(place.home, { recursive: true });
	const source = await upstream(random);
	writeFileSync(
		join(place.home, 'sources.yaml'),
		`allowed_hosts: ['127.0.0.1:${source.port}']
http:
  - id: tax
    supplier: 税务局
    base: http://127.0.0.1:${source.port}/feeds
    token_env: ORDERS_TOKEN
    feeds: [tax]
`
	);
	try {
		const room = { random, say, place, source };
		const first = await orders({ ...room, count });
		const second = await kills({ ...room, count: Math.max(fewestKills, Math.ceil(count / ordersPerKill)) });
		const broken = [...first.broken, ...second.broken];
		for (const line of broken) say(line);
		return { ...first.figures, ...second.figures, broken: broken.length };
	} finally {
		source.close();
		place.remove();
	}
}
