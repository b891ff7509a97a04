// How much JavaScript a page loads, gzipped: before it answers to the reader, and in all with what comes later
// (ECharts, dialogs). Needs a server that runs from a build: node scripts/measure-pages.mjs URL [--routes /,/projects]
import { get } from 'node:http';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { findBrowser } from '../tests/support/browser.ts';
import { endWith } from './checkout.mjs';

/** What a page may load, in kB of 1,000 bytes. */
const allowed = { first: 90, all: 300 };
const settleMs = 1_500;

await main().catch(endWith);

async function main() {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { routes: { type: 'string', default: '/,/projects,/enterprises,/alerts,/operations' } }
	});
	const base = positionals[0];
	if (!URL.canParse(base ?? '')) throw new Error('node scripts/measure-pages.mjs URL [--routes /,/projects]');
	const browser = await chromium.launch(await findBrowser());
	let over = 0;
	try {
		for (const lang of ['zh', 'en'])
			for (const route of values.routes.split(',')) {
				const figures = await measure(browser, { base, route, lang });
				if (figures.first_kb > allowed.first || figures.all_kb > allowed.all) over += 1;
				console.log(JSON.stringify({ route, lang, ...figures }));
			}
	} finally {
		await browser.close();
	}
	process.exitCode = over ? 1 : 0;
}

async function measure(browser, { base, route, lang }) {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	await context.addCookies([{ name: 'lang', value: lang, url: base }]);
	const page = await context.newPage();
	await page.goto(new URL(route, base).href, { waitUntil: 'load' });
	await page.waitForFunction(() => performance.getEntriesByName('xinshao:ready').length > 0);
	await page.waitForTimeout(settleMs);
	const { scripts, paintMs, shift } = await page.evaluate(async () => {
		const ready = performance.getEntriesByName('xinshao:ready')[0].startTime;
		const scripts = performance
			.getEntriesByType('resource')
			.filter(({ name }) => new URL(name).pathname.endsWith('.js'))
			.map(({ name, startTime }) => ({ name, isFirst: startTime < ready }));
		const observed = (type) =>
			new Promise((resolve) => {
				new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type, buffered: true });
				setTimeout(() => resolve([]), 200);
			});
		const paints = await observed('largest-contentful-paint');
		const shifts = await observed('layout-shift');
		return {
			scripts,
			paintMs: Math.round(paints.at(-1)?.startTime ?? 0),
			shift: shifts.reduce((sum, { value }) => sum + value, 0)
		};
	});
	await context.close();
	let first = 0;
	let all = 0;
	for (const { name, isFirst } of scripts) {
		const bytes = await zippedBytes(name);
		all += bytes;
		if (isFirst) first += bytes;
	}
	const kilobytes = (bytes) => Number((bytes / 1000).toFixed(1));
	return {
		scripts: scripts.length,
		first_kb: kilobytes(first),
		all_kb: kilobytes(all),
		largest_paint_ms: paintMs,
		layout_shift: Number(shift.toFixed(4))
	};
}

/** Bytes of a script as a server sends them to a browser that only knows gzip. */
function zippedBytes(url) {
	return new Promise((resolve, reject) => {
		get(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
			let bytes = 0;
			response.on('data', (chunk) => (bytes += chunk.length));
			response.on('end', () => resolve(bytes));
		}).on('error', reject);
	});
}
