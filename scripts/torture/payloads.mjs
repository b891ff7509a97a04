import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser } from '../../tests/support/browser.ts';
import { inLanes, installation } from './installation.mjs';
import { patternOf, routeAt, routesOf, startSite } from './site.mjs';

const lanes = 3;
/** Pages of one route that are opened. */
const mostOfRoute = 6;

/** What runs, were it ever taken for markup, an attribute, an address or a script: each says its number. */
const makers = [
	(n) => `<script>window.__ran=${n}</script>`,
	(n) => `<img src=x onerror="window.__ran=${n}">`,
	(n) => `<svg onload="window.__ran=${n}">`,
	(n) => `"><script>window.__ran=${n}</script>`,
	(n) => `' onmouseover='window.__ran=${n}' x='`,
	(n) => `" autofocus onfocus="window.__ran=${n}" x="`,
	(n) => `javascript:window.__ran=${n}`,
	(n) => `</script><script>window.__ran=${n}</script>`,
	(n) => `</title><script>window.__ran=${n}</script>`,
	(n) => `</textarea><img src=x onerror=window.__ran=${n}>`,
	(n) => `</style><img src=x onerror=window.__ran=${n}>`,
	(n) => `<iframe srcdoc="<script>parent.__ran=${n}</script>"></iframe>`,
	(n) => `<details open ontoggle=window.__ran=${n}>`,
	(n) => `<a href="javascript:window.__ran=${n}">点</a>`,
	(n) => `<math><mi xlink:href="javascript:window.__ran=${n}">`,
	(n) => `<body onload=window.__ran=${n}>`,
	(n) => `<input onfocus=window.__ran=${n} autofocus>`,
	(n) => `<marquee onstart=window.__ran=${n}>`,
	(n) => `<video><source onerror=window.__ran=${n}></video>`,
	(n) => `<object data="javascript:window.__ran=${n}">`,
	(n) => `<form><button formaction="javascript:window.__ran=${n}">x`,
	(n) => `<noscript><p title="</noscript><img src=x onerror=window.__ran=${n}>">`,
	(n) => `<!--><img src=x onerror=window.__ran=${n}>-->`,
	(n) => `<svg><style><img src=x onerror=window.__ran=${n}></style>`,
	(n) => `<template><script>window.__ran=${n}</script></template><img src=x onerror=window.__ran=${n}>`,
	(n) => `{@html "<img src=x onerror=window.__ran=${n}>"}`,
	(n) => `{{constructor.constructor('window.__ran=${n}')()}}`,
	(n) => `\${window.__ran=${n}}`,
	(n) => `&lt;img src=x onerror=window.__ran=${n}&gt;`,
	(n) => `＜img src=x onerror=window.__ran=${n}＞<img src=x onerror=window.__ran=${n}>`
];
const payload = (n) => makers[n % makers.length](n + 1);

function plant(folder, count) {
	const lines = (rows) => rows.map((row) => JSON.stringify(row)).join('\n');
	const each = Array.from({ length: count }, (_, n) => ({ n, text: payload(n), code: `X-${n}` }));
	const files = {
		projects: each.map(({ n, text, code }) => ({
			project_code: code,
			project_name: `工程${text}`,
			street: '李封街道',
			sector: '房屋建筑',
			status: '在建',
			contract_amount_wan: 5_000,
			planned_end: '2027-01-01',
			actual_start: '2025-01-01',
			gc_name: `总包${text}`,
			gc_uscc: `91410803MA${String(n).padStart(7, '0')}X`,
			owner_name: `建设${text}`,
			industry_dept: `部门${text}`,
			resp_person: `人${text}`
		})),
		enterprises: each.map(({ n, text }) => ({
			uscc: `91410803MA${String(n).padStart(7, '0')}X`,
			name: `总包${text}`,
			enterprise_type: '施工',
			street: '李封街道',
			legal_rep: `法${text}`
		})),
		clues: each.map(({ n, text, code }) => ({
			clue_no: `C-${n}${text.slice(0, 40)}`,
			channel: '12345',
			received_at: new Date(Date.now() - 86_400_000).toISOString().slice(0, 19),
			project_code: code,
			street: '李封街道',
			nature: `性质${text}`,
			content: `内容${text}`,
			worker_count: 12,
			amount: 50_000
		})),
		payroll: each.map(({ text, code, n }) => ({
			project_code: code,
			employer_uscc: '91410803MA0000000X',
			worker_id_no: `990186${String(n).padStart(11, '0')}X`,
			worker_name: `工${text}`,
			wage_month: new Date(Date.now() - 90 * 86_400_000).toISOString().slice(0, 7),
			work_days: 22,
			payable: 6_000,
			paid: 0,
			pay_status: '未发'
		}))
	};
	// The same once more, spoilt: what is set aside is shown as it came.
	files.projects.push(...files.projects.map((row) => ({ ...row, contract_amount_wan: row.project_name })));
	for (const [feed, rows] of Object.entries(files)) {
		// A name of a file comes from outside as well.
		const name = `${feed}_${payload(1).replaceAll(/[/\0]/g, '_')}.ndjson`;
		writeFileSync(join(folder, name), lines(rows));
	}
}

