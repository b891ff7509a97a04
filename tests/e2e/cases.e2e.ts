import { expect, test, type Page } from '@playwright/test';
import { agree } from '../support/agree';
import { accessFaults } from '../support/axe';

async function axe(page: Page): Promise<void> {
	expect(await accessFaults(page)).toEqual([]);
}

/** The first case of the demo that is about a project, and that project. */
async function firstCase(page: Page): Promise<{ cases: string; project: string }> {
	await page.goto('/triggers?rule=task_force');
	const cases = await page.locator('a[href^="/cases/"]').first().getAttribute('href');
	const project = await page.locator('main a[href^="/projects/"]').first().getAttribute('href');
	return { cases: cases ?? '', project: project ?? '' };
}

test.describe.configure({ mode: 'serial' });

test('a letter becomes a clue, the clue a case, which is verified, paid and closed', async ({ page }) => {
	const { project } = await firstCase(page);
	await page.goto(`/clues/new?project=${project.split('/').at(-1)}`);
	await page.getByLabel('渠道').selectOption('来信');
	await page.getByLabel('涉及人数').fill('3');
	await page.getByLabel('涉及金额（元）').fill('30000');
	await page.getByRole('button', { name: '登记' }).click();
	await expect(page.getByText(/SGXS\d{4}-\d{4}/).first()).toBeVisible();
	await page.getByRole('link', { name: '立案或协调' }).click();
	await page.getByRole('button', { name: '登记' }).click();
	await expect(page.getByText(/SGAJ\d{4}-\d{4}/).first()).toBeVisible();
	const verify = page.locator('form', { has: page.getByRole('heading', { name: '核实' }) });
	await verify.getByLabel('情况与依据').fill('逐人核对考勤和工资表');
	await verify.getByRole('button', { name: '核实' }).click();
	await expect(page.getByText('尚欠 3.0 万元')).toBeVisible();
	const pay = page.locator('form', { has: page.getByRole('heading', { name: '清偿到账' }) });
	await pay.getByLabel('金额（元）').fill('30000');
	await pay.getByRole('button', { name: '清偿到账' }).click();
	await agree(page);
	await expect(page.getByText('没有待清偿的金额。')).toBeVisible();
	const rest = page.locator('form', { has: page.getByRole('heading', { name: '备注 / 办结' }) });
	await rest.getByLabel('情况与依据').fill('已付清，反映人确认');
	await rest.getByRole('button', { name: '办结' }).click();
	await agree(page);
	await expect(page.getByText('案件已办结，可登记回访或备注。')).toBeVisible();
	await axe(page);
});

test('a rule that is met is confirmed, then done with a note', async ({ page }) => {
	await page.goto('/triggers?rule=group_petition');
	const row = page.locator('.row', { hasText: '待确认' }).first();
	const cause = (await row.locator('.code').textContent()) ?? '';
	await row.getByText('处理', { exact: true }).click();
	await row.getByRole('button', { name: '确认' }).click();
	const same = page.locator('.row', { hasText: cause });
	await expect(same).toContainText('已确认');
	const done = same.getByRole('button', { name: '已落实' });
	// The part stays open where the answer came in place.
	if (!(await done.isVisible())) await same.getByText('处理', { exact: true }).click();
	await done.click();
	await expect(page.getByRole('alert')).toContainText('请写明落实情况');
	await page.goto('/triggers?rule=group_petition');
	await same.getByText('处理', { exact: true }).click();
	await same.getByLabel('落实情况或理由').fill('已启动应急机制');
	await done.click();
	await expect(page.locator('.row', { hasText: cause })).toHaveCount(0);
	await page.goto('/triggers?state=all&rule=group_petition');
	await expect(page.locator('.row', { hasText: cause })).toContainText('已启动应急机制');
});
