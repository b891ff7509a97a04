import { expect, test } from '@playwright/test';

test('an exemption is asked for, approved, shown as in force, and revoked with a reason', async ({
	page
}) => {
	await page.goto('/projects?tier=red');
	const code = (await page.locator('tbody th .code').last().textContent()) ?? '';
	await page.goto(`/exemptions?subject=${code}`);
	const ask = page.locator('form.apply');
	await ask.getByLabel('指标').selectOption('card_bound_rate');
	await ask.getByLabel('理由').fill('工资卡由总包统一更换，银行已受理');
	await ask.getByLabel('依据材料').fill('银行受理单 2026-1');
	await ask.getByRole('button', { name: '提交申请' }).click();
	const waiting = page.getByRole('region', { name: /^待批准/ });
	await expect(waiting.locator('article')).toContainText('工资卡绑定率');
	await waiting.getByRole('button', { name: '批准', exact: true }).click();
	const inForce = page.getByRole('region', { name: /^生效中/ });
	await expect(inForce.locator('article')).toContainText('本机操作员 批准');
	await inForce.getByRole('button', { name: '撤销' }).click();
	await expect(page.getByRole('alert')).toContainText('请写明理由');
	await page
		.getByRole('region', { name: /^生效中/ })
		.getByRole('textbox')
		.fill('银行未予办理');
	await page
		.getByRole('region', { name: /^生效中/ })
		.getByRole('button', { name: '撤销' })
		.click();
	await expect(page.getByRole('region', { name: /^已结束/ })).toContainText('银行未予办理');
});

test('projects with one root open into a drawing and its list', async ({ page }) => {
	await page.goto('/related');
	await page.getByRole('link', { name: '展开' }).first().click();
	await expect(page.getByRole('region', { name: '关系图' }).locator('svg')).toBeVisible();
	const listed = page.getByRole('table', { name: '项目明细' }).locator('tbody tr');
	expect(await listed.count()).toBeGreaterThan(1);
	await listed.first().getByRole('link').click();
	await page.getByRole('link', { name: '同根项目' }).click();
	await expect(page.getByText('只看与项目')).toBeVisible();
});
