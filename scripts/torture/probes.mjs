import { spawn } from 'node:child_process';
import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { strFromU8, unzipSync } from 'fflate';
import { appNode, root } from '../checkout.mjs';
import { grants, limitedBy } from '../../src/lib/domain/roles.ts';
import { asked } from '../../src/lib/server/accounts/route-rules.ts';
import { installation, randomFrom } from './installation.mjs';
import { freePort, patternOf, routeAt, routesOf } from './site.mjs';

const atATime = 6;
/** Addresses of one route that are tried; a route with a subject in it has very many. */
const mostOfRoute = 60;
const crawled = 900;

/** What a body says, with the sheets and the text of office files. */
function textOf(type, bytes) {
	if (!/officedocument|zip/.test(type)) return Buffer.from(bytes).toString('utf8');
	const files = unzipSync(bytes);
	return Object.entries(files)
		.filter(([name]) => name.endsWith('.xml'))
		.map(([, content]) => strFromU8(content))
		.join('\n');
}

/** Makes one of each thing that the demo does not have, and answers where they lie. */
async function things(site, projects) {
	const send = async (path, fields) => {
		const body = new FormData();
		for (const [name, value] of Object.entries(fields)) body.set(name, value);
		const answer = await fetch(site + path, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: site },
			body
		});
		await answer.body?.cancel();
		return answer.headers.get('location') ?? '';
	};
	const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
	const meeting = await send('/meetings', { date: today });
	const letters = [];
	for (const { code } of projects.filter((_, index) => index % 40 === 0))
		letters.push(await send('/letters', { kind: 'risk_notice', subject: code }));
	const red = projects.find(({ tier }) => tier === 'red') ?? projects[0];
	await send('/attachments', {
		about: 'alert',
		no: red.code,
		file: new File([`%PDF-1.7 ${red.code}`], 'a.pdf', { type: 'application/pdf' })
	});
	const api = ['summary', 'projects', 'enterprises', 'hotspots', 'runs', 'alerts', 'openapi.json'];
	return [
		...(meeting ? [meeting, `${meeting}/screen`, `${meeting}/agenda.docx`, `${meeting}/minutes.docx`] : []),
		...letters.filter(Boolean).flatMap((path) => [path, `${path}/letter.docx`]),
		'/attachments/1',
		...api.map((name) => `/api/v1/${name}`),
		...projects.filter((_, index) => index % 10 === 0).map(({ code }) => `/api/v1/projects/${code}`),
		...projects.filter((_, index) => index % 10 === 0).map(({ code }) => `/projects/${code}/calculation.xlsx`)
	];
}

