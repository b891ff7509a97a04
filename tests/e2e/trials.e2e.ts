import { expect, test } from '@playwright/test';
import { accessFaults } from '../support/axe';
import { overhang, ready } from '../support/looks';

test('a line is moved, the past is replayed, and the lines are proposed and approved', async ({ page }) => {
	test.setTimeout(240_000);
	await page.goto('/rules/trials?indicator=wage_overdue_days');
	await ready(page);
	const before = await page.locator('output').nth(2).innerText();
	await page.locator('input[name="bound|||3"]').fill('2');
	await page.locator('input[name="bound|||2"]').fill('');
	await page.locator('input[name="bound|||1"]').fill('');
	await expect(page.locator('output').nth(2)).not.toHaveText(before);
	await page.getByLabel('回放').selectOption('13');
	await page.getByRole('button', { name: '开始回放' }).click();
	await expect(page).toHaveURL(/\/rules\/trials\/\d+$/);
	// The page waits for the job by itself.
	await expect(page.getByRole('heading', { name: '逐周红、黄项目' })).toBeVisible({ timeout: 200_000 });
	await expect(page.getByRole('row', { name: /最后一周红/ })).toContainText('+');
	await expect(page.getByRole('heading', { name: /会变级的项目 [1-9]/ })).toBeVisible();
	for (const theme of ['light', 'dark']) {
		await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
		expect(await accessFaults(page)).toEqual([]);
	}
	await page.getByLabel('出处').fill('区领导小组第 12 次会议纪要');
	await page.getByRole('button', { name: '提议采用' }).click();
	await page.getByRole('button', { name: '批准', exact: true }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: '批准', exact: true }).click();
	await expect(page.locator('pre')).toContainText('wage_overdue_days');
	await page.setViewportSize({ width: 390, height: 844 });
	expect(await overhang(page)).toBe(0);
});
