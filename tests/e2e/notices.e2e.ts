import { expect, test, type Page } from '@playwright/test';
import { accessFaults } from '../support/axe';

const places = ['/notices', '/rules', '/rules/indicator/wage_overdue_days', '/rules/clause/1a'];

async function axe(page: Page): Promise<void> {
	expect(await accessFaults(page)).toEqual([]);
}

// The page of criteria is long, and axe looks at every element of it.
test.setTimeout(120_000);

for (const [theme, lang] of [
	['light', 'zh'],
	['dark', 'en']
] as const) {
	test(`notices and criteria are accessible and fit a phone (${theme}, ${lang})`, async ({ page }) => {
		const url = process.env.E2E_URL ?? '';
		await page.context().addCookies([
			{ name: 'theme', value: theme, url },
			{ name: 'lang', value: lang, url }
		]);
		for (const place of places) {
			await page.goto(place);
			await axe(page);
		}
		await page.setViewportSize({ width: 390, height: 844 });
		for (const place of places) {
			await page.goto(place);
			const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
			expect([place, wide]).toEqual([place, 0]);
		}
	});
}

test('notices are off until configured; a count on the page of criteria opens exactly what it counts', async ({
	page
}) => {
	await page.goto('/notices');
	await expect(page.getByRole('heading', { name: '通知没有启用' })).toBeVisible();
	await expect(page.getByText('start:')).toBeVisible();
	await page.goto('/rules');
	const row = page.locator('#clause-1a');
	const count = Number(await row.getByRole('link').innerText());
	expect(count).toBeGreaterThan(0);
	await row.getByRole('link').click();
	await expect(page.getByRole('row')).toHaveCount(count + 1);
	await page.getByRole('row').nth(1).getByRole('link').click();
	await expect(page).toHaveURL(/\/projects\//);
});
