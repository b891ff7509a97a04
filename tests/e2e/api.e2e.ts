import { expect, test, type APIRequestContext } from '@playwright/test';

interface List {
	readonly as_of: string;
	readonly total: number;
	readonly next: string | null;
	readonly items: readonly { readonly code: string; readonly tier: string }[];
}

const get = async <T>(request: APIRequestContext, path: string): Promise<T> => {
	const answer = await request.get(`/api/v1${path}`);
	expect([path, answer.status()]).toEqual([path, 200]);
	return answer.json() as Promise<T>;
};

test('the description names every endpoint, and each answers', async ({ request }) => {
	const document = await get<{ openapi: string; paths: Record<string, unknown> }>(request, '/openapi.json');
	expect(document.openapi).toBe('3.1.0');
	const paths = Object.keys(document.paths);
	const promised = [
		'/summary',
		'/projects',
		'/projects/{code}',
		'/enterprises',
		'/enterprises/{code}',
		'/alerts',
		'/tasks',
		'/hotspots',
		'/runs'
	];
	expect(paths).toEqual(expect.arrayContaining(promised));
	const { items } = await get<List>(request, '/projects?limit=1');
	const firm = await get<List>(request, '/enterprises?limit=1');
	for (const path of paths) {
		const code = path.startsWith('/enterprises') ? firm.items[0]!.code : items[0]!.code;
		if (path.includes('{code}') && !/projects|enterprises/.test(path)) continue;
		await get(request, path.replace('{code}', code));
	}
});

test('pages of a list hold every project once, and agree with the counts', async ({ request }) => {
	const seen: string[] = [];
	const tiers: Record<string, number> = {};
	for (let cursor: string | null = ''; cursor !== null;) {
		const page: List = await get<List>(request, `/projects?limit=70${cursor ? `&cursor=${cursor}` : ''}`);
		for (const { code, tier } of page.items) {
			seen.push(code);
			tiers[tier] = (tiers[tier] ?? 0) + 1;
		}
		cursor = page.next;
		if (cursor === null) expect(seen).toHaveLength(page.total);
	}
	expect(new Set(seen).size).toBe(seen.length);
	const summary = await get<{ projects: Record<string, number> }>(request, '/summary');
	expect(Object.fromEntries(Object.entries(summary.projects).filter(([, n]) => n > 0))).toEqual(tiers);
});

test('an unchanged answer is not sent again', async ({ request }) => {
	const first = await request.get('/api/v1/summary');
	const etag = first.headers()['etag']!;
	const again = await request.get('/api/v1/summary', { headers: { 'if-none-match': etag } });
	expect([again.status(), await again.text()]).toEqual([304, '']);
	expect(first.headers()['vary']).toContain('Cookie');
});

test('what is not understood or not there is a problem in words', async ({ request }) => {
	const cases: [string, number][] = [
		['/projects?tier=purple', 400],
		['/projects?limit=0', 400],
		['/projects?order=name', 400],
		['/projects?street=a&street=b', 400],
		['/summary?as_of=2026-13-01', 400],
		['/summary?as_of=1999-01-01', 404],
		['/summary?known_at=2026-11-21T24:00', 400],
		['/summary?known_at=1999-01-01T00:00', 404],
		['/projects/NO-SUCH', 404],
		['/nothing', 404]
	];
	for (const [path, status] of cases) {
		const answer = await request.get(`/api/v1${path}`);
		expect([path, answer.status()]).toEqual([path, status]);
		expect(answer.headers()['content-type']).toContain('application/problem+json');
		expect(await answer.json()).toMatchObject({
			status,
			title: expect.any(String),
			detail: expect.any(String)
		});
	}
	expect((await request.post('/api/v1/summary', { data: {} })).status()).toBe(403);
});

test('a token that nobody made is refused', async ({ request }) => {
	const answer = await request.get('/api/v1/summary', { headers: { authorization: 'Bearer xs_made_up' } });
	expect(answer.status()).toBe(401);
});

test('metrics are Prometheus text and name no project', async ({ request }) => {
	const answer = await request.get('/metrics');
	const text = await answer.text();
	expect(answer.headers()['content-type']).toContain('text/plain');
	expect(text).toMatch(/^xinshao_projects\{tier="red"\} \d+$/m);
	expect(text).toMatch(/^xinshao_feed_age_days\{feed="payroll"\} \d+$/m);
	const { items } = await get<List>(request, '/projects?limit=5');
	for (const { code } of items) expect(text).not.toContain(code);
});
