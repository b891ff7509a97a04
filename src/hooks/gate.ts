import { redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { asked } from '$lib/server/accounts/route-rules';
import { refusals } from '$lib/server/metrics';
import { guisedViewer, localViewer, tokenViewer, viewerOf, type Viewer } from '$lib/server/accounts/viewer';
import { refusalTo } from './refusal';
import { rowsWithin } from './rows-within';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request that changes something comes from a page of this site, whatever its content type says. */
export function comesFromHere({ request, url }: RequestEvent): boolean {
	if (reading.has(request.method)) return true;
	const origin = request.headers.get('origin');
	if (origin !== null) return origin === url.origin;
	return request.headers.get('sec-fetch-site') === 'same-origin';
}

/** A form of words is small; only an attachment may be as large as the server takes, and a data file has its own way. */
const largestFormBytes = 512 * 1024;
function isTooLarge({ request, route }: RequestEvent): boolean {
	if (reading.has(request.method) || route.id?.startsWith('/upload')) return false;
	if (route.id === '/attachments' || route.id === '/map-data') return false;
	const length = request.headers.get('content-length');
	return length === null ? request.body !== null : Number(length) > largestFormBytes;
}

/** Who asks, and whether that person must change the password before anything else. */
interface Asker {
	readonly viewer: Viewer | undefined;
	readonly mustRenew: boolean;
}

async function askerOf({ locals, request, cookies }: RequestEvent): Promise<Asker> {
	const { accounts, config } = locals.app;
	const bearer = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
	if (bearer !== undefined) {
		const token = accounts.token(bearer);
		return { viewer: token && tokenViewer(token), mustRenew: false };
	}
	if (accounts.count === 0) {
		const guise = config.demo ? cookies.get('guise') : undefined;
		return { viewer: guise ? guisedViewer(guise) : localViewer, mustRenew: false };
	}
	const signedIn = await accounts.signedIn(request.headers);
	return { viewer: signedIn && viewerOf(signedIn.account), mustRenew: signedIn?.mustRenew ?? false };
}

/** What the gate decided: go on, or answer this instead. */
export type Decision = { readonly open: true } | { readonly open: false; readonly response: Response };

const refusal = (status: number, text: string): Decision => ({
	open: false,
	response: new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
});

/** Who it is, whether that person may, and what there is for that person to see; the one place that says so. */
export async function decide(event: RequestEvent): Promise<Decision> {
	const { locals, route, request, url } = event;
	const { app } = locals;
	if (!comesFromHere(event)) return refusal(403, '请求不是从本站页面发出的，已拒绝。');
	if (isTooLarge(event)) return refusal(413, '提交的内容过大，已拒绝；上传数据文件请用“上传数据”页面。');
	const { viewer, mustRenew } = await askerOf(event);
	const permission = route.id === null ? 'public' : asked(route.id, request.method);
	locals.viewer = viewer ?? { ...localViewer, may: () => false };
	locals.actor = locals.viewer.actor;
	locals.reader = rowsWithin(app, locals.viewer.scope);
	if (permission === 'public') return { open: true };
	if (viewer === undefined) {
		const isStream = request.headers.get('accept') === 'text/event-stream';
		if (request.method === 'GET' && !isStream && !url.pathname.startsWith('/api/'))
			redirect(303, `/sign-in?back=${encodeURIComponent(url.pathname + url.search)}`);
		return refusal(401, '请先登录。');
	}
	if (mustRenew && route.id !== '/account') redirect(303, '/account?renew=1');
	if (permission !== undefined && viewer.may(permission)) return { open: true };
	refusals.inc();
	await app.audit.record({
		actor_id: viewer.actor.id,
		actor: viewer.actor.name,
		address: addressOf(event),
		act: `${request.method} ${route.id ?? url.pathname}`,
		subject: Object.values(event.params).join(' ') || null,
		result: 'refused',
		detail: permission ?? 'no rule'
	});
	const text = '您的角色没有此项权限；如工作需要，请联系安全管理员。';
	return { open: false, response: refusalTo(event, 403, text) };
}

export function addressOf(event: RequestEvent): string {
	try {
		// A connection that was cut has no address any more, whatever the type says.
		return event.getClientAddress() ?? '';
	} catch {
		return '';
	}
}

/** What a form that was sent by a script is answered: always 200, and what came of it in the body. */
const answered = z.object({
	type: z.enum(['success', 'failure', 'redirect', 'error']),
	status: z.number().optional()
});

/** The status that a browser without scripts would have been given. */
async function statusOf(response: Response): Promise<number> {
	const isJson = response.headers.get('content-type')?.includes('json') === true;
	if (response.status !== 200 || !isJson) return response.status;
	const answer = answered.safeParse(
		await response
			.clone()
			.json()
			.catch(() => null)
	);
	if (!answer.success) return response.status;
	const { type, status } = answer.data;
	return status ?? (type === 'failure' ? 400 : type === 'error' ? 500 : 200);
}

const takenAway = /spreadsheetml|wordprocessingml|text\/csv|application\/pdf|ndjson|octet-stream|zip/;

/** Keeps acts and what was taken away in the audit log. */
export async function keepInAudit(event: RequestEvent, response: Response): Promise<void> {
	const { request, locals, route, url } = event;
	const isAct = !reading.has(request.method);
	const isExport = !isAct && takenAway.test(response.headers.get('content-type') ?? '');
	if ((!isAct && !isExport) || route.id === null || locals.viewer === undefined) return;
	const status = isExport ? response.status : await statusOf(response);
	const action = [...url.searchParams.keys()].find((key) => key.startsWith('/')) ?? '';
	await locals.app.audit.record({
		actor_id: locals.actor.id,
		actor: locals.actor.name,
		address: addressOf(event),
		act: isExport ? `export ${route.id}` : `${request.method} ${route.id}${action}`,
		subject: Object.values(event.params).join(' ') || null,
		result: status < 400 ? 'done' : status < 500 ? 'refused' : 'failed',
		detail: null
	});
}
