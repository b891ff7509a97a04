import { expect, test, type Page } from '@playwright/test';

/** All JavaScript of a page, ECharts included, as it goes over the wire. */
const allowedScriptBytes = 300_000;

/** Complaints of the browser: script errors, and what the content security policy refused. */
function complaints(page: Page): string[] {
	const heard: string[] = [];
	page.on('pageerror', (error) => heard.push(error.message));
	page.on('console', (message) => {
		if (message.type() === 'error') heard.push(message.text());
	});
	return heard;
}

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('the map is drawn, named and leads to the street that is clicked', async ({ page }) => {
		await page.goto('/');
		const tiles = page.locator('svg a.tile');
		await expect(tiles).toHaveCount(11);
		await expect(page.getByText('示意图', { exact: true })).toBeVisible();
		await tiles.filter({ hasText: '李封街道' }).locator('.name').click();
		await expect(page).toHaveURL(/street=/);
		await expect(page.getByRole('link', { name: '去掉筛选条件：李封街道' })).toBeVisible();
	});

	test('language and theme are kept by a cookie, and the page stays where it was', async ({ page }) => {
		await page.goto('/?tier=red');
		await page.getByRole('banner').locator('summary').click();
		await page.getByRole('button', { name: 'English' }).click();
		await expect(page).toHaveURL(/\?tier=red/);
		await expect(page.locator('html')).toHaveAttribute('lang', 'en');
		await expect(page.getByRole('heading', { level: 1 })).toContainText('risk map');
		await page.getByRole('banner').locator('summary').click();
		await page.getByRole('button', { name: 'light', exact: true }).click();
		await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
	});
});

test('the first page fits one screen of 1440 × 900', async ({ page }) => {
	await page.goto('/');
	await expect(page.locator('.chart.taken')).toBeVisible();
	const height = await page.evaluate(() => document.documentElement.scrollHeight);
	expect(height).toBeLessThanOrEqual(900);
});

test('ECharts takes the map over, and a click on a tile narrows the page', async ({ page }) => {
	const heard = complaints(page);
	await page.goto('/');
	await expect(page.locator('.chart.taken .live svg')).toBeVisible();
	const tile = page.locator('svg a.tile').filter({ hasText: '王封街道' }).locator('.base');
	const box = await tile.boundingBox();
	const [x, y] = [box!.x + box!.width / 2, box!.y + box!.height / 2];
	// As people do: the pointer rests on the tile, what is said of it comes up, and must not be in the way.
	await page.mouse.move(x, y);
	await expect(page.locator('.chart .live text').filter({ hasText: '较上周' }).first()).toBeVisible();
	await page.mouse.click(x, y);
	await expect(page).toHaveURL(new RegExp(`street=${encodeURIComponent('王封街道')}`));
	expect(heard).toEqual([]);
});

test('tiles are reached and opened from the keyboard after ECharts has drawn over them', async ({ page }) => {
	await page.goto('/');
	await expect(page.locator('.chart.taken')).toBeVisible();
	await page.locator('svg a.tile').first().focus();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/street=/);
});

test('the first page needs less than 300 kB of JavaScript', async ({ page }) => {
	let bytes = 0;
	page.on('requestfinished', async (request) => {
		if (request.resourceType() === 'script') bytes += (await request.sizes()).responseBodySize;
	});
	await page.goto('/', { waitUntil: 'networkidle' });
	await expect(page.locator('.chart.taken')).toBeVisible();
	expect(bytes).toBeGreaterThan(0);
	expect(bytes).toBeLessThan(allowedScriptBytes);
});

test('a figure of a project opens the rows that make it up: feed, file, row number', async ({ page }) => {
	await page.goto('/?tier=red');
	await page.locator('section.list ol a').first().click();
	await expect(page.getByRole('heading', { level: 2 }).first()).toContainText('红');
	await page.locator('td.num a[aria-expanded="false"]').first().click();
	await expect(page.getByRole('columnheader', { name: '行号' }).first()).toBeVisible();
});
