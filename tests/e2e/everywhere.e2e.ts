import { expect, test, type Page } from '@playwright/test';
import { placeGroups } from '../../src/lib/navigation';
import { accessFaults } from '../support/axe';

/** Pages that no row of links names, but everybody meets. */
const besides = [
	'/sign-in',
	'/screen',
	'/screen?slide=streets',
	'/screen?slide=runway',
	'/screen?slide=alerts',
	'/screen?slide=map',
	'/screen?slide=matrix',
	'/screen?slide=clues',
	'/screen?slide=decisions'
];
const paths = [...new Set(placeGroups.flatMap(({ places }) => places.map(({ href }) => href))), ...besides];

async function prefer(page: Page, theme: 'light' | 'dark', lang: 'zh' | 'en'): Promise<void> {
	const url = process.env.E2E_URL ?? '';
	await page.context().addCookies([
		{ name: 'theme', value: theme, url },
		{ name: 'lang', value: lang, url }
	]);
}

for (const [theme, lang] of [
	['light', 'zh'],
	['dark', 'en']
] as const) {
	test(`every page of the way around is whole and breaks no rule of accessibility, in ${theme} and ${lang}`, async ({
		page
	}) => {
		test.setTimeout(480_000);
		await prefer(page, theme, lang);
		const heard: string[] = [];
		page.on('pageerror', (error) => heard.push(`${page.url()}: ${error.message}`));
		for (const path of paths) {
			const answer = await page.goto(path);
			expect.soft(answer?.status(), path).toBe(200);
			await page.waitForFunction(() => performance.getEntriesByName('xinshao:ready').length > 0);
			// A word that the part of the dictionary of this page does not hold would show its key.
			expect.soft(await page.locator('body').innerText(), path).not.toContain('⟦');
			await expect.soft(page.locator('h1'), path).toHaveCount(1);
			expect.soft(await accessFaults(page), path).toEqual([]);
		}
		expect(heard).toEqual([]);
	});
}

test('everything is found from one field by the keyboard alone, and the focus comes back', async ({
	page
}) => {
	await page.goto('/projects');
	await page.waitForFunction(() => performance.getEntriesByName('xinshao:ready').length > 0);
	await page.keyboard.press('Tab');
	await expect(page.locator('a.skip')).toBeFocused();
	await page.keyboard.press('Control+k');
	const field = page.getByRole('combobox', { name: '查找与操作' });
	await expect(field).toBeFocused();
	await field.fill('lf');
	await expect(page.getByRole('dialog').getByRole('option').first()).toContainText('李封街道');
	expect(await accessFaults(page, '.dialog-sheet')).toEqual([]);
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/(projects|enterprises)\/./);
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog', { name: '键盘快捷键' })).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await page.keyboard.press('g');
	await page.keyboard.press('a');
	await expect(page).toHaveURL(/\/alerts$/);
});

test('a projector is moved by keys, hides more with every press, and keeps its filter', async ({ page }) => {
	await page.goto(`/screen?street=${encodeURIComponent('李封街道')}&slide=alerts`);
	await page.waitForFunction(() => performance.getEntriesByName('xinshao:ready').length > 0);
	await expect(page.getByRole('heading', { level: 1 })).toContainText('未办结预警');
	await page.keyboard.press('m');
	await expect(page.getByText('已遮盖人员、账户和企业')).toBeVisible();
	await page.keyboard.press('ArrowRight');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('超期线索');
	await expect(page).toHaveURL(/street=.*mask=firms/);
	await expect(page.getByText('李封街道', { exact: true }).first()).toBeVisible();
	await page.keyboard.press('1');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('风险一张图');
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog', { name: '投屏按键' })).toBeVisible();
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await page.keyboard.press('Escape');
	await expect(page).toHaveURL(new RegExp(`/\\?street=${encodeURIComponent('李封街道')}$`));
});
