import type { Page } from '@playwright/test';

export interface Look {
	readonly theme: 'light' | 'dark';
	readonly lang: 'zh' | 'en';
}

/** Two looks that between them show both themes and both languages. */
export const looks: readonly Look[] = [
	{ theme: 'light', lang: 'zh' },
	{ theme: 'dark', lang: 'en' }
];

/** Has the server write every page of this browser in a look, as a person who chose it. */
export async function prefer(page: Page, look: Partial<Look>): Promise<void> {
	const url = process.env.E2E_URL ?? '';
	await page.context().addCookies(Object.entries(look).map(([name, value]) => ({ name, value, url })));
}

/** Waits until the scripts of the page have taken over. */
export async function ready(page: Page): Promise<void> {
	await page.waitForFunction(() => performance.getEntriesByName('xinshao:ready').length > 0);
}

/** Pixels by which the page is wider than its window. */
export const overhang = (page: Page): Promise<number> =>
	page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
