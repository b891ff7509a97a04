import { get } from 'node:http';
import { quantile, round } from './numbers.mjs';

const settleMs = 1_500;

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

/** Opens a page in a browser of its own with the processor `slowdown` times slower; answers what was painted when. */
async function paint(browser, { base, route, lang, size, slowdown }) {
	const context = await browser.newContext({ viewport: { width: size[0], height: size[1] } });
	await context.addCookies([{ name: 'lang', value: lang, url: base }]);
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
	const isPage = route !== '/healthz';
	await page.goto(new URL(route, base).href, { waitUntil: 'load' });
	if (isPage) await page.waitForFunction(() => performance.getEntriesByName('xinshao:ready').length > 0);
	await page.waitForTimeout(settleMs);
	const seen = await page.evaluate(async () => {
		const observed = (type) =>
			new Promise((resolve) => {
				new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type, buffered: true });
				setTimeout(() => resolve([]), 300);
			});
		const ready = performance.getEntriesByName('xinshao:shown')[0]?.startTime ?? 0;
		const [paints, shifts, tasks] = await Promise.all(
			['largest-contentful-paint', 'layout-shift', 'longtask'].map(observed)
		);
		return {
			ready,
			paint:
				paints.at(-1)?.startTime ?? performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
			shift: shifts.reduce((sum, { value }) => sum + value, 0),
			longest: Math.max(0, ...tasks.map(({ duration }) => duration)),
			scripts: performance
				.getEntriesByType('resource')
				.filter(({ name }) => new URL(name).pathname.endsWith('.js'))
				.map(({ name, startTime }) => ({ name, isFirst: startTime < ready }))
		};
	});
	await context.close();
	return seen;
}

/** Scripts of a page in kB of 1,000 bytes, gzipped: before it answers to its reader, and in all. */
async function weigh(scripts) {
	let first = 0;
	let all = 0;
	for (const { name, isFirst } of scripts) {
		const bytes = await zippedBytes(name);
		all += bytes;
		if (isFirst) first += bytes;
	}
	return { first_kb: round(first / 1000), all_kb: round(all / 1000) };
}

/**
 * What a reader sees of a page on a processor `slowdown` times slower, median and worst of `runs` fresh browsers: largest
 * paint in milliseconds, layout shift, the longest task; and the weight of its scripts.
 */
export async function paints(browser, page, runs) {
	const seen = [];
	for (let run = 0; run < runs; run += 1) seen.push(await paint(browser, page));
	const { route, lang, size, slowdown } = page;
	const of = (name) => seen.map((one) => one[name]);
	return {
		route,
		lang,
		size: size.join('x'),
		slowdown,
		paint_least: Math.round(Math.min(...of('paint'))),
		paint: Math.round(quantile(of('paint'), 0.5)),
		paint_worst: Math.round(Math.max(...of('paint'))),
		ready: Math.round(quantile(of('ready'), 0.5)),
		shift_worst: round(Math.max(...of('shift')), 4),
		longest_task: Math.round(quantile(of('longest'), 0.5)),
		...(await weigh(seen[0].scripts))
	};
}
