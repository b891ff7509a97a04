import { expect, test, type Page } from '@playwright/test';
import { accessFaults } from '../support/axe';

async function isSound(page: Page): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		expect(await accessFaults(page)).toEqual([]);
	}
}

/** Waits until the scripts of the page answer; before, it is as without JavaScript. */
async function answers(page: Page): Promise<void> {
	await expect(async () => {
		expect(await page.evaluate(() => performance.getEntriesByName('xinshao:ready').length)).toBe(1);
	}).toPass();
}

/** Address of an alert that nobody has claimed yet; the last of them, which no other journey takes. */
async function freeAlert(page: Page): Promise<string> {
	await page.goto('/alerts?state=open');
	return (await page.locator('main td a[href^="/alerts/"]').last().getAttribute('href')) ?? '';
}

test('an act is answered in place, can be taken back, and can be read again; what is being written stays', async ({
	page
}) => {
	const address = await freeAlert(page);
	await page.goto(address);
	await answers(page);
	const note = page.locator('textarea[name="words"]').last();
	await note.fill('还没有发出的备注');
	await page.getByRole('button', { name: '认领', exact: true }).click();
	const toast = page.locator('[data-sonner-toast]').first();
	await expect(toast).toContainText('已认领');
	await expect(page.locator('main ol')).toContainText('认领');
	await expect(note).toHaveValue('还没有发出的备注');
	await isSound(page);

	await toast.getByRole('button', { name: '撤销' }).click();
	await expect(page.locator('main ol')).toContainText('撤回认领');
	await expect(page.getByRole('button', { name: '认领', exact: true })).toBeVisible();

	// What was refused stays until it is closed, and what was typed can be mended.
	const why = page.locator('input[name="words"]').first();
	await why.fill('等待开户银行补报流水');
	await page.getByRole('button', { name: '静默', exact: true }).click();
	await expect(page.getByRole('alert')).toContainText('静默的截止日期');
	await expect(why).toHaveValue('等待开户银行补报流水');

	await page.locator('main h1').click();
	await page.keyboard.press('Control+k');
	await page.getByRole('option', { name: '最近的提示' }).click();
	const dialog = page.getByRole('dialog');
	await expect(dialog).toContainText('已认领');
	await expect(dialog).toContainText('静默的截止日期');
	await isSound(page);
});

test('without JavaScript the answer and the way back stand on the page', async ({ browser, page }) => {
	const address = await freeAlert(page);
	const context = await browser.newContext({ javaScriptEnabled: false });
	const plain = await context.newPage();
	await plain.goto(new URL(address, page.url()).href);
	await plain.getByRole('button', { name: '认领', exact: true }).click();
	await expect(plain.locator('.said')).toContainText('已认领');
	await plain.locator('.said').getByRole('button', { name: '撤销' }).click();
	await expect(plain.locator('.said')).toContainText('已撤回认领');
	await expect(plain.getByRole('button', { name: '认领', exact: true })).toBeVisible();
	await context.close();
});

test('the walk through the demo leads on, is put aside and taken up again, on a phone too', async ({
	page
}) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto('/');
	await page.getByRole('button', { name: /两分钟走一遍/ }).click();
	const card = page.getByRole('region', { name: '导览' });
	await expect(card).toContainText('第 1 步');
	await expect(card).toBeFocused();
	const ask = await card.getByRole('status').innerText();
	const street = /“(.+?)”/.exec(ask)?.[1] ?? '';
	await page.goto(`/?street=${encodeURIComponent(street)}`);
	await expect(card).toContainText(`只看 ${street}`);
	await card.getByRole('button', { name: '下一步' }).click();
	await expect(card).toContainText('第 2 步');
	await isSound(page);
	await card.press('Escape');
	await expect(card).toHaveCount(0);
	await page.reload();
	await page.getByRole('button', { name: '继续导览（第 2 步）' }).click();
	await card.getByRole('button', { name: '打开这一页' }).click();
	await expect(page).toHaveURL(/\/projects\?/);
	await page.locator('.tour-target').first().click();
	await expect(card).toContainText('从头讲到尾');

	// The mark beside a figure says what it is, and where its rows are.
	await page.setViewportSize({ width: 1440, height: 900 });
	await page.goto('/runway');
	await answers(page);
	await page.locator('[data-figure="balance"]').click();
	await expect(page.getByRole('note')).toContainText('原始行');
	await page.keyboard.press('Escape');
	await expect(page.getByRole('note')).toHaveCount(0);
});
