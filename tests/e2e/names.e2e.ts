import { expect, test, type Page } from '@playwright/test';
import { accessFaults } from '../support/axe';

/** What the page says of the act, wherever it says it. */
const said = (page: Page, text: string) => page.getByText(text).filter({ visible: true }).first();

test('a row that names its project waits, comes in when a person decides, and waits again when it is undone', async ({
	page
}) => {
	const answer = await page.request.get('/api/v1/projects?limit=1');
	const [project] = ((await answer.json()) as { items: { code: string; name: string }[] }).items;
	const written = `${project?.name ?? ''} `.replace('（', '(').replace('）', ' )');
	const file = 'guarantees_端测担保.csv';
	await page.goto('/upload');
	await page.waitForLoadState('networkidle');
	await page.locator('input[type=file]').setInputFiles({
		name: file,
		mimeType: 'text/csv',
		buffer: Buffer.from(
			`工程名称,担保机构,担保金额（元）,出具日期\n${written},端测担保公司,100000,2026-01-05\n`
		)
	});
	await page.getByRole('button', { name: '上传并预览' }).click();
	await expect(page.locator('dl')).toContainText(/搁置\s*1/);
	await page.getByRole('button', { name: '确认入库' }).click();
	await expect(page.getByRole('status').filter({ hasText: file })).toBeVisible();

	await page.goto('/matching');
	const card = page.getByRole('region', { name: written.trim() });
	await expect(card).toContainText('1 行搁置等待');
	await expect(card).toContainText('名称相同');
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		expect(await accessFaults(page)).toEqual([]);
	}
	await card.getByRole('searchbox').fill(project?.code ?? '');
	await card.getByRole('button', { name: '搜索' }).click();
	await expect(card.getByRole('list', { name: '搜索结果' })).toContainText(project?.name ?? '');
	await card.getByRole('textbox', { name: /理由/ }).fill('电话核实');
	await card
		.getByRole('button', { name: /就是它/ })
		.first()
		.click();
	await expect(said(page, '1 行入库')).toBeVisible();
	await expect(card).toHaveCount(0);
	const decided = page.getByRole('row', { name: new RegExp(project?.code ?? '') });
	await expect(decided).toContainText('电话核实');
	await decided.getByRole('button', { name: /撤销/ }).click();
	await expect(said(page, '已撤销')).toBeVisible();
	await expect(card).toContainText('1 行搁置等待');
});

test('the board is read as known at a minute, every link keeps it, and one click leads back', async ({
	page
}) => {
	await page.goto('/?known_at=2099-01-01T00:00');
	const band = page.getByRole('region', { name: '按当时所知的时间' });
	await expect(band).toContainText('按 2099-01-01 00:00 当时所知显示');
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		expect(await accessFaults(page)).toEqual([]);
	}
	await page
		.getByRole('region', { name: '重点项目' })
		.getByRole('listitem')
		.first()
		.getByRole('link')
		.first()
		.click();
	await expect(page).toHaveURL(/\/projects\/[^?]+\?known_at=2099-01-01T00%3A00/);
	await expect(band).toBeVisible();
	await page.goto('/projects?as_of=2020-01-02&known_at=2020-01-03T08:00');
	await expect(band).toContainText('当时没有留下 2020-01-02 的研判');
	await page.getByRole('link', { name: '回到现在' }).click();
	await expect(page).toHaveURL(/\/projects\?as_of=2020-01-02$/);
	await expect(band).toHaveCount(0);
});
