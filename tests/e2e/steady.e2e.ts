import { expect, test, type Page } from '@playwright/test';
import { ready } from '../support/looks';

/** How far things moved by themselves while the page came up, and while its scripts took over. */
async function shiftOf(page: Page): Promise<{ value: number; moved: string[] }> {
	await ready(page);
	await page.waitForTimeout(1_500);
	return page.evaluate(async () => {
		interface Shift extends PerformanceEntry {
			readonly value: number;
			readonly sources: readonly { readonly node: Node | null }[];
		}
		const shifts = await new Promise<readonly Shift[]>((resolve) => {
			new PerformanceObserver((list) => resolve(list.getEntries() as Shift[])).observe({
				type: 'layout-shift',
				buffered: true
			});
			setTimeout(() => resolve([]), 500);
		});
		const nameOf = (node: Node | null) =>
			node instanceof Element ? `${node.tagName}.${node.className}` : '';
		return {
			value: shifts.reduce((sum, { value }) => sum + value, 0),
			moved: shifts.flatMap(({ sources }) => sources.map(({ node }) => nameOf(node)))
		};
	});
}

/** On a slow processor what grows while it is read shows. */
async function slowDown(page: Page): Promise<void> {
	const session = await page.context().newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

for (const lang of ['zh', 'en'])
	for (const size of [
		{ width: 1440, height: 900 },
		{ width: 390, height: 844 }
	])
		test(`nothing moves by itself on the first page, in the list and on a project's page, ${lang}, ${size.width} wide`, async ({
			page,
			context,
			baseURL
		}) => {
			await context.addCookies([{ name: 'lang', value: lang, url: baseURL! }]);
			await page.setViewportSize(size);
			await slowDown(page);
			await page.goto('/projects');
			expect(await shiftOf(page)).toEqual({ value: 0, moved: [] });
			const project = await page.locator('tbody th a').first().getAttribute('href');
			for (const path of ['/', project!]) {
				await page.goto(path);
				expect(await shiftOf(page)).toEqual({ value: 0, moved: [] });
			}
		});