const watch = () => {
	window.__faults = [];
	document.addEventListener('securitypolicyviolation', (event) =>
		window.__faults.push(`${event.violatedDirective} ${event.sample || event.blockedURI}`)
	);
};

/** Looks at a page as a reader and a printer would; answers what ran or was stopped from running. */
async function look(page, url) {
	const found = [];
	const dialog = (one) => {
		found.push(`a dialog: ${one.message()}`);
		void one.dismiss();
	};
	page.on('dialog', dialog);
	try {
		const answer = await page.goto(url, { waitUntil: 'load', timeout: 30_000 });
		if ((answer?.status() ?? 0) >= 500) found.push(`status ${answer.status()}`);
		await page.waitForTimeout(250);
		// Words beside the pointer are made when it comes.
		const { width, height } = page.viewportSize();
		for (let step = 1; step < 6; step += 1) await page.mouse.move((width * step) / 6, (height * step) / 6);
		for (const mark of await page
			.locator('main svg circle, main svg rect, main svg path, main canvas')
			.all()
			.then((all) => all.slice(0, 6)))
			await mark.hover({ timeout: 300, force: true }).catch(() => undefined);
		await page.emulateMedia({ media: 'print' });
		await page.emulateMedia({ media: 'screen' });
		const { ran, faults } = await page.evaluate(() => ({ ran: window.__ran, faults: window.__faults ?? [] }));
		if (ran !== undefined) found.push(`payload ${ran} ran: ${payload(ran - 1)}`);
		found.push(...faults);
	} catch (error) {
		if (!/net::ERR_ABORTED|Download is starting/.test(String(error))) found.push(String(error).slice(0, 200));
	}
	page.off('dialog', dialog);
	return found;
}

/** Plants texts that would run into every field that a supplier fills, and opens every page in a browser. */
export async function payloads({ count, say }) {
	const place = installation();
	const given = join(place.folder, 'given');
	mkdirSync(given);
	plant(given, count);
	const loaded = await place.run('ingest', given);
	const scored = await place.run('score');
	if (scored.code !== 0) throw new Error(scored.err || loaded.out);
	const server = await startSite(place.home);
	const browser = await chromium.launch(await findBrowser());
	const broken = [];
	const opened = new Map();
	try {
		const routes = routesOf().map((route) => ({ ...route, pattern: patternOf(route.id) }));
		const waiting = [];
		const seen = new Set();
		const meet = (path) => {
			const { pathname } = new URL(path, server.site);
			const route = routeAt(routes, pathname);
			if (!route || /^\/(events|_app|healthz|readyz)/.test(pathname) || seen.has(path)) return;
			const n = opened.get(route.id) ?? 0;
			if (n >= mostOfRoute && !/^\/projects\/X-\d+$/.test(path)) return;
			seen.add(path);
			opened.set(route.id, n + 1);
			waiting.push(path);
		};
		for (const { id } of routes) if (!id.includes('[')) meet(id);
		for (let n = 0; n < count; n += 1) {
			meet(`/projects/X-${n}`);
			const text = encodeURIComponent(payload(n));
			for (const path of ['/search', '/projects', '/sign-in']) {
				const name = { '/search': 'q', '/projects': 'q', '/sign-in': 'back' }[path];
				if (n % 3 === ['/search', '/projects', '/sign-in'].indexOf(path))
					waiting.push(`${path}?${name}=${text}`);
			}
		}
		let pages = 0;
		const open = async () => {
			const context = await browser.newContext();
			await context.addInitScript(watch);
			const page = await context.newPage();
			for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
				for (const what of await look(page, server.site + path)) broken.push(`${path}: ${what}`);
				pages += 1;
				if (pages % 50 === 0) say(`打开 ${pages} 页，不符 ${broken.length}`);
				const links = await page
					.locator('a[href^="/"]')
					.evaluateAll((all) => all.map((one) => one.getAttribute('href')))
					.catch(() => []);
				for (const href of links)
					if (!/\.(xlsx|csv|docx|pdf|ndjson|tar)/.test(href)) meet(href.split('#')[0]);
			}
			await context.close();
		};
		await inLanes(
			Array.from({ length: lanes }, () => open),
			lanes,
			(work) => work()
		);
		for (const line of broken.slice(0, 40)) say(line);
		return { payloads: count, pages, routes: opened.size, broken: broken.length };
	} finally {
		await browser.close();
		await server.stop();
		place.remove();
	}
}
