import { expect, test, type Page } from '@playwright/test';
import { accessFaults } from '../support/axe';
import { prefer, ready } from '../support/looks';

async function axe(page: Page): Promise<void> {
	expect(await accessFaults(page)).toEqual([]);
}

for (const theme of ['light', 'dark'] as const) {
	test(`a day and a project are chosen by the keyboard alone, in ${theme}`, async ({ page }) => {
		await prefer(page, { theme });
		await page.goto('/projects');
		await ready(page);
		const before = await page.getByLabel('查看日期').boundingBox();
		await page.getByRole('button', { name: '打开日历' }).focus();
		await page.keyboard.press('Enter');
		const calendar = page.getByRole('dialog', { name: /选择日期/ });
		await expect(calendar.locator('[data-calendar-day][data-selected]')).toBeFocused();
		await expect(calendar.getByText('初一').or(calendar.getByText('十五')).first()).toBeVisible();
		await axe(page);
		await page.keyboard.press('ArrowUp');
		await page.keyboard.press('Enter');
		await expect(page).toHaveURL(/as_of=\d{4}-\d{2}-\d{2}/);
		expect(await page.getByLabel('查看日期').boundingBox()).toEqual(before);

		await page.goto('/clues/new');
		await ready(page);
		await page.getByLabel('项目编码').focus();
		const field = page.getByRole('combobox', { name: '项目编码' });
		await expect(field).toBeFocused();
		await page.keyboard.type('lfjd');
		await expect(
			page.getByRole('listbox', { name: '找到的项目和企业' }).getByRole('option').first()
		).toContainText('李封街道');
		await axe(page);
		await page.keyboard.press('Enter');
		await expect(field).toHaveValue(/李封街道.+ · /);
		await expect(page.locator('input[type="hidden"][name="project"]')).toHaveValue(/^\d{6}-\d{4}-\d{4}$/);
	});
}

test('the menu at the end of the header is opened, walked and left by the keyboard, and acts', async ({
	page
}) => {
	await page.goto('/projects?tier=red');
	await ready(page);
	const button = page.getByRole('banner').locator('summary');
	await button.focus();
	await page.keyboard.press('Enter');
	const menu = page.getByRole('menu', { name: '账户与设置' });
	await expect(menu).toBeVisible();
	await axe(page);
	await page.keyboard.press('Escape');
	await expect(menu).toHaveCount(0);
	await expect(button).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await menu.getByRole('menuitemradio', { name: '深色' }).click();
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	await expect(page).toHaveURL(/tier=red/);
});

test('a table is ordered by its heads, and the address has the order without JavaScript too', async ({
	page,
	browser
}) => {
	await page.goto('/clues/league');
	await ready(page);
	const head = page.getByRole('columnheader', { name: '交办' }).first();
	await head.getByRole('link', { name: '交办', exact: true }).click();
	await expect(head).toHaveAttribute('aria-sort', 'descending');
	await expect(page).toHaveURL(/by=-given/);
	const given = (await page.locator('tbody tr td:nth-child(2)').allInnerTexts()).map(Number);
	expect(given).toEqual([...given].sort((a, b) => b - a));
	const names = await page.locator('tbody th').allInnerTexts();
	const context = await browser.newContext({ javaScriptEnabled: false });
	const still = await context.newPage();
	await still.goto(page.url());
	expect(await still.locator('tbody th').allInnerTexts()).toEqual(names);
	await context.close();
});
