import { expect, test } from '@playwright/test';

test('from a threshold line to the projects beyond it, and on paper nothing but the page', async ({
	page
}) => {
	await page.goto('/analysis/indicators');
	await page.getByRole('link', { name: '人工费拨付间隔' }).click();
	await page.getByRole('link', { name: /查看达到 红/ }).click();
	await expect(page).toHaveURL(/line=3/);
	const beyond = page.locator('#beyond tbody th a');
	expect(await beyond.count()).toBeGreaterThan(0);
	await beyond.first().click();
	await expect(page.getByRole('link', { name: '项目档案（Word）' })).toHaveAttribute('href', /file\.docx/);
	await page.getByRole('link', { name: '打印或存为 PDF' }).first().click();
	await expect(page).toHaveURL(/print=1/);
	await expect(page.getByText(/评分批次 \d+/)).toBeVisible();
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('navigation')).toHaveCount(0);
	await expect(page.getByRole('button')).toHaveCount(0);
	await page.emulateMedia({ media: 'screen' });
	await page.getByRole('link', { name: '返回页面' }).click();
	await expect(page).not.toHaveURL(/print=1/);
});

test('a paragraph of the bulletin is written over, goes out in Word, and is brought back', async ({
	page
}) => {
	await page.goto('/bulletins');
	await page.locator('a[href^="/bulletins/monthly/"]').nth(1).click();
	await page.getByText('修改按语').click();
	const words = `请各街道核实（${Date.now()}）`;
	const lead = page.locator('#lead');
	await lead.getByLabel('按语').fill(words);
	await lead.getByRole('button', { name: '保存' }).click();
	await expect(lead.locator('p.text')).toHaveText(words);
	const file = await page.request.get(
		(await page.getByRole('link', { name: '下载 Word' }).getAttribute('href')) ?? ''
	);
	expect(file.headers()['content-type']).toContain('wordprocessingml');
	expect((await file.body()).subarray(0, 2).toString()).toBe('PK');
	// The part stays open where the answer came in place.
	const back = lead.getByRole('button', { name: '恢复自动文字' });
	if (!(await back.isVisible())) await page.getByText('修改按语').click();
	await back.click();
	await expect(lead.locator('p.text')).toHaveCount(0);
	await expect(page.locator('section.acts')).toContainText(words);
});
