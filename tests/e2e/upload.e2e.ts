import { expect, test, type Page } from '@playwright/test';
import { agree } from '../support/agree';
import { accessFaults } from '../support/axe';

/** A ledger as a street sends it: a title above, a header of its own making, sums that are none. */
async function badLedger(page: Page, month: string) {
	const answer = await page.request.get('/projects?tier=blue');
	const code = /\/projects\/(\d{6}-[\w-]+)/.exec(await answer.text())?.[1] ?? '';
	const rows = Array.from({ length: 24 }, (_, n) => {
		const paid = n === 5 || n === 11 ? '没发' : n % 2 === 0 ? '6500.00' : '0.00';
		const status = n % 2 === 0 ? '成功' : '失败';
		return `${code},${month},9901081990010113${10 + n},工人${n},6500.00,${paid},${status}`;
	});
	return [
		'示例街道农民工工资台账',
		'项目编码,工资所属月,身份证号码,姓名,应发工资（元）,到手的钱,发放状态',
		...rows
	].join('\n');
}

const choose = (page: Page, name: string, text: string) =>
	page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

test('a clerk uploads a bad ledger, matches a header, sees reasons and tier changes, and confirms', async ({
	page
}) => {
	await page.goto('/upload');
	await page.waitForLoadState('networkidle');
	await page
		.getByRole('textbox', { name: '报送单位' })
		.or(page.getByLabel('报送单位'))
		.first()
		.fill('端测街道');
	await choose(page, 'payroll_端测9月.csv', await badLedger(page, '2026-09'));
	await page.getByRole('button', { name: '上传并预览' }).click();
	await expect(page.getByRole('heading', { name: /payroll_端测9月\.csv/ })).toBeVisible();

	await expect(page.getByText('这张表现在还不能入库')).toBeVisible();
	await expect(page.locator('.missing')).toContainText('实发工资（元）');
	await expect(page.getByRole('button', { name: '确认入库' })).toBeDisabled();
	await page.getByLabel('对应到: 到手的钱').selectOption({ label: '实发工资（元）' });
	await page.getByRole('button', { name: '按所选重新核对' }).first().click();

	const counts = page.locator('dl');
	await expect(counts).toContainText(/读到\s*24/);
	await expect(counts).toContainText(/可入库\s*22/);
	await expect(counts).toContainText(/搁置\s*2/);
	const reasons = page.getByRole('group', { name: '搁置的行' });
	await expect(reasons).toContainText('“实发工资（元）”的值无法识别');
	await expect(reasons).toContainText('第 8 行：没发');
	await expect(page.getByRole('region', { name: '会改变等级的项目' })).toContainText('红');
	expect((await page.content()).match(/\b\d{17}[\dXx]\b/g)).toBe(null);
	expect(await accessFaults(page)).toEqual([]);

	await page.getByRole('button', { name: '确认入库' }).click();
	await expect(page.locator('.outcome')).toContainText('payroll_端测9月.csv');
	await expect(page.locator('.outcome')).toContainText(/可入库\s*22/);
	await page.getByRole('link', { name: '看搁置的行' }).click();
	await expect(page.locator('tbody')).toContainText('payroll_端测9月.csv');

	await page.goto('/mappings');
	await expect(page.getByRole('group', { name: '记住的表头' })).toContainText('到手的钱');
	await page.getByRole('button', { name: '撤销: 到手的钱' }).first().click();
	await expect(page.getByRole('group', { name: '记住的表头' })).not.toContainText('到手的钱');
	await expect(page.getByRole('region', { name: '全部记录' })).toContainText('撤销“到手的钱”');
	expect(await accessFaults(page)).toEqual([]);
});

test('a file that is no table gets one sentence, and cancelling leaves nothing', async ({ page }) => {
	await page.goto('/upload');
	await page.waitForLoadState('networkidle');
	await choose(page, '工资支付明细.xlsx', 'PK 这不是工作簿');
	await page.getByRole('button', { name: '上传并预览' }).click();
	await expect(page.getByRole('alert')).toContainText('不完整或已损坏');
	await page.getByRole('button', { name: '取消并删除' }).click();
	await agree(page);
	await expect(page).toHaveURL(/\/upload$/);
	await expect(page.getByText('工资支付明细.xlsx')).toHaveCount(0);
});

test('without scripts the form brings a small file to its preview', async ({ browser, baseURL }) => {
	const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
	const page = await context.newPage();
	await page.goto('/upload');
	await choose(page, 'payroll_无脚本.csv', await badLedger(page, '2026-08'));
	await page.getByRole('button', { name: '上传并预览' }).click();
	await expect(page.getByRole('heading', { name: /payroll_无脚本\.csv/ })).toBeVisible();
	await page.getByRole('button', { name: '取消并删除' }).click();
	await expect(page.getByText('payroll_无脚本.csv')).toHaveCount(0);
	await context.close();
});

test('a file larger than a form may be arrives whole; one from another site does not arrive', async ({
	page
}) => {
	const text = `uscc,所属月份,备注\n${'U1,202608,'.padEnd(1000, 'x')}\n`.repeat(1500);
	await page.goto('/upload');
	const status = await page.evaluate(async (body) => {
		const answer = await fetch('/upload/receive/large.csv', { method: 'PUT', body: new Blob([body]) });
		return [answer.status, ((await answer.json()) as { name?: string }).name];
	}, text);
	// The development server reads no body without a content type; a built one does.
	if (!process.env.E2E_DEV) expect(status).toEqual([201, 'large.csv']);
	const foreign = await page.request.put('/upload/receive/x.csv', {
		headers: { origin: 'https://elsewhere.example', 'content-type': 'application/octet-stream' },
		data: 'x'
	});
	expect(foreign.status()).toBe(403);
});
