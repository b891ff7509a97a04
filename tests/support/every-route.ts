import { isActionFailure, isHttpError, isRedirect } from '@sveltejs/kit';
import { localViewer, type Viewer } from '$lib/server/accounts/viewer';
import type { App } from '$lib/server/app';

type Handler = (event: never) => unknown;

/** A route of the product with what of it runs on the server. */
export interface ServedRoute {
	/** As the framework names it: `/projects/[code]`. */
	readonly id: string;
	readonly load: Handler | undefined;
	readonly get: Handler | undefined;
	readonly actions: Readonly<Record<string, Handler>>;
}

const modules = import.meta.glob<{ load?: Handler; actions?: Record<string, Handler>; GET?: Handler }>([
	'../../src/routes/**/+page.server.ts',
	'../../src/routes/**/+server.ts'
]);

/** Every route that has something on the server; a page and its file beside it are two. */
export async function everyRoute(): Promise<ServedRoute[]> {
	const found = await Promise.all(
		Object.entries(modules).map(async ([path, open]) => {
			const module = await open();
			const id = /routes(.*)\/\+/.exec(path)?.[1] || '/';
			return { id, load: module.load, get: module.GET, actions: module.actions ?? {} };
		})
	);
	return found.sort((a, b) => a.id.localeCompare(b.id));
}

/** What one request asks. */
export interface Asking {
	readonly params?: Readonly<Record<string, string>>;
	readonly query?: URLSearchParams;
	readonly form?: URLSearchParams;
	readonly viewer?: Viewer;
}

/** What came back, as text: of a page its data, of a file or a refusal its words. */
export interface Answer {
	/** 500 where something was thrown that nobody had foreseen. */
	readonly status: number;
	readonly text: string;
}

const asText = (value: unknown): string =>
	JSON.stringify(value, (_, part: unknown) =>
		typeof part === 'bigint' ? String(part) : part instanceof Map || part instanceof Set ? [...part] : part
	) ?? '';

async function settled(value: unknown): Promise<unknown> {
	if (value instanceof Promise) return settled(await value);
	if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
	const entries = Object.entries(value);
	// A page may send some of its data later.
	return Object.fromEntries(await Promise.all(entries.map(async ([key, part]) => [key, await part])));
}

/** Asks one handler of a route as the framework would, without a server in between. */
export async function askRoute(app: App, id: string, handler: Handler, asking: Asking): Promise<Answer> {
	const { params = {}, query, form, viewer = localViewer } = asking;
	const path = id.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) =>
		encodeURIComponent(params[name] ?? 'x')
	);
	const url = new URL(`http://board.example${path}${query ? `?${query}` : ''}`);
	const jar = new Map<string, string>();
	const event = {
		url,
		params,
		route: { id },
		request: new Request(url, form ? { method: 'POST', body: form } : {}),
		cookies: {
			get: (name: string) => jar.get(name),
			getAll: () => [],
			set: (name: string, value: string) => jar.set(name, value),
			delete: (name: string) => jar.delete(name)
		},
		setHeaders: () => undefined,
		depends: () => undefined,
		untrack: (run: () => unknown) => run(),
		parent: async () => ({ lang: 'zh' }),
		fetch,
		isDataRequest: false,
		getClientAddress: () => '127.0.0.1',
		locals: { app, viewer, actor: viewer.actor, reader: app.warehouse, lang: 'zh', theme: 'light' }
	};
	try {
		const value = await handler(event as never);
		if (value instanceof Response) {
			const isStream = value.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
			if (isStream) await value.body?.cancel();
			const body = isStream ? '' : Buffer.from(await value.arrayBuffer()).toString('utf8');
			return { status: value.status, text: `${asText([...value.headers])}\n${body}` };
		}
		if (isActionFailure(value)) return { status: value.status, text: asText(value.data) };
		return { status: 200, text: asText(await settled(value)) };
	} catch (thrown) {
		if (isRedirect(thrown)) return { status: thrown.status, text: thrown.location };
		if (isHttpError(thrown)) return { status: thrown.status, text: asText(thrown.body) };
		return { status: 500, text: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
	}
}
