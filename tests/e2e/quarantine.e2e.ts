import { expect, test, type Page } from '@playwright/test';
import { agree } from '../support/agree';
import { accessFaults } from '../support/axe';

const header = '统一社会信用代码,所属月份,申报税额（元）,入库税额（元）,欠税额（元）,开票金额（元）';

/** Uploads a tax file as the form without scripts does, and confirms it; answers the number of its batch. */
async function upload(page: Page, name: string, lines: readonly string[]): Promise<string> {
	const origin = new URL(test.info().project.use.baseURL ?? '').origin;
	const files = { name, mimeType: 'text/csv', buffer: Buffer.from([header, ...lines].join('\n')) };
	const headers = { origin, accept: 'text/html' };
	const preview = await page.request.post('/upload?/send', { multipart: { files }, headers });
	const done = await page.request.post(`${new URL(preview.url()).pathname}?/confirm`, { form: {}, headers });
	const batch = /done=(\d+)/.exec(done.url())?.[1];
	expect(batch).toBeDefined();
	return batch!;
}

/** No fault of access in either theme. */
async function isAccessible(page: Page) {
	for (const theme of ['light', 'dark']) {
		await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
		expect(await accessFaults(page), theme).toEqual([]);
	}
}

test('a clerk corrects a row, gives one up and takes it up again, and withdraws the batch after a second look', async ({
	page
}) => {
	// Judging twice for the second look, on a busy machine.
	test.setTimeout(120_000);
	const stamp = String(Date.now()).slice(-7);
	const batch = await upload(page, `tax_端测${stamp}.csv`, [
		`91990803MA${stamp}X,2026-08,100,100,0,1000`,
		`91990803MA${stamp}Y,2026-08,一百,100,0,1000`,
		`91990803MA${stamp}Z,2026-88,100,100,0,1000`
	]);

	await page.goto(`/quarantine?batch=${batch}`);
	const table = page.getByRole('group', { name: '待核数据' });
	await expect(table.getByRole('row')).toHaveCount(3);
	await isAccessible(page);
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: '下载标好问题的工作簿' }).click();
	expect((await download).suggestedFilename()).toBe(`退回更正_批次${batch}.xlsx`);

	await page.getByRole('link', { name: `处理: 批次 ${batch} 第 3 行` }).click();
	await expect(page.getByLabel('申报税额（元）')).toHaveValue('一百');
	await expect(page.getByLabel('申报税额（元）')).toHaveAttribute('aria-invalid', 'true');
	await isAccessible(page);
	await page.getByLabel('申报税额（元）').fill('壹佰');
	await page.getByRole('button', { name: '检查并入库' }).click();
	await expect(page.getByRole('alert')).toContainText('“壹佰”无法识别');
	await page.getByLabel('申报税额（元）').fill('100');
	await page.getByRole('button', { name: '检查并入库' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('已更正入库');
	await expect(page.getByRole('region', { name: '处理记录' })).toContainText('试过，仍不通过');

	await page.goto(`/quarantine/${batch}/4`);
	await page.getByRole('textbox', { name: '理由' }).fill('月份无从核实');
	await page.getByRole('button', { name: '不再处理' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('不再处理');
	await page.getByRole('button', { name: '恢复为待处理' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('待处理');

	await page.goto(`/batches/${batch}`);
	await page.getByRole('textbox', { name: '撤回理由' }).fill('端测作废');
	await page.getByRole('button', { name: '先看会有什么变化' }).click();
	const looked = page.getByRole('region', { name: '撤回后的变化（还没有撤回）' });
	await expect(looked).toContainText(/2\s*失效的行/);
	await expect(looked).toContainText(/2\s*不再有任何记录的行/);
	await isAccessible(page);
	await looked.getByRole('button', { name: '确认撤回' }).click();
	await agree(page);
	await expect(page.getByRole('status').filter({ hasText: '此批次已撤回' })).toContainText('端测作废');
	await page.goto('/batches');
	await expect(page.getByRole('row', { name: new RegExp(`tax_端测${stamp}`) }).first()).toContainText(
		'已撤回'
	);
});
