import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { collectPages, type HttpPagesSource } from '$lib/server/sources/http-pages.source';
import type { SourceContext } from '$lib/server/sources/source';

let server: Server | undefined;
const temp = mkdtempSync(join(tmpdir(), 'xinshao-pages-'));

const context: SourceContext = {
	home: temp,
	temp,
	now: () => new Date('2026-11-21T10:00:00+08:00'),
	fetch: globalThis.fetch,
	env: {},
	wait: async () => undefined
};

async function upstream(listener: RequestListener): Promise<HttpPagesSource> {
	server = createServer(listener);
	await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		id: 'tax-office',
		supplier: '税务局',
		base: `http://127.0.0.1:${port}/feeds/`,
		token: 'secret',
		feeds: ['tax']
	};
}

afterEach(async () => {
	server?.closeAllConnections();
	await new Promise((resolve) => server?.close(resolve));
	rmSync(join(temp, 'tax_tax-office.ndjson'), { force: true });
});

const json = (body: unknown) => JSON.stringify(body);

describe('the paged HTTP source', () => {
	it('follows the cursor to its end, with token and limit, through a 500 and a 429', async () => {
		const asked: string[] = [];
		let failures = 0;
		const source = await upstream((request, response) => {
			const url = new URL(request.url ?? '', 'http://127.0.0.1');
			asked.push(`${url.pathname} ${url.searchParams.get('cursor')} ${request.headers.authorization}`);
			if (asked.length === 2 || asked.length === 3) {
				failures += 1;
				response.writeHead(failures === 1 ? 500 : 429, { 'retry-after': '1' }).end('busy');
				return;
			}
			const isFirst = url.searchParams.get('cursor') === null;
			response.end(
				json(isFirst ? { rows: [{ uscc: 'A' }], next: 'c2' } : { rows: [{ uscc: 'B' }], next: null })
			);
		});
		const file = await collectPages(context, source, 'tax');
		expect(readFileSync(file.path, 'utf8')).toBe('{"uscc":"A"}\n{"uscc":"B"}\n');
		expect(asked[0]).toBe('/feeds/tax null Bearer secret');
		expect(asked).toHaveLength(4);
	}, 20_000);

	it('says that the token is wrong, at once', async () => {
		let count = 0;
		const source = await upstream((_, response) => {
			count += 1;
			response.writeHead(401).end();
		});
		await expect(collectPages(context, source, 'tax')).rejects.toMatchObject({ code: 'SOURCE_TOKEN' });
		expect(count).toBe(1);
	});

	it('says that a web page is not data, that JSON is cut off, that fields are missing', async () => {
		for (const body of ['<!doctype html><html>请登录</html>', '{"rows":[{"uscc"', '{"data":[]}']) {
			const source = await upstream((_, response) => response.end(body));
			await expect(collectPages(context, source, 'tax')).rejects.toMatchObject({
				code: 'SOURCE_NOT_DATA',
				message: expect.stringContaining('税务局') as string
			});
			server?.closeAllConnections();
			await new Promise((resolve) => server?.close(resolve));
		}
	});

	it('stops at a cursor that comes back for ever', async () => {
		const source = await upstream((_, response) =>
			response.end(json({ rows: [{ uscc: 'A' }], next: 'same' }))
		);
		await expect(collectPages(context, source, 'tax')).rejects.toMatchObject({ code: 'SOURCE_FAILED' });
	});
});
