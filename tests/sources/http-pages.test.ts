import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backOff, retryAfter } from '$lib/server/sources/http-page';
import {
	collectPages,
	pullFolder,
	pullLimits,
	type HttpPagesSource
} from '$lib/server/sources/http-pages.source';
import type { SourceContext } from '$lib/server/sources/source';

let server: Server | undefined;
let home: string;
let waited: number[];
let context: SourceContext;
const noon = new Date('2026-11-21T10:00:00+08:00');

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'xinshao-pages-'));
	waited = [];
	context = {
		home,
		temp: home,
		now: () => noon,
		fetch: globalThis.fetch,
		env: {},
		wait: async (milliseconds) => void waited.push(milliseconds),
		random: () => 0.5
	};
});
afterEach(async () => {
	server?.closeAllConnections();
	await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
	server = undefined;
	rmSync(home, { recursive: true, force: true });
});

type Answer = (cursor: string | null, response: ServerResponse, request: IncomingMessage) => void;

async function upstream(answer: Answer): Promise<HttpPagesSource> {
	server = createServer((request, response) => {
		const url = new URL(request.url ?? '', 'http://127.0.0.1');
		answer(url.searchParams.get('cursor'), response, request);
	});
	await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const base = `http://127.0.0.1:${port}/feeds/`;
	return { id: 'tax-office', supplier: '税务局', base, token: 'secret', feeds: ['tax'] };
}

const json = (body: unknown) => JSON.stringify(body);
const last = 6;
const pageOf = (n: number) => ({
	rows: [{ uscc: `A${n}` }, { uscc: `B${n}` }],
	next: n < last ? `c${n + 1}` : null
});
const numberOf = (cursor: string | null) => (cursor === null ? 1 : Number(cursor.slice(1)));
const whole = Array.from({ length: last }, (_, n) => [`A${n + 1}`, `B${n + 1}`]).flat();
const uscc = (path: string) =>
	readFileSync(path, 'utf8')
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => (JSON.parse(line) as { uscc: string }).uscc);

/** An upstream of six pages whose `trouble` may answer a page in its place; `asked` is what it was asked. */
async function sixPages(trouble: (page: number, response: ServerResponse, times: number) => boolean) {
	const asked: number[] = [];
	const source = await upstream((cursor, response) => {
		const page = numberOf(cursor);
		asked.push(page);
		const times = asked.filter((one) => one === page).length;
		if (!trouble(page, response, times)) response.end(json(pageOf(page)));
	});
	return { source, asked };
}
const never = () => false;

