import { expect, test } from '@playwright/test';

test('a stopped feed leads to its item, where it is written down who was told and by when', async ({
	page
}) => {
	await page.goto('/supply');
	const missing = page.getByRole('region', { name: '今天缺什么' });
	await expect(missing).toContainText('示例农商银行');
	await missing.getByRole('link', { name: '断报事项' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('工资专户流水断报');
	await page.getByLabel('告知了谁').fill('示例农商银行 赵经理');
	await page.getByLabel('情况').first().fill('接口停用，改为文件报送');
	await page.getByRole('button', { name: '登记告知' }).click();
	await expect(page.getByRole('listitem').filter({ hasText: '赵经理' }).last()).toContainText('接口停用');
	await page.goto('/supply');
	await expect(missing).toContainText('赵经理');
});

test('the campaign of a street is reached from the table, and its figures add up', async ({ page }) => {
	await page.goto('/campaign');
	const units = page.getByRole('region', { name: '分属地' });
	const link = units.locator('tbody').getByRole('link').first();
	const street = (await link.textContent()) ?? '';
	await link.click();
	const burn = page.getByRole('region', { name: '未结事项走势' });
	await expect(burn.getByRole('heading')).toContainText(street);
	const figures = (await burn.locator('dd').allTextContents()).map((text) =>
		Number(text.replace('−', '-').replace(/[^\d-]/g, ''))
	);
	const [atStart, opened, closed, remaining] = figures as [number, number, number, number];
	expect(atStart + opened + closed).toBe(remaining);
});
