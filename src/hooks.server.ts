import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { building, dev } from '$app/environment';
import { isEmptyHome, loadDemo, resumeDemo } from '$jobs/demo';
import { fillHistory } from '$jobs/demo-history';
import { closeCutOffRuns } from '$jobs/run';
import { startControl } from '$jobs/control';
import { watchInbox } from '$jobs/inbox-watch';
import { startTimetable, stopTimetable } from '$jobs/scheduler';
import { createApp, type App } from '$lib/server/app';
import { readConfig } from '$lib/server/config';
import { requests } from '$lib/server/metrics';
import { decide, keepInAudit } from './hooks/gate';
import { keepFirstPageReady } from './hooks/first-page-ready';
import { AskedTime } from './hooks/server-timing';
import { marked } from './hooks/watermark';

const appKey = Symbol.for('xinshao.app');
const shutdownKey = Symbol.for('xinshao.shutdown');
const endStreamsKey = Symbol.for('xinshao.end-streams');
const holder = globalThis as { [key: symbol]: unknown };

const theApp = () => holder[appKey] as App;

export const init: ServerInit = async () => {
	if (building || holder[appKey]) return;
	const config = readConfig(process.env, process.env['XINSHAO_ROOT'] ?? process.cwd());
	const app = await createApp(config);
	holder[appKey] = app;
	await closeCutOffRuns(app);
	const say = (line: string) => console.log(line);
	const upstream =
		config.demo && (await isEmptyHome(app)) ? await loadDemo(app, say) : await resumeDemo(app, say);
	const control = await startControl(app);
	if (config.jobs && !dev) await startTimetable(app);
	const inbox = config.jobs && !dev ? watchInbox(app) : undefined;
	const letFirstPageGo = keepFirstPageReady(app);
	const leaving = new AbortController();
	const history =
		config.demo && config.jobs && !dev
			? fillHistory(app, leaving.signal).catch((error: unknown) => app.log.error({ err: error }, 'history'))
			: undefined;
	// Streams have no end of their own: the server would wait for them before it stops.
	holder[endStreamsKey] = () => app.events.close();
	if (app.accounts.count === 0) {
		say(
			`还没有账户：本机打开即可使用，其他机器不能访问。要启用登录，请打开 /setup，一次性设置码 ${app.setupCode.issue()}`
		);
	}
	holder[shutdownKey] = async () => {
		app.events.close();
		letFirstPageGo();
		leaving.abort();
		await stopTimetable();
		inbox?.stop();
		await history;
		await control.close();
		await upstream?.close();
		await app.close();
	};
};

const languages = ['zh', 'en'] as const;
const themes = ['light', 'dark', 'system'] as const;
const oneOf = <T extends string>(allowed: readonly T[], value: string | undefined, otherwise: T): T =>
	allowed.find((choice) => choice === value) ?? otherwise;

/** The colour that the pack gives a level. */
const levelColour = (severity: number) =>
	theApp().policy.levels.find((level) => level.severity === severity)?.colour ?? '';

const htmlLanguages = { zh: 'zh-CN', en: 'en' } as const;

export const handle: Handle = async ({ event, resolve }) => {
	event.locals.app = theApp();
	event.locals.lang = oneOf(languages, event.cookies.get('lang'), 'zh');
	event.locals.theme = oneOf(themes, event.cookies.get('theme'), 'system');
	const { lang, theme } = event.locals;
	const timed = requests.startTimer();
	const started = performance.now();
	const asked = new AskedTime();
	const decision = await decide(event);
	event.locals.reader = asked.watch(event.locals.reader);
	const response = decision.open
		? await marked(
				event,
				await resolve(event, {
					transformPageChunk: ({ html }) =>
						html
							.replace('%xinshao.lang%', htmlLanguages[lang])
							.replace('%xinshao.theme%', theme)
							.replace(/%xinshao\.level(\d)%/g, (_, level: string) => levelColour(Number(level)))
				})
			)
		: decision.response;
	await keepInAudit(event, response);
	timed({ route: event.route.id ?? 'none', status: String(response.status) });
	response.headers.set('server-timing', asked.header(performance.now() - started));
	response.headers.set('x-content-type-options', 'nosniff');
	response.headers.set('referrer-policy', 'same-origin');
	response.headers.set('x-frame-options', 'DENY');
	response.headers.set('cross-origin-opener-policy', 'same-origin');
	// The viewer of the browser is an object to it; the server's own policy for files would keep it out.
	if (response.headers.get('content-type')?.startsWith('application/pdf'))
		response.headers.set(
			'content-security-policy',
			"default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
		);
	if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-cache');
	return response;
};

export const handleError: HandleServerError = ({ error, event, status }) => {
	const id = crypto.randomUUID().slice(0, 8);
	if (status !== 404) theApp()?.log.error({ err: error, id, path: event.url.pathname }, 'request failed');
	return { message: status === 404 ? '没有找到这个页面。' : '页面出错了，请把编号告诉管理员。', id };
};
