import type { RequestEvent } from '@sveltejs/kit';
import { shanghaiTime } from '$lib/domain/clock';
import { stampOffice } from '$lib/server/dispatch/documents/stamp-office';

/** What a file taken from a route is for; the longest beginning of a route that fits holds. */
const purposes: Readonly<Record<string, string>> = {
	'/projects/[code]/calculation.xlsx': '研判复核',
	'/projects/[code]/file.docx': '项目档案',
	'/bulletins': '工作通报',
	'/meetings': '周调度会',
	'/reports': '报表报送',
	'/quarantine/workbook.xlsx': '退回更正',
	'/permissions/matrix.csv': '权限检查',
	'/projects': '项目清单',
	'/enterprises': '企业清单'
};

/**
 * Routes whose files go out as they are: blank templates; letters, which bear a number of their own and leave the house;
 * evidence, whose bytes must stay those that were given; full exports, which are marked before they are locked.
 */
const unmarked = [
	'/letters',
	'/feeds/[feed]/template.xlsx',
	'/attachments',
	'/audit/log.ndjson',
	'/releases'
] as const;

const isBelow = (route: string, prefix: string) => route === prefix || route.startsWith(`${prefix}/`);

const office = /spreadsheetml|wordprocessingml|^text\/csv/;

/** Marks a file that somebody takes away with who, when and what for; one place for every route there is. */
export async function marked(event: RequestEvent, response: Response): Promise<Response> {
	const type = response.headers.get('content-type') ?? '';
	const route = event.route.id ?? '';
	if (response.status !== 200 || !office.test(type) || unmarked.some((prefix) => isBelow(route, prefix)))
		return response;
	const purpose = Object.entries(purposes)
		.filter(([prefix]) => isBelow(route, prefix))
		.sort(([a], [b]) => b.length - a.length)[0]?.[1];
	const { actor, app } = event.locals;
	const text = `${actor.name}　${shanghaiTime(app.clock()).slice(0, 16)}　用途：${purpose ?? '内部工作'}`;
	const bytes = stampOffice(new Uint8Array(await response.arrayBuffer()), type, text);
	const headers = new Headers(response.headers);
	headers.delete('content-length');
	return new Response(new Uint8Array(bytes), { status: 200, headers });
}
