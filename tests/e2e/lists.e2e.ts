import { expect, test, type Page } from '@playwright/test';
import { accessFaults } from '../support/axe';

/** Both looks in one go: light in Chinese as it opens, then dark in English, and back. */
async function expectClean(page: Page) {
	const looks = [
		['light', 'zh'],
		['dark', 'en']
	] as const;
	for (const [theme, lang] of looks) {
		await page
			.context()
			.addCookies(Object.entries({ theme, lang }).map(([name, value]) => ({ name, value, url: page.url() })));
		await page.reload();
		expect(await accessFaults(page), `${page.url()} ${theme} ${lang}`).toEqual([]);
	}
	await page.context().addCookies(
		Object.entries({ theme: 'light', lang: 'zh' }).map(([name, value]) => ({
			name,
			value,
			url: page.url()
		}))
	);
	await page.reload();
}

test('an analyst groups and scrolls all projects, finds some by initials, takes them away and keeps the view', async ({
	page
}) => {
	await page.goto('/projects');
	const all = Number(/共 (\d+) 条/.exec((await page.locator('main').textContent()) ?? '')?.[1]);
	const list = page.getByRole('region', { name: '工程项目' });
	const rows = list.locator('tbody:not([aria-hidden]) tr');
	await expect(list.locator('table')).toHaveAttribute('aria-rowcount', String(all + 1));
	const drawn = await rows.count();
	expect(drawn).toBeLessThan(all);
	await list.evaluate((frame) => (frame.scrollTop = frame.scrollHeight));
	await expect(list.locator(`tr[aria-rowindex="${all + 1}"] th a`)).toBeVisible();
	expect(await rows.count()).toBeLessThan(drawn + 40);

	await page.getByLabel('分组', { exact: true }).selectOption('street');
	await expect(page).toHaveURL(/group=street/);
	const heads = list.locator('tr.group');
	await expect(heads.first()).toContainText('红');
	const next = await heads.nth(0).getByRole('button').textContent();
	await heads.nth(0).getByRole('button').click();
	await expect(heads.nth(0).getByRole('button')).toHaveAttribute('aria-expanded', 'false');
	await expect(heads.nth(1)).not.toContainText(next!.replaceAll(/[▸▾\s]/g, ''));

	await page.goto('/projects');
	await page.getByRole('searchbox').fill('LFJD');
	await page.getByRole('searchbox').press('Enter');
	await expect(page).toHaveURL(/q=LFJD/);
	await expect(page.locator('tbody th a').first()).toContainText('李封街道');
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: '导出表格' }).click();
	expect((await download).suggestedFilename()).toMatch(/^工程项目_.*\.xlsx$/);
	await expectClean(page);

	const name = `李封 ${Date.now()}`;
	// The menu at the top right leads here from every page.
	const { pathname, search } = new URL(page.url());
	await page.goto(`/views?from_view=${encodeURIComponent(pathname + search)}`);
	await page.locator('form.save').getByLabel('名称').fill(name);
	await page.locator('form.save').getByRole('button', { name: '保存' }).click();
	await expect(page.locator('.what', { hasText: name })).toBeVisible();
	await expectClean(page);
	await page.getByRole('link', { name }).click();
	await expect(page).toHaveURL(/\/projects\?.*q=LFJD/);
	await page.goto('/views');
	await page.getByRole('button', { name: `删除: ${name}` }).click();
	await expect(page.getByRole('link', { name })).toHaveCount(0);
});

test('an analyst ticks two projects, sees them side by side, and what changed since last week', async ({
	page
}) => {
	await page.goto('/projects?tier=red');
	const ticks = page.locator('tbody input[type="checkbox"]');
	await ticks.nth(0).check();
	await ticks.nth(1).check();
	await page.getByRole('button', { name: /比较选中的两个/ }).click();
	await expect(page).toHaveURL(/\/compare\?a=.+&b=.+/);
	await expect(page.getByRole('heading', { name: '指标对照' })).toBeVisible();
	await expect(page.getByRole('row', { name: /逾期未付工资/ })).toBeVisible();
	await expectClean(page);
	await page.goto('/changes');
	await expect(page.getByRole('heading', { name: '等级上升', exact: false })).toBeVisible();
	await expectClean(page);
	await page.locator('section tbody th a[href^="/projects/"]').first().click();
	await expect(page.getByRole('heading', { name: /^为什么是/ })).toBeVisible();
});

test('the story of a project and of its contractor is told to the end', async ({ page }) => {
	await page.goto('/projects?tier=red');
	await page.locator('tbody th a').first().click();
	await expect(page.getByRole('heading', { name: '四方责任与五金五制' })).toBeVisible();
	await expect(page.locator('.course li').first()).toBeVisible();
	await expectClean(page);
	await page.locator('.ledger a[href^="/enterprises/"]').click();
	await expect(page.getByRole('heading', { name: '经营信号' })).toBeVisible();
	await expect(page.getByRole('heading', { name: '五年内案件' })).toBeVisible();
	await expectClean(page);
});