/** Asks every route as every role with subjects inside and outside of the role's place, and looks for what it must not say. */
export async function probes({ count, seed, say }) {
	const random = randomFrom(seed);
	const pick = (list) => list[Math.floor(random() * list.length)];
	const place = installation();
	const port = await freePort();
	const server = spawn(appNode(), [join(root, 'scripts', 'serve.mjs')], {
		env: {
			...process.env,
			XINSHAO_HOME: place.home,
			XINSHAO_ROOT: root,
			XINSHAO_DEMO: '1',
			XINSHAO_JOBS: '0',
			HOST: '127.0.0.1',
			PORT: String(port),
			UV_THREADPOOL_SIZE: '24'
		},
		stdio: ['ignore', process.env.PROBE_LOG ? openSync(process.env.PROBE_LOG, 'a') : 'ignore', 'inherit']
	});
	const site = `http://127.0.0.1:${port}`;
	try {
		for (let waited = 0; waited < 1_200; waited += 1) {
			const ready = await fetch(`${site}/readyz`).catch(() => null);
			if (ready?.ok) break;
			await wait(1_000);
		}
		const routes = routesOf().map((route) => ({ ...route, pattern: patternOf(route.id), places: new Set() }));
		const projects = [];
		for (let cursor = ''; cursor !== null;) {
			const answer = await fetch(`${site}/api/v1/projects?limit=200${cursor && `&cursor=${cursor}`}`);
			const { items, next } = await answer.json();
			projects.push(...items);
			cursor = next;
		}
		if (projects.length === 0) throw new Error('no projects to probe with');

		// Addresses are found by following links; the route of which the fewest are known comes next.
		const seen = new Set();
		const waiting = new Map(routes.map((route) => [route, []]));
		const meet = (path) => {
			if (seen.has(path) || path.startsWith('/_app')) return;
			seen.add(path);
			const route = routeAt(routes, new URL(path, site).pathname);
			if (route && route.id !== '/events') waiting.get(route).push(path);
		};
		for (const { id } of routes) if (!id.includes('[')) meet(id);
		for (const path of await things(site, projects)) meet(path);
		for (let asks = 0; asks < crawled; asks += 1) {
			const next = [...waiting]
				.filter(([route, paths]) => paths.length > 0 && route.places.size < mostOfRoute)
				.sort(([a], [b]) => a.places.size - b.places.size)[0];
			if (!next) break;
			const [route, paths] = next;
			const path = paths.splice(Math.floor(random() * paths.length), 1)[0];
			const answer = await fetch(site + path, { redirect: 'manual' });
			if (answer.status < 400 || answer.status === 405) route.places.add(path);
			if (answer.status >= 300 || !/html/.test(answer.headers.get('content-type') ?? '')) {
				await answer.body?.cancel();
				continue;
			}
			for (const [, href] of (await answer.text()).matchAll(/(?:href|action)="(\/[^"#]*)/g))
				meet(href.replaceAll('&amp;', '&'));
		}
		const reached = routes.filter(({ places }) => places.size > 0);
		const never = routes
			.filter(({ places, id }) => places.size === 0 && id !== '/events')
			.map(({ id }) => id);
		say(`页面 ${routes.length} 种，找到实例的 ${reached.length} 种；没有实例的：${never.join(' ') || '无'}`);

		const streets = [...new Set(projects.map(({ street }) => street).filter(Boolean))];
		const sectors = [...new Set(projects.map(({ sector }) => sector).filter(Boolean))];
		const figures = { asked: 0, refused: 0, foreign: 0, not_found: 0, by_route: {} };
		const broken = [];
		/** What handlers of one place asked: by kind of handler and route, how often, of it by name of another place's subject. */
		const across = new Map();
		const crossed = [];
		const one = async () => {
			const role = pick(Object.keys(grants));
			const limit = limitedBy[role];
			const where = limit === 'units' ? pick(streets) : limit === 'sectors' ? pick(sectors) : undefined;
			const route = pick(reached);
			const method = random() < 0.7 ? 'GET' : pick([...route.methods]);
			const action = method === 'POST' && route.actions.size > 0 ? pick([...route.actions]) : 'default';
			let path = pick([...route.places]);
			if (method === 'GET' && random() < 0.2)
				path += `${path.includes('?') ? '&' : '?'}${pick(['q', 'street', 'figure', 'rows', 'sort', 'known_at'])}=${encodeURIComponent(pick([pick(streets), pick(projects).code, 'unpaid', 'wage_overdue_days', '2026-01-01T00:00']))}`;
			if (action !== 'default') path = `${path.split('?')[0]}?/${action}`;
			const isForeign = method !== 'GET' && random() < 0.1;
			const permission = asked(route.id, method);
			const may = permission === 'public' || (permission !== undefined && grants[role].includes(permission));
			const answer = await fetch(site + path, {
				method,
				redirect: 'manual',
				headers: {
					cookie: `guise=${encodeURIComponent(where === undefined ? role : `${role}:${where}`)}`,
					origin: isForeign ? 'http://elsewhere.example' : site,
					...(method !== 'GET' && { 'content-type': 'application/x-www-form-urlencoded' })
				},
				...(method !== 'GET' && { body: `words=${Math.floor(random() * 1e6)}&seen=0&code=x` })
			});
			const bytes = new Uint8Array(await answer.arrayBuffer());
			figures.asked += 1;
			figures.by_route[route.id] = (figures.by_route[route.id] ?? 0) + 1;
			const fault = (what) => broken.push(`${role}${where ? `:${where}` : ''} ${method} ${path}: ${what}`);
			if (answer.status >= 500) return fault(`status ${answer.status}`);
			if (isForeign) {
				figures.foreign += 1;
				return answer.status === 403 ? undefined : fault(`from another site, status ${answer.status}`);
			}
			if (!may) {
				figures.refused += 1;
				return answer.status === 403 ? undefined : fault(`must be refused, status ${answer.status}`);
			}
			if (answer.status === 404) figures.not_found += 1;
			if (where === undefined) return;
			const isOutside = (project) => (limit === 'units' ? project.street : project.sector) !== where;
			const subject = /^\/(?:projects|alerts\/project)\/([^/?]+)/.exec(path)?.[1];
			const asksOutside = projects.some((project) => project.code === subject && isOutside(project));
			const kind = `${role} ${route.id}`;
			const row = across.get(kind) ?? { role, route: route.id, looked: 0, outside: 0, answers: {}, leaks: 0 };
			across.set(kind, row);
			row.looked += 1;
			if (asksOutside) {
				row.outside += 1;
				row.answers[answer.status] = (row.answers[answer.status] ?? 0) + 1;
				crossed.push([`${role}:${where}`, method, path, answer.status]);
			}
			if (asksOutside && answer.status !== 404 && answer.status !== 403)
				return fault(`a subject of another place, status ${answer.status}`);
			const text = textOf(answer.headers.get('content-type') ?? '', bytes);
			const asksFor = decodeURIComponent(path);
			const leaked = projects.find(
				(project) =>
					isOutside(project) &&
					!asksFor.includes(project.code) &&
					(text.includes(project.code) || text.includes(project.name))
			);
			if (leaked) row.leaks += 1;
			if (leaked) fault(`says ${leaked.code} ${leaked.name}`);
		};
		while (figures.asked < count) await Promise.all(Array.from({ length: atATime }, one));
		const least = Math.min(...reached.map(({ id }) => figures.by_route[id] ?? 0));
		const rows = [...across.values()].sort((a, b) => b.outside - a.outside || a.route.localeCompare(b.route));
		say('跨街道、跨行业探测（角色 路由：问了几次，其中点名别处对象几次、得到什么，答复里出现别处对象几次）');
		for (const { role, route, looked, outside, answers, leaks } of rows)
			say(
				`${role} ${route}：${looked} 次，点名别处 ${outside} 次${
					outside > 0
						? `（${Object.entries(answers)
								.map(([status, n]) => `${status}×${n}`)
								.join(' ')}）`
						: ''
				}，泄露 ${leaks}`
			);
		const list = join(root, 'reports', `probes-across-${seed}.csv`);
		mkdirSync(join(root, 'reports'), { recursive: true });
		const cell = (value) => `"${String(value).replaceAll('"', '""')}"`;
		writeFileSync(
			list,
			`\uFEFF${[['谁', '方法', '地址', '答复'], ...crossed].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
		);
		say(`点名别处对象的 ${crossed.length} 次逐条列在 ${list}`);
		for (const line of [...new Set(broken)].slice(0, 40)) say(line);
		return {
			asked: figures.asked,
			routes: reached.length,
			least_per_route: least,
			refused: figures.refused,
			foreign: figures.foreign,
			not_found: figures.not_found,
			across: crossed.length,
			projects: projects.length,
			broken: broken.length
		};
	} finally {
		server.kill('SIGTERM');
		await new Promise((done) => server.on('exit', done));
		place.remove();
	}
}
