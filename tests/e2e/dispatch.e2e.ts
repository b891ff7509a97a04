import { expect, test, type Page } from '@playwright/test';
import { agree } from '../support/agree';
import { accessFaults } from '../support/axe';

async function axe(page: Page): Promise<void> {
	expect(await accessFaults(page)).toEqual([]);
}

test.describe.configure({ mode: 'serial' });

test('an alert is claimed, answered, and handed in', async ({ page }) => {
	await page.goto('/alerts?state=open');
	await page.getByRole('row').nth(1).getByRole('link').first().click();
	await page.getByRole('button', { name: '认领' }).click();
	await expect(page.getByText('处置中').first()).toBeVisible();
	await page.getByLabel('结论').selectOption('已足额支付');
	await page.getByLabel('情况').first().fill('银行回单三张，已核对');
	await page.getByRole('button', { name: '提交销号材料' }).click();
	await expect(page.getByText('待销号').first()).toBeVisible();
	await expect(page.getByText('银行回单三张')).toBeVisible();
	await axe(page);
});

test('a clue goes to the unit that the pack names, and its clock moves on', async ({ page }) => {
	await page.goto('/clues?lamp=red');
	await page.getByRole('row').filter({ hasText: '待交办' }).first().getByRole('link').first().click();
	await expect(page.getByText('待交办').first()).toBeVisible();
	await axe(page);
	await page.getByLabel('责任人').fill('王科长');
	await page.getByRole('button', { name: '交办' }).click();
	await expect(page.getByText('待反馈').first()).toBeVisible();
	await page.getByLabel('情况').fill('已到工地，约谈总包');
	await page.getByRole('button', { name: '提交' }).click();
	await expect(page.getByText('周调度').first()).toBeVisible();
});

test('the Friday meeting: frozen, gone through with the keyboard, decided, printed', async ({ page }) => {
	await page.goto('/meetings');
	// The demo's office met last Friday, and decided on some of its items.
	await expect(page.locator('a[href="/meetings/1"]').first()).toBeVisible();
	const today = await page.getByLabel('会议日期').inputValue();
	await page.getByRole('button', { name: '定稿' }).click();
	await agree(page);
	await expect(page).toHaveURL(/\/meetings\/\d+$/);
	await expect(page.getByRole('heading', { level: 1 })).toContainText(today);
	await axe(page);
	await page.getByRole('link', { name: '投影' }).click();
	await expect(page.getByText(/第 1 项/)).toBeVisible();
	await page.keyboard.press('ArrowRight');
	await expect(page.getByText(/第 2 项/)).toBeVisible();
	await page.keyboard.press('ArrowLeft');
	await expect(page.getByText(/第 1 项/)).toBeVisible();
	await axe(page);
	await page.getByLabel('做什么').fill('一周内补发全部工资');
	await page.getByLabel('责任单位和责任人').fill('区住建局 王科长');
	await page.getByRole('button', { name: '记入' }).click();
	await expect(page.getByText('一周内补发全部工资')).toBeVisible();
	// A key that is pressed before the page is alive is lost; a person presses it again.
	await expect(async () => {
		await page.keyboard.press('Escape');
		await expect(page).toHaveURL(/\/meetings\/\d+$/, { timeout: 2_000 });
	}).toPass();
	for (const paper of ['议程', '纪要', '任务单']) {
		const href = await page.getByRole('link', { name: `${paper} Word` }).getAttribute('href');
		const answer = await page.request.get(href ?? '');
		expect([paper, answer.status(), (await answer.body()).subarray(0, 2).toString()]).toEqual([
			paper,
			200,
			'PK'
		]);
	}
});

test('a letter is drafted on a red project, issued with a number, and delivered', async ({ page }) => {
	await page.goto('/projects?tier=red');
	const href = await page.locator('a[href^="/projects/4"]').first().getAttribute('href');
	const code = /\/projects\/([\w-]+)/.exec(href ?? '')?.[1] ?? '';
	await page.goto(`/letters?kind=supervision&subject=${code}`);
	await page.getByRole('button', { name: '起草' }).click();
	await expect(page.getByText('督　办　函')).toBeVisible();
	await axe(page);
	await page.getByRole('button', { name: '签发并取号' }).click();
	await agree(page);
	await expect(page.getByText(/治欠督办〔\d{4}〕\d+号/).first()).toBeVisible();
	await page.getByLabel('签收人').fill('项目部李某');
	await page.getByRole('button', { name: '登记送达' }).click();
	await agree(page);
	await expect(page.getByText('已送达').first()).toBeVisible();
});

test('a figure of the winter form opens its rows', async ({ page }) => {
	const year = new Date().getFullYear();
	await page.goto(`/reports/winter_campaign?from=${year - 1}-06-01&to=${year}-12-31`);
	const figure = page.getByRole('row', { name: /^合计/ }).getByRole('link').first();
	const count = Number(await figure.innerText());
	expect(count).toBeGreaterThan(0);
	await figure.click();
	await expect(page.locator('#rows')).toContainText(`${count} 行`);
});