describe('the paged HTTP source', () => {
	it('follows the cursor to its end, with token and limit, through a 500 and a 429', async () => {
		const seen: string[] = [];
		const source = await upstream((cursor, response, request) => {
			seen.push(`${request.url?.split('?')[0]} ${cursor} ${request.headers.authorization}`);
			if (seen.length === 2 || seen.length === 3) {
				response.writeHead(seen.length === 2 ? 500 : 429, { 'retry-after': '7' }).end('busy');
				return;
			}
			response.end(json({ rows: [{ uscc: seen.length }], next: cursor === null ? 'c2' : null }));
		});
		const file = await collectPages(context, source, 'tax');
		expect(readFileSync(file.path, 'utf8')).toBe('{"uscc":1}\n{"uscc":4}\n');
		expect(seen[0]).toBe('/feeds/tax null Bearer secret');
		expect(seen).toHaveLength(4);
		expect(waited).toEqual([7000, 7000]);
	});

	it('says that the token is wrong, at once', async () => {
		let count = 0;
		const source = await upstream((_, response) => {
			count += 1;
			response.writeHead(401).end();
		});
		await expect(collectPages(context, source, 'tax')).rejects.toMatchObject({ code: 'SOURCE_TOKEN' });
		expect(count).toBe(1);
	});

	it('says at once that a web page is not data and that fields are missing', async () => {
		for (const body of ['<!doctype html><html>请登录</html>', '{"data":[]}']) {
			const { source, asked } = await sixPages((_, response) => Boolean(response.end(body)));
			await expect(collectPages(context, source, 'tax')).rejects.toMatchObject({
				code: 'SOURCE_NOT_DATA',
				message: expect.stringContaining('税务局') as string
			});
			expect(asked).toEqual([1]);
			server?.closeAllConnections();
			await new Promise((resolve) => server?.close(resolve));
		}
	});

	it('asks again for an answer that was cut off, in the middle of JSON or of the connection', async () => {
		const { source, asked } = await sixPages((page, response, times) => {
			if (times > 1 || (page !== 2 && page !== 4)) return false;
			if (page === 2) response.end('{"rows":[{"uscc"');
			else {
				response.writeHead(200, { 'content-length': '5000' });
				response.write('{"rows":[');
				setTimeout(() => response.destroy(), 20);
			}
			return true;
		});
		const file = await collectPages(context, source, 'tax');
		expect(uscc(file.path)).toEqual(whole);
		expect(asked).toEqual([1, 2, 2, 3, 4, 4, 5, 6]);
	});

	it('gives up a page that is cut off every time, in one sentence', async () => {
		const { source, asked } = await sixPages((_, response) => Boolean(response.end('{"rows":[')));
		await expect(collectPages(context, source, 'tax')).rejects.toMatchObject({
			code: 'SOURCE_FAILED',
			message: expect.stringMatching(/试了 6 次.*不是完整的 JSON/) as string
		});
		expect(asked).toHaveLength(pullLimits.attempts);
	});

	it('does not wait for ever for an upstream that hangs', async () => {
		const { source } = await sixPages((page) => page === 2);
		const limits = { ...pullLimits, attempts: 2, requestMilliseconds: 120 };
		await expect(collectPages(context, source, 'tax', { limits })).rejects.toMatchObject({
			code: 'SOURCE_FAILED',
			message: expect.stringContaining('超时') as string
		});
	});

	it('refuses a page that is larger than the limit, and a pull that takes too long keeps its pages', async () => {
		const { source, asked } = await sixPages(never);
		const small = { ...pullLimits, pageBytes: 20 };
		await expect(collectPages(context, source, 'tax', { limits: small })).rejects.toMatchObject({
			code: 'SOURCE_NOT_DATA'
		});
		const hasty = { ...pullLimits, pullMilliseconds: -1 };
		await expect(collectPages(context, source, 'tax', { limits: hasty })).rejects.toMatchObject({
			code: 'SOURCE_SLOW'
		});
		expect(asked).toEqual([1]);
		const many = { ...pullLimits, pages: 3 };
		await expect(collectPages(context, source, 'tax', { limits: many })).rejects.toMatchObject({
			code: 'SOURCE_TOO_MUCH'
		});
	});

	it('stops at a cursor that comes back, and at one that goes on while the rows stay the same', async () => {
		const same = await upstream((_, response) => response.end(json({ rows: [{ uscc: 'A' }], next: 'same' })));
		await expect(collectPages(context, same, 'tax')).rejects.toMatchObject({ code: 'SOURCE_FAILED' });
		server?.closeAllConnections();
		await new Promise((resolve) => server?.close(resolve));
		let n = 0;
		const circle = await upstream((_, response) =>
			response.end(json({ rows: [{ uscc: 'A' }, { uscc: 'B' }], next: `c${(n += 1)}` }))
		);
		await expect(collectPages(context, circle, 'tax')).rejects.toMatchObject({
			message: expect.stringContaining('内容相同') as string
		});
		expect(n).toBeLessThan(30);
	});

	it('takes the rows of a page that is sent twice once', async () => {
		const source = await upstream((cursor, response) => {
			const page = numberOf(cursor);
			// Page 3 answers what page 2 answered before it goes on.
			response.end(json({ rows: pageOf(page === 3 ? 2 : page).rows, next: pageOf(page).next }));
		});
		const file = await collectPages(context, source, 'tax');
		expect(uscc(file.path)).toEqual(whole.filter((one) => !one.endsWith('3')));
	});
});

