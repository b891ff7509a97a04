import { expect, test, type Page } from '@playwright/test';
import { boundaryFile } from '../support/boundary-file';
import { accessFaults } from '../support/axe';

async function isClean(page: Page, pages: readonly string[]): Promise<void> {
	for (const place of pages) {
		await page.goto(place);
		expect(await accessFaults(page), place).toEqual([]);
	}
}

test.describe.configure({ mode: 'default' });

test('the weeks are stepped through by keyboard and by themselves, and nothing is asked of the server', async ({
	page
}) => {
	await page.goto('/timeline');
	const slider = page.getByRole('slider');
	await expect(slider).toBeVisible();
	const last = await slider.getAttribute('aria-valuetext');
	await page.waitForLoadState('networkidle');
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	await slider.focus();
	await page.keyboard.press('ArrowLeft');
	await page.keyboard.press('ArrowLeft');
	const earlier = (await slider.getAttribute('aria-valuetext'))!;
	expect(earlier < last!).toBe(true);
	await expect(page.getByRole('heading', { name: `${earlier} 各街道` })).toBeVisible();
	await page.keyboard.press(' ');
	await expect(page.getByRole('heading', { name: `${last} 各街道` })).toBeVisible();
	await page.getByRole('link', { name: '占比', exact: true }).click();
	await expect(page).toHaveURL(/measure=share/);
	expect(asked.filter((url) => !url.endsWith('/events'))).toEqual([]);
	await page.locator('select[name=left]').selectOption({ index: 3 });
	await page.getByRole('button', { name: '对照' }).click();
	const difference = page.getByRole('region', { name: /的变化$/ });
	await expect(difference).toBeVisible();
	const cells = await difference.locator('tbody tr').last().locator('td').allTextContents();
	const [then, now, change] = cells.slice(0, 3).map((text) => Number(text.replace('−', '-')));
	expect(now! - then!).toBe(change);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a week is chosen from a list, and the server draws it', async ({ page }) => {
		await page.goto('/timeline');
		const weeks = page.locator('select[name=as_of]');
		const day = (await weeks.locator('option').nth(2).textContent())!;
		await weeks.selectOption(day);
		await page.getByRole('button', { name: '查看' }).last().click();
		await expect(page.getByRole('heading', { name: `${day} 各街道` })).toBeVisible();
		await expect(page.locator('svg a.tile')).toHaveCount(11);
	});
});

test('an official map is brought in, assigned, shown with its number, and left again in one click', async ({
	page
}) => {
	await page.goto('/map-data');
	const names = ['李封街道', '王封办事处', '丹河新区'];
	await page.getByLabel('GeoJSON 文件').setInputFiles({
		name: '边界.geojson',
		mimeType: 'application/geo+json',
		buffer: Buffer.from(boundaryFile(names))
	});
	await page.getByLabel('审图号', { exact: false }).fill('豫S〔2023年〕018号');
	await page.getByLabel('提供单位').fill('示例自然资源局');
	await page.getByRole('button', { name: '检查并导入' }).click();
	await expect(page.getByText('1 个要素没有对上名称')).toBeVisible();
	await page.getByLabel('第 3 个要素的对应单位').selectOption('丹河街道');
	await page
		.getByRole('row', { name: /丹河新区/ })
		.getByRole('button', { name: '保存' })
		.click();
	await expect(page.getByText('所有要素都对上了名称')).toBeVisible();
	await page.getByRole('button', { name: '启用这一版' }).click();
	await page.getByRole('link', { name: '看地图' }).click();
	await expect(page.getByText('审图号：豫S〔2023年〕018号')).toBeVisible();
	await expect(page.locator('svg a.tile')).toHaveCount(3);
	await page.locator('svg a.tile', { hasText: '丹河街道' }).focus();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/street=/);
	await isClean(page, ['/', '/map-data']);
	await page.goto('/map-data');
	await page.getByRole('button', { name: '改回示意图' }).click();
	await expect(page.getByRole('button', { name: '改回示意图' })).toHaveCount(0);
	await page.goto('/');
	await expect(page.getByText('示意图', { exact: true })).toBeVisible();
});
