import { shanghaiDay } from '$lib/domain/clock';
import { PreparedAnswers, type Answer } from '$lib/server/api/answers';
import { openApiDocument } from '$lib/server/api/document';
import { endpointOf } from '$lib/server/api/registry';
import type { RequestHandler } from './$types';

const prepared = new PreparedAnswers();
const json = 'application/json; charset=utf-8';
const problemJson = 'application/problem+json; charset=utf-8';

function problem(status: number, title: string, detail: string): Omit<Answer, 'etag'> {
	return { status, type: problemJson, body: JSON.stringify({ type: 'about:blank', title, status, detail }) };
}

async function answerTo(locals: App.Locals, path: string, url: URL): Promise<Omit<Answer, 'etag'>> {
	if (path === '/openapi.json') return { status: 200, type: json, body: JSON.stringify(openApiDocument()) };
	const found = endpointOf(path);
	if (!found) return problem(404, 'Not found', `No endpoint ${path}; see /api/v1/openapi.json.`);
	const given = Object.fromEntries(url.searchParams);
	const repeated = [...url.searchParams.keys()].length !== Object.keys(given).length;
	const query = found.endpoint.query.safeParse(given);
	if (repeated || !query.success) {
		const issue = query.error?.issues[0];
		const where = issue?.path.join('.') ?? '';
		return problem(
			400,
			'Bad parameter',
			repeated ? 'A parameter is given twice.' : `${where}: ${issue?.message ?? ''}`
		);
	}
	const { policy, calendar, clock } = locals.app;
	const context = { reader: locals.reader, policy, calendar, today: shanghaiDay(clock()) };
	const answer = await found.endpoint.handle(context, query.data, found.code);
	if (answer === undefined)
		return problem(404, 'Not found', 'There is no such thing, or none that you may see.');
	return { status: 200, type: json, body: JSON.stringify(answer) };
}

export const GET: RequestHandler = async ({ locals, params, url, request }) => {
	const path = `/${params.path}`;
	const { scope } = locals.viewer;
	const { warehouse, clock } = locals.app;
	const sorted = [...url.searchParams].sort(([a], [b]) => a.localeCompare(b));
	const key = JSON.stringify([scope, shanghaiDay(clock()), path, sorted]);
	const { status, type, body, etag } = await prepared.get(key, warehouse.version, () =>
		answerTo(locals, path, url)
	);
	const headers = {
		'content-type': type,
		etag,
		vary: 'Cookie, Authorization',
		'cache-control': 'private, no-cache'
	};
	if (status === 200 && request.headers.get('if-none-match') === etag)
		return new Response(null, { status: 304, headers });
	return new Response(body, { status, headers });
};
