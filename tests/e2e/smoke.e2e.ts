import { expect, test } from '@playwright/test';

test('the server is ready, and the first page is titled and in Chinese', async ({ page, request }) => {
	expect((await request.get('/readyz')).status()).toBe(200);
	const response = await page.goto('/');
	expect(response?.status()).toBe(200);
	await expect(page.locator('html')).toHaveAttribute('lang', /^zh/);
	await expect(page).toHaveTitle(/薪哨/);
});

test('a page under a name that is not ours is refused', async ({ request }) => {
	const answer = await request.get('/', { headers: { host: 'evil.example' } });
	expect(answer.status()).toBe(400);
});
