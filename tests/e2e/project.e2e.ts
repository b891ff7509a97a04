import { expect, test } from '@playwright/test';

test('an analyst goes from the map to the red project, to its reason, to the row in the file', async ({
	page
}) => {
	await page.goto('/');
	await page.locator('a[href^="/projects/"]').first().click();
	await expect(page.getByRole('heading', { name: /^为什么是/ })).toBeVisible();
	await expect(page.locator('.lead')).toContainText('因此判为红');
	const value = page.locator('#wage_overdue_days td a, #unpaid_wage_months td a').first();
	await value.click();
	const rows = page.getByRole('region', { name: '来源数据行' });
	await expect(rows).toBeVisible();
	await expect(rows.getByRole('columnheader', { name: '行号' }).first()).toBeVisible();
	await expect(rows.locator('tbody tr').first()).toContainText(/\.(csv|ndjson|xlsx)/);
	// No ID number reaches the page: what looks like one is masked in its middle.
	expect(await page.content()).not.toMatch(/\b\d{17}[\dXx]\b/);
});

test('the map counts as many red projects as the list shows', async ({ page }) => {
	await page.goto('/projects?tier=red');
	const shown = await page.locator('tbody tr').count();
	await page.goto('/');
	await expect(page.locator('main a[href*="tier=red"]').first()).toContainText(new RegExp(`\\b${shown}\\b`));
});

test('the list finds a project by its code and by a word of its name, and says when there is none', async ({
	page
}) => {
	await page.goto('/projects');
	const first = page.locator('tbody th a').first();
	const name = (await first.textContent()) ?? '';
	await page.getByRole('searchbox').fill(name.slice(0, 6));
	await page.getByRole('button', { name: '筛选' }).click();
	await expect(page.locator('tbody').first()).toContainText(name);
	await page.goto('/projects?q=没有这样的项目');
	await expect(page.getByText('没有符合条件的项目或企业')).toBeVisible();
});

test('an operator runs a job by hand and sees what came of it', async ({ page }) => {
	await page.goto('/operations');
	await page.getByRole('button', { name: /立即运行: 整理数据库/ }).click();
	await expect(page.locator('p.answer')).toContainText('完成');
	await expect(page.getByRole('region', { name: '运行记录' })).toContainText('手动');
});

test('a day before the first scoring, or a project that is not on record, is said and not shown', async ({
	page
}) => {
	expect((await page.goto('/projects/000000-0000-0000'))?.status()).toBe(404);
	await expect(page.locator('body')).not.toContainText('Error');
});

test('the unpaid sum, the workers and a month of the axis open their rows too', async ({ page }) => {
	await page.goto('/projects?tier=red&sort=unpaid');
	await page.locator('tbody th a').first().click();
	await page.locator('.facts a').first().click();
	const rows = page.getByRole('region', { name: '来源数据行' });
	await expect(rows).toContainText('工资支付明细');
	await page.locator('.facts a').nth(1).click();
	await expect(rows).toContainText('月考勤汇总');
	await page.getByText('看表格').click();
	await page
		.getByRole('rowheader', { name: /^\d{4}-\d{2}$/ })
		.nth(3)
		.getByRole('link')
		.click();
	await expect(rows).toContainText('人工费与工程款拨付');
});
