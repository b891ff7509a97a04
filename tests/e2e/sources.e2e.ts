import { expect, test, type Page } from '@playwright/test';
import { accessFaults } from '../support/axe';

/** No fault in either theme. */
async function isSound(page: Page): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		expect(await accessFaults(page)).toEqual([]);
	}
}

/** Has a day judged again and waits for its end; another run of the job may be in the way for a while. */
async function judgeAgain(page: Page, day: string): Promise<void> {
	await expect(async () => {
		await page.goto('/runs');
		await page.getByLabel('日期', { exact: true }).fill(day);
		await page.getByRole('button', { name: '开始' }).click();
		await expect(page).toHaveURL(/\/runs\/\d+$/, { timeout: 5_000 });
	}).toPass({ timeout: 40_000 });
	await expect(page.locator('dl')).toContainText('完成', { timeout: 40_000 });
}

test('a source is tried, switched off and on; one on a host that nobody allowed is refused', async ({
	page
}) => {
	await page.goto('/sources');
	await page.getByRole('button', { name: '试连: 演示部门接口' }).click();
	await expect(page.getByRole('status').filter({ hasText: '连上了' })).toContainText(
		/第一页 3 行，认得 \d+ 列/
	);
	await page.getByRole('button', { name: '停用: 演示部门接口' }).click();
	await expect(page.getByRole('button', { name: '启用: 演示部门接口' })).toBeVisible();
	await page.getByRole('button', { name: '启用: 演示部门接口' }).click();
	await expect(page.getByRole('button', { name: '停用: 演示部门接口' })).toBeVisible();
	await isSound(page);

	await page.getByRole('link', { name: '添加接口' }).click();
	await page.getByLabel('报送单位').fill('端测局');
	await page.getByLabel('标识', { exact: false }).fill('e2e-office');
	await page.getByLabel('接口地址', { exact: false }).fill('http://169.254.169.254/latest');
	await page.getByLabel('存放令牌的环境变量名', { exact: false }).fill('E2E_TOKEN');
	await page.getByLabel('税务月报').check();
	await page.getByRole('button', { name: '保存' }).click();
	await expect(page.getByRole('alert')).toContainText('没有发出任何请求');
	await expect(page.getByLabel('报送单位')).toHaveValue('端测局');
	await isSound(page);
});

test('a day is judged again: the page of the run moves by itself and leads to what it made', async ({
	page
}) => {
	await judgeAgain(page, '2026-10-10');
	await expect(page.locator('dl')).toContainText('针对 2026-10-10');
	await expect(page.getByRole('link', { name: '研判 2026-10-10' })).toHaveAttribute(
		'href',
		'/?as_of=2026-10-10'
	);
	await isSound(page);
	await page.goto('/runs?job=score');
	await expect(page.getByRole('row').filter({ hasText: '针对 2026-10-10' }).first()).toContainText('完成');
	await isSound(page);
});

test('an open page shows new results in place and says so', async ({ page, context }) => {
	await page.goto('/projects?tier=red');
	const listening = page.waitForResponse((response) => response.url().endsWith('/events'));
	await page.mouse.wheel(0, 300);
	await listening;
	const other = await context.newPage();
	await judgeAgain(other, '2026-10-11');
	const scroll = await page.evaluate(() => window.scrollY);
	const notice = page.getByRole('status', { name: '最新消息' });
	await expect(notice).toContainText('已换成新的研判结果');
	await other.close();
	expect(new URL(page.url()).search).toBe('?tier=red');
	expect(await page.evaluate(() => window.scrollY)).toBe(scroll);
});