describe('a pull that breaks off', () => {
	/** A pull that stops dead before page `at`, as a killed process does: nothing of it runs any more. */
	async function diesBefore(at: number, source: HttpPagesSource): Promise<void> {
		const isReached = new Promise<void>((resolve) => {
			const fetch: typeof globalThis.fetch = async (input, init) => {
				const cursor = new URL(String(input)).searchParams.get('cursor');
				if (numberOf(cursor) < at) return globalThis.fetch(input, init);
				resolve();
				return new Promise(() => undefined);
			};
			void collectPages({ ...context, fetch }, source, 'tax');
		});
		await isReached;
	}

	it('goes on behind its last page after a crash: no done page is asked for again, the rows are the same', async () => {
		const { source, asked } = await sixPages(never);
		await diesBefore(4, source);
		expect(asked).toEqual([1, 2, 3]);
		const file = await collectPages(context, source, 'tax');
		expect(asked).toEqual([1, 2, 3, 4, 5, 6]);
		expect(uscc(file.path)).toEqual(whole);
		expect(file).toMatchObject({ pages: 6, rows: 12, resumedAfter: 3 });
	});

	it('asks for nothing where the crash came after the last page, and from the beginning once the rows are in', async () => {
		const { source, asked } = await sixPages(never);
		await collectPages(context, source, 'tax');
		const again = await collectPages(context, source, 'tax');
		expect(asked).toHaveLength(6);
		expect(uscc(again.path)).toEqual(whole);
		await again.forget();
		expect(existsSync(pullFolder(home, 'tax-office', 'tax'))).toBe(false);
		await collectPages(context, source, 'tax');
		expect(asked).toHaveLength(12);
	});

	it('drops what a kill left half-written, in the rows and in the journal', async () => {
		const { source, asked } = await sixPages(never);
		await diesBefore(3, source);
		const folder = pullFolder(home, 'tax-office', 'tax');
		appendFileSync(join(folder, 'rows.ndjson'), '{"uscc":"A3"}\n{"us');
		appendFileSync(join(folder, 'pages.ndjson'), '{"cursor":"c3","next":"c');
		const file = await collectPages(context, source, 'tax');
		expect(asked).toEqual([1, 2, 3, 4, 5, 6]);
		expect(uscc(file.path)).toEqual(whole);
	});

	it('equals an undisturbed pull, wherever and however often it is cut', async () => {
		const cuts = fc.array(fc.integer({ min: 1, max: last }), { maxLength: 5 });
		const { source, asked } = await sixPages(never);
		await fc.assert(
			fc.asyncProperty(cuts, async (places) => {
				asked.length = 0;
				for (const at of [...places].sort()) await diesBefore(at, source);
				const file = await collectPages(context, source, 'tax');
				expect(uscc(file.path)).toEqual(whole);
				expect(asked).toEqual([1, 2, 3, 4, 5, 6]);
				await file.forget();
			}),
			{ numRuns: 25 }
		);
	});

	it('keeps its pages through an upstream that fails, and through a token that was wrong', async () => {
		let trouble = 500;
		const { source, asked } = await sixPages((page, response) => {
			if (page < 5 || trouble === 0) return false;
			response.writeHead(trouble).end();
			return true;
		});
		await expect(collectPages(context, source, 'tax')).rejects.toMatchObject({ code: 'SOURCE_FAILED' });
		trouble = 403;
		await expect(collectPages(context, source, 'tax')).rejects.toMatchObject({ code: 'SOURCE_TOKEN' });
		trouble = 0;
		const file = await collectPages(context, source, 'tax');
		expect(uscc(file.path)).toEqual(whole);
		expect(asked.filter((page) => page < 5)).toEqual([1, 2, 3, 4]);
	});

	it('begins again, once, where the upstream no longer knows the cursor', async () => {
		let isGone = false;
		const { source, asked } = await sixPages((page, response, times) => {
			if (!isGone || page !== 4 || times > 1) return false;
			response.writeHead(410).end();
			return true;
		});
		await diesBefore(4, source);
		isGone = true;
		const file = await collectPages(context, source, 'tax');
		expect(asked).toEqual([1, 2, 3, 4, 1, 2, 3, 4, 5, 6]);
		expect(uscc(file.path)).toEqual(whole);
	});

	it('begins again after six hours, and where another address or page size was configured', async () => {
		const { source, asked } = await sixPages(never);
		await diesBefore(4, source);
		await diesBefore(4, { ...source, pageSize: 5 });
		expect(asked).toEqual([1, 2, 3, 1, 2, 3]);
		const late = new Date(noon.getTime() + pullLimits.longestPauseMilliseconds + 1);
		await collectPages({ ...context, now: () => late }, { ...source, pageSize: 5 }, 'tax');
		expect(asked.slice(6)).toEqual([1, 2, 3, 4, 5, 6]);
	});

	it('leaves an upstream alone that asks for a long pause, and keeps what it has', async () => {
		let isBusy = true;
		const { source, asked } = await sixPages((page, response) => {
			if (page !== 3 || !isBusy) return false;
			response.writeHead(429, { 'retry-after': '3600' }).end();
			return true;
		});
		await expect(collectPages(context, source, 'tax')).rejects.toMatchObject({
			code: 'SOURCE_BUSY',
			message: expect.stringContaining('60 分钟后') as string
		});
		expect(asked).toEqual([1, 2, 3]);
		isBusy = false;
		expect(uscc((await collectPages(context, source, 'tax')).path)).toEqual(whole);
		expect(asked).toEqual([1, 2, 3, 3, 4, 5, 6]);
	});
});

describe('waiting', () => {
	it('reads Retry-After as seconds and as a moment', () => {
		expect(retryAfter('12', noon)).toBe(12_000);
		expect(retryAfter('Sat, 21 Nov 2026 02:00:30 GMT', noon)).toBe(30_000);
		expect(retryAfter('Sat, 21 Nov 2026 01:00:00 GMT', noon)).toBe(0);
		expect(retryAfter('soon', noon)).toBeUndefined();
		expect(retryAfter(null, noon)).toBeUndefined();
	});

	it('doubles, never passes the longest, and is spread by chance over half of itself', () => {
		const chance = fc.double({ min: 0, max: 0.999_999, noNaN: true });
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 40 }), chance, (attempt, random) => {
				const wait = backOff(attempt, pullLimits, () => random);
				const longest = Math.min(8000, 250 * 2 ** (attempt - 1));
				expect(wait).toBeGreaterThanOrEqual(longest / 2);
				expect(wait).toBeLessThanOrEqual(longest);
			})
		);
	});
});
