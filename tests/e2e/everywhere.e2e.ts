import { expect, test, type Page } from '@playwright/test';
import { placeGroups } from '../../src/lib/navigation';
import { accessFaults } from '../support/axe';
import { detailPlaces, detailRoutes, lookedAtElsewhere, pageRoutes } from '../support/detail-places';
import { looks, overhang, prefer, ready } from '../support/looks';

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const screenSlides = ['streets', 'runway', 'alerts', 'map', 'matrix', 'clues', 'decisions'];

/** Pages that no row of links names, and other sides of pages. */
const besides = [
	'/sign-in',
	'/sign-in/code',
	'/clues/new',
	'/clues/league',
	'/cases/new',
	'/letters/templates',
	'/?map=table&sector=市政',
	'/?map=projects&street=李封街道',
	'/projects?tier=grey',
	'/?measure=share',
	'/?measure=change',
	'/timeline?measure=unpaid&left=2026-11-01&right=2026-11-21',
	'/views?from_view=%2Fprojects',
	'/changes?days=28&tier=red',
	'/analysis/sectors?sector=市政,水利',
	'/analysis/hotspots?street=李封街道',
	'/analysis/hotspots?measure=money',
	'/analysis/causes?print=1',
	'/analysis/funnel?stage=received',
	'/campaign?as_of=2026-10-20',
	'/related?within=1',
	'/screen',
	...screenSlides.map((slide) => `/screen?slide=${slide}`)
];
const paths = [...new Set(placeGroups.flatMap(({ places }) => places.map(({ href }) => href))), ...besides];

test('every page is walked, or looked at where it can be', async () => {
	const walked = new Set([...paths.map((path) => path.split('?')[0]!), ...detailRoutes]);
	expect(pageRoutes.filter((route) => !walked.has(route) && !(route in lookedAtElsewhere))).toEqual([]);
});

test.describe.configure({ mode: 'parallel' });

/** Everything that a page must be, in one visit: each look costs a reading by axe. */
async function walk(page: Page, places: readonly string[]): Promise<void> {
	const heard: string[] = [];
	page.on('pageerror', (error) => heard.push(`${page.url()}: ${error.message}`));
	page.on('console', (message) => {
		if (message.type() === 'error') heard.push(`${page.url()}: ${message.text()}`);
	});
	for (const place of places) {
		await page.setViewportSize(phone);
		const answer = await page.goto(place);
		expect.soft(answer?.status(), place).toBe(200);
		await ready(page);
		// A word that the part of the dictionary of this page does not hold would show its key.
		expect.soft(await page.locator('body').innerText(), place).not.toContain('⟦');
		await expect.soft(page.locator('h1'), place).toHaveCount(1);
		expect.soft(await overhang(page), place).toBe(0);
		await page.setViewportSize(desk);
		expect.soft(await accessFaults(page), place).toEqual([]);
	}
	expect(heard).toEqual([]);
}

for (const look of looks) {
	const named = `in ${look.theme} and ${look.lang}`;
	test(`every page of the way around is whole, fits a phone and breaks no rule of accessibility, ${named}`, async ({
		page
	}) => {
		test.setTimeout(600_000);
		await prefer(page, look);
		await walk(page, paths);
	});

	test(`so is every page that is about one thing, ${named}`, async ({ page }) => {
		test.setTimeout(240_000);
		await prefer(page, look);
		await walk(page, Object.values(await detailPlaces(page)).flat());
	});
}

test('everything is found from one field by the keyboard alone, and the focus comes back', async ({
	page
}) => {
	await page.goto('/projects');
	await ready(page);
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
	await ready(page);
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
