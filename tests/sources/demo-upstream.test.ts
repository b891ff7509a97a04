import { afterEach, describe, expect, it } from 'vitest';
import type { Row } from '$data/demo/model';
import { startUpstream, type Upstream } from '$data/demo/upstream';

const ROWS: Row[] = Array.from({ length: 25 }, (_, index) => ({ uscc: `U${index}`, overdue: index }));
const WORLD = { rows: new Map<string, readonly Row[]>([['tax', ROWS]]) };

interface Page {
	rows: Row[];
	next: string | null;
}

describe('the upstream server of the demo', () => {
	let upstream: Upstream;
	afterEach(() => upstream.close());

	const get = (path: string, token = 'secret') =>
		fetch(`${upstream.url}/${path}`, { headers: { authorization: `Bearer ${token}` } });

	it('hands out every row once by following the cursor to null', async () => {
		upstream = await startUpstream(WORLD, { token: 'secret', faults: false });
		const seen: Row[] = [];
		let cursor: string | null = '';
		while (cursor !== null) {
			const page = (await (await get(`tax?cursor=${cursor}&limit=10`)).json()) as Page;
			seen.push(...page.rows);
			cursor = page.next;
		}
		expect(seen).toEqual(ROWS);
		expect(upstream.log.map((entry) => entry.status)).toEqual([200, 200, 200]);
	});

	it('answers 401 without the right token, 404 for a feed it does not have and 400 for a bad cursor', async () => {
		upstream = await startUpstream(WORLD, { token: 'secret', faults: false });
		expect((await get('tax', 'wrong')).status).toBe(401);
		expect((await fetch(`${upstream.url}/tax`)).status).toBe(401);
		const unknown = await get('weather');
		expect(unknown.status).toBe(404);
		expect(await unknown.json()).toEqual({ error: '没有名为“weather”的数据' });
		expect((await get('tax?cursor=abc')).status).toBe(400);
		expect((await get('tax?limit=0')).status).toBe(400);
	});

	it('fails certain pages once with Retry-After, the same ones every time, and then gives them', async () => {
		const failing: string[][] = [];
		for (let run = 0; run < 2; run++) {
			upstream = await startUpstream(WORLD, { token: 'secret' });
			const failed: string[] = [];
			for (let cursor = 0; cursor < 20; cursor++) {
				const response = await get(`tax?cursor=${cursor}&limit=1`);
				if (response.status !== 500) continue;
				expect(response.headers.get('retry-after')).toBe('1');
				expect((await get(`tax?cursor=${cursor}&limit=1`)).status).toBe(200);
				failed.push(String(cursor));
			}
			failing.push(failed);
			if (run === 0) await upstream.close();
		}
		expect(failing[0]!.length).toBeGreaterThan(0);
		expect(failing[1]).toEqual(failing[0]);
	});

	it('ends at once when closed, even with a slow page on its way', async () => {
		upstream = await startUpstream(WORLD, { token: 'secret' });
		const pages = Array.from({ length: 20 }, (_, cursor) =>
			get(`tax?cursor=${cursor}&limit=1`).catch(() => null)
		);
		const start = performance.now();
		await upstream.close();
		await Promise.all(pages);
		expect(performance.now() - start).toBeLessThan(250);
		upstream = await startUpstream(WORLD, { token: 'secret' });
	});
});
