import { summary, round } from './numbers.mjs';

/** The browser reports no event that was painted sooner; what it does not report counts as this. */
const leastReported = 16;

/** Collects how long the browser took from an event to the next paint; runs in the page before anything else. */
function watchEvents() {
	const seen = [];
	Object.assign(window, { measuredEvents: seen });
	new PerformanceObserver((list) => {
		for (const { duration, interactionId } of list.getEntries()) if (interactionId) seen.push(duration);
	}).observe({ type: 'event', buffered: true, durationThreshold: 16 });
}

const query = (page) => new URL(page.url()).search;
const changed = (page, before) =>
	page.waitForFunction((was) => location.search !== was, before, { polling: 'raf' });

/** A choice in a select by the keyboard, as a person makes it: a trusted key, which a script cannot send. */
const byArrow = (field) => async (page, turn) => {
	const before = query(page);
	await page.focus(`select[name="${field}"]`);
	await page.keyboard.press(turn % 2 === 0 ? 'ArrowDown' : 'ArrowUp');
	await changed(page, before);
};

/** What people do, each with the page on which they do it; `act` answers when the page has. */
const deeds = [
	{
		name: 'filter by street, first page',
		route: '/',
		async act(page, turn) {
			const before = query(page);
			const streets = page.locator('.matrix tbody th.street a');
			await streets.nth(turn % Math.min(3, await streets.count())).click();
			await changed(page, before);
		}
	},
	{ name: 'filter by street, list', route: '/projects', act: byArrow('street') },
	{
		name: 'sort a column of the list',
		route: '/projects',
		async act(page, turn) {
			const before = query(page);
			const heads = page.locator('thead th.num a[data-sveltekit-noscroll]');
			await heads.nth(turn % (await heads.count())).click();
			await changed(page, before);
		}
	},
	{ name: 'group the list', route: '/projects', act: byArrow('group') },
	{
		name: 'scroll the list by keys',
		route: '/projects',
		async act(page) {
			await page.locator('.scroll').focus();
			await page.keyboard.press('PageDown');
			await page.waitForFunction(() => document.querySelectorAll('tbody th a').length > 5, null, {
				polling: 'raf'
			});
		}
	},
	{
		name: 'slider of weeks',
		route: '/timeline',
		async act(page, turn) {
			await page.focus('input[type="range"]');
			await page.keyboard.press(turn % 8 < 4 ? 'ArrowLeft' : 'ArrowRight');
		}
	},
	{
		name: 'type in the search',
		route: '/projects',
		async act(page, turn) {
			if (turn === 0) {
				await page.keyboard.press('Control+k');
				await page.waitForSelector('[role="dialog"] input');
			}
			await page.keyboard.press('hcxm1234'[turn % 8]);
		}
	}
];

/** An empty page of the same server with one button: what the browser itself takes. */
const nothing = {
	name: 'a button on an empty page',
	route: '/healthz',
	async prepare(page) {
		await page.evaluate(() => {
			const button = document.createElement('button');
			button.textContent = 'button';
			button.onclick = () => (button.textContent = String(Math.random()));
			document.body.append(button);
		});
	},
	act: (page) => page.click('button')
};

async function measure(browser, { base, slowdown, runs }, deed) {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	await context.addCookies([{ name: 'lang', value: 'zh', url: base }]);
	const page = await context.newPage();
	await page.addInitScript(watchEvents);
	await page.goto(new URL(deed.route, base).href, { waitUntil: 'load' });
	if (!deed.prepare)
		await page.waitForFunction(() => performance.getEntriesByName('xinshao:ready').length > 0);
	await deed.prepare?.(page);
	await page.waitForTimeout(1_000);
	const session = await context.newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
	const painted = [];
	const answered = [];
	for (let turn = 0; turn < runs; turn += 1) {
		await page.evaluate(() => (window.measuredEvents.length = 0));
		const started = performance.now();
		await deed.act(page, turn);
		answered.push(performance.now() - started);
		await page.waitForTimeout(350);
		painted.push(Math.max(leastReported, ...(await page.evaluate(() => window.measuredEvents))));
	}
	const frames = deed.name === 'scroll the list by keys' ? await framesWhileScrolling(page) : null;
	await context.close();
	return {
		name: deed.name,
		slowdown,
		painted: summary(painted),
		answered: summary(answered),
		...(frames && { frames })
	};
}

/** Turns the wheel for two seconds; milliseconds between frames, and lines that were still empty at the end. */
async function framesWhileScrolling(page) {
	await page.mouse.move(700, 500);
	await page.evaluate(() => {
		const gaps = [];
		let last = performance.now();
		const step = (now) => {
			gaps.push(now - last);
			last = now;
			window.measuredFrame = requestAnimationFrame(step);
		};
		window.measuredGaps = gaps;
		window.measuredFrame = requestAnimationFrame(step);
	});
	for (let turn = 0; turn < 40; turn += 1) {
		await page.mouse.wheel(0, 600);
		await page.waitForTimeout(50);
	}
	const gaps = await page.evaluate(() => {
		cancelAnimationFrame(window.measuredFrame);
		return window.measuredGaps.slice(1);
	});
	return { ...summary(gaps), longest: round(Math.max(...gaps)) };
}

/** From a deed to the next paint, and until the page has answered it, in milliseconds; with the empty page first. */
export async function interactions(browser, settings) {
	const found = [];
	for (const deed of [nothing, ...deeds]) found.push(await measure(browser, settings, deed));
	return found;
}
