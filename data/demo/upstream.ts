import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DemoWorld } from './world';

export interface UpstreamOptions {
	/** 0, the default, takes a free port. */
	readonly port?: number;
	readonly token: string;
	/** Whether certain pages fail once or come slowly; they do by default. */
	readonly faults?: boolean;
}

export interface UpstreamRequest {
	readonly feed: string;
	readonly cursor: string;
	readonly status: number;
}

export interface Upstream {
	/** Address of the feeds, without a slash at the end: GET {url}/{feed}?cursor=&limit=. */
	readonly url: string;
	/** What was asked and answered, in order. */
	readonly log: readonly UpstreamRequest[];
	close(): Promise<void>;
}

const DEFAULT_LIMIT = 1_000;
const LARGEST_LIMIT = 5_000;
const SLOW_PAGE_MS = 300;
/** Which pages fail once and which are slow: by their place, so that every run meets the same ones. */
const FAILS_ONCE = 9;
const IS_SLOW = 14;

function answer(
	response: ServerResponse,
	status: number,
	body: unknown,
	headers: Record<string, string> = {}
): void {
	response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
	response.end(JSON.stringify(body));
}

function placeOf(feed: string, offset: number): number {
	let place = offset;
	for (const character of feed) place = (place * 31 + character.charCodeAt(0)) >>> 0;
	return place;
}

/** Serves a world as its departments would: pages with cursors, a bearer token, now and then a failure or a slow page. */
export async function startUpstream(
	world: Pick<DemoWorld, 'rows'>,
	options: UpstreamOptions
): Promise<Upstream> {
	const log: UpstreamRequest[] = [];
	const failedOnce = new Set<string>();
	const timers = new Set<NodeJS.Timeout>();
	const hasFaults = options.faults !== false;

	const server = createServer((request, response) => {
		const url = new URL(request.url ?? '/', 'http://127.0.0.1');
		const feed = url.pathname.split('/').filter(Boolean).at(-1) ?? '';
		const cursor = url.searchParams.get('cursor') ?? '';
		const reply = (status: number, body: unknown, headers?: Record<string, string>) => {
			log.push({ feed, cursor, status });
			answer(response, status, body, headers);
		};
		if (request.headers.authorization !== `Bearer ${options.token}`) {
			return reply(401, { error: '令牌无效或缺失' }, { 'www-authenticate': 'Bearer' });
		}
		if (request.method !== 'GET') return reply(405, { error: '只接受 GET 请求' }, { allow: 'GET' });
		const rows = world.rows.get(feed);
		if (rows === undefined) return reply(404, { error: `没有名为“${feed}”的数据` });
		const offset = cursor === '' ? 0 : Number(cursor);
		const limit = Number(url.searchParams.get('limit') ?? DEFAULT_LIMIT);
		if (!Number.isInteger(offset) || offset < 0 || !Number.isInteger(limit) || limit < 1) {
			return reply(400, { error: '游标或每页条数不正确' });
		}
		const place = placeOf(feed, offset);
		const page = `${feed} ${offset}`;
		if (hasFaults && place % FAILS_ONCE === 0 && !failedOnce.has(page)) {
			failedOnce.add(page);
			return reply(500, { error: '上游系统忙，请稍后再试' }, { 'retry-after': '1' });
		}
		const end = offset + Math.min(limit, LARGEST_LIMIT);
		const send = () =>
			reply(200, { rows: rows.slice(offset, end), next: end < rows.length ? String(end) : null });
		if (!hasFaults || place % IS_SLOW !== 0) return send();
		const timer = setTimeout(() => {
			timers.delete(timer);
			send();
		}, SLOW_PAGE_MS);
		timers.add(timer);
	});

	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port ?? 0, '127.0.0.1', resolve);
	});
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		log,
		close: () =>
			new Promise((resolve, reject) => {
				for (const timer of timers) clearTimeout(timer);
				server.closeAllConnections();
				server.close((error) => (error ? reject(error) : resolve()));
			})
	};
}
