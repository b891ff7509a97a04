import { expect, test, type Page } from '@playwright/test';
import { placeGroups } from '../../src/lib/navigation';
import { ready } from '../support/looks';

/** Width of A4 less its margins, at 96 dots to the inch. */
const paperWidth = 703;
const paths = [...new Set(placeGroups.flatMap(({ places }) => places.map(({ href }) => href)))];

/** What would be cut at the edge of the paper or with dots, and what does nothing on paper. */
const faults = (page: Page) =>
	page.evaluate(() => {
		const edge = document.documentElement.clientWidth;
		const found = new Set<string>();
		for (const element of document.querySelectorAll<HTMLElement>('body *')) {
			const style = getComputedStyle(element);
			const box = element.getBoundingClientRect();
			if (style.display === 'none' || box.width === 0 || box.height === 0) continue;
			if (element.closest('.visually-hidden, .skip')) continue;
			const name = `${element.localName}.${element.getAttribute('class') ?? ''}`.replace(/ ?svelte-\w+/, '');
			if (box.right > edge + 1) found.add(`${name} ends at ${Math.round(box.right)}`);
			const cuts = !element.closest('svg') && style.overflowX !== 'visible';
			if (cuts && element.scrollWidth > element.clientWidth + 1) found.add(`${name} is cut`);
			if (/^(button|nav|form|input|select|textarea)$/.test(element.localName))
				found.add(`${name} is printed`);
		}
		return [...found];
	});

async function opened(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await ready(page);
}

test('every page prints whole on A4, without ways around and forms, under a line that says what it is', async ({
	page
}) => {
	test.setTimeout(480_000);
	await page.setViewportSize({ width: paperWidth, height: 1000 });
	await page.emulateMedia({ media: 'print' });
	for (const path of paths) {
		await opened(page, path);
		expect.soft(await faults(page), path).toEqual([]);
		await expect.soft(page.locator('.print-line'), path).toContainText(/数据日.*评分批次.*打印/s);
	}
});

test('the sheet of the first page is opened from it, in the filter of the page', async ({ page }) => {
	await opened(page, `/?street=${encodeURIComponent('李封街道')}`);
	const href = await page.getByRole('link', { name: '下载 PDF', exact: true }).getAttribute('href');
	expect(href).toMatch(/^\/leader\.pdf\?street=/);
	const answer = await page.request.get(href!);
	expect(answer.headers()['content-type']).toBe('application/pdf');
	expect((await answer.body()).subarray(0, 8).toString()).toBe('%PDF-1.7');
});
