import { expect, test } from '@playwright/test';

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
