import { Agent, get } from 'node:http';
import { summary } from './numbers.mjs';

/** The empty page of the same server: what a request costs before any page is made. */
const emptyPage = '/healthz';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Asks for a page; milliseconds as the server counts them and until its last byte, and bytes of HTML. */
function ask(url) {
	return new Promise((resolve, reject) => {
		const started = performance.now();
		get(url, { agent, headers: { cookie: 'lang=zh', accept: 'text/html' } }, (response) => {
			let bytes = 0;
			response.on('data', (chunk) => (bytes += chunk.length));
			response.on('error', reject);
			response.on('end', () =>
				resolve({
					status: response.statusCode,
					bytes,
					server: Number(/total;dur=([\d.]+)/.exec(response.headers['server-timing'])?.[1]),
					whole: performance.now() - started
				})
			);
		}).on('error', reject);
	});
}

/** How the row is called that asks for many projects, each for the first time: what a reader meets who goes from one to the next. */
export const meetingRoute = '/projects/… each new';
const mostMet = 40;

async function firstMeetings(base) {
	const taken = [];
	for (const list of ['/projects', '/projects?sort=name']) {
		const html = await (await fetch(new URL(list, base))).text();
		const links = [...html.matchAll(/href="(\/projects\/[^"?.]+)["?]/g)].map(([, path]) => path);
		for (const path of [...new Set(links)].slice(1, 1 + mostMet / 2))
			taken.push((await ask(new URL(path, base).href)).server);
	}
	return taken;
}

/**
 * Server times of pages, in milliseconds: the first time, when nothing is in memory, and then `runs` times, in turn with
 * the empty page of the same server. @throws Error where a page does not answer 200
 */
export async function serverTimes(base, routes, runs) {
	const empty = [];
	const pages = [];
	for (const route of routes) {
		const url = new URL(route, base).href;
		const first = await ask(url);
		if (first.status !== 200) throw new Error(`${route} answered ${first.status}`);
		const taken = [];
		for (let run = 0; run < runs; run += 1) {
			taken.push((await ask(url)).server);
			empty.push((await ask(new URL(emptyPage, base).href)).server);
		}
		pages.push({
			route,
			first: Math.round(first.server),
			...summary(taken),
			kb: Math.round(first.bytes / 1000)
		});
	}
	const met = await firstMeetings(base);
	if (met.length > 0) pages.push({ route: meetingRoute, first: met[0], ...summary(met), kb: null });
	return { pages, empty: summary(empty) };
}
