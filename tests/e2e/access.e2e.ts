import { expect, test, type Page } from '@playwright/test';
import { startServed, type Served } from '../support/served';
import { accessFaults } from '../support/axe';

const password = '春节前要发薪-Abc-2027';
const first = '初始密码-Qrs-4821';
let served: Served;

// A server of its own: once there are accounts, everybody has to sign in.
test.beforeAll(async () => {
	test.setTimeout(280_000);
	served = await startServed();
});
test.afterAll(async () => {
	expect(await served.stop()).toBe(0);
});
test.describe.configure({ mode: 'serial', timeout: 120_000 });

async function signIn(page: Page, username: string, given: string): Promise<void> {
	await page.goto(`${served.url}/sign-in`);
	await page.getByLabel('用户名').fill(username);
	await page.getByLabel('密码').fill(given);
	await page.getByRole('button', { name: '登录' }).click();
}

async function axe(page: Page): Promise<void> {
	expect(await accessFaults(page)).toEqual([]);
}

test('the first administrator is made with the code of the terminal, once', async ({ page }) => {
	const code = /一次性设置码 (\S+)/.exec(served.printed())?.[1] ?? '';
	await page.goto(`${served.url}/setup`);
	await axe(page);
	await page.getByLabel('设置码').fill(code);
	await page.getByLabel('姓名').fill('管理甲');
	await page.getByLabel('用户名').fill('admin.jia');
	await page.getByLabel('密码').fill(password);
	await page.getByRole('button', { name: '建立并去登录' }).click();
	await expect(page).toHaveURL(/\/sign-in/);
	await axe(page);
	await page.goto(`${served.url}/setup`);
	await expect(page.getByText('本页不再可用')).toBeVisible();
});

test('nobody gets in without signing in, and a wrong password is refused with a sentence', async ({
	page
}) => {
	for (const path of ['/', '/projects', '/users', '/audit/log.ndjson', '/permissions/matrix.csv']) {
		await page.goto(served.url + path);
		await expect(page).toHaveURL(/\/sign-in\?back=/);
	}
	await signIn(page, 'admin.jia', 'nonsense-Abc-1');
	await expect(page.getByRole('alert')).toContainText('用户名或密码不正确');
});

test('an administrator makes a street handler, who changes the password and sees that street only', async ({
	page,
	browser
}) => {
	await signIn(page, 'admin.jia', password);
	await expect(page).toHaveURL(`${served.url}/`);
	const rows = await page.getByRole('row').allTextContents();
	expect(rows.length).toBeGreaterThan(3);
	await page.goto(`${served.url}/users`);
	await axe(page);
	const street = (await page
		.getByRole('group', { name: '可见街道' })
		.getByRole('checkbox')
		.first()
		.getAttribute('value'))!;
	const form = page.locator('form.new');
	await form.getByLabel('姓名').fill('办件乙');
	await form.getByLabel('用户名').fill('ban.yi');
	await form.getByLabel('角色').selectOption('street_handler');
	await form.getByRole('group', { name: '可见街道' }).getByLabel(street).check();
	await form.getByLabel('初始密码').fill(first);
	await form.getByRole('button', { name: '新建' }).click();
	await expect(page.locator('[data-sonner-toast]').last()).toContainText('办件乙');
	const projects = await (
		await page.request.get(`${served.url}/projects?street=${encodeURIComponent(street)}`)
	).text();
	const mine = /\/projects\/([\w-]+)/.exec(projects)?.[1] ?? '';

	const handler = await (await browser.newContext()).newPage();
	await signIn(handler, 'ban.yi', first);
	await expect(handler).toHaveURL(/\/account\?renew=1/);
	await axe(handler);
	await handler.getByLabel('现在的密码').first().fill(first);
	await handler.getByLabel('新密码').fill(password);
	await handler.getByRole('button', { name: '更换，并退出其他登录' }).click();
	await expect(handler).toHaveURL(/\/sign-in/);
	await signIn(handler, 'ban.yi', password);
	await expect(handler).toHaveURL(`${served.url}/`);

	await handler.goto(`${served.url}/projects/${mine}`);
	await expect(handler.getByRole('heading', { level: 1 })).toBeVisible();
	const all = await (await page.request.get(`${served.url}/projects`)).text();
	const own = await (await handler.request.get(`${served.url}/projects`)).text();
	const codes = (text: string) =>
		new Set([...text.matchAll(/\/projects\/([\w-]+)/g)].map(([, code]) => code!));
	const others = [...codes(all)]
		.filter((code) => !codes(projects).has(code) && !codes(own).has(code))
		.slice(0, 12);
	expect(others.length).toBeGreaterThan(5);
	for (const code of others) {
		const answer = await handler.request.get(`${served.url}/projects/${code}`);
		expect([code, answer.status()]).toEqual([code, 404]);
	}
	for (const path of [
		'/operations',
		'/quarantine',
		'/users',
		'/roles',
		'/audit',
		'/feeds/payroll/template.xlsx'
	])
		expect((await handler.request.get(served.url + path)).status()).toBe(403);
	await handler.goto(`${served.url}/`);
	const names = await handler.locator('main').innerText();
	expect(names).toContain(street);
});

test('an act from another site is refused, whatever its content type', async ({ page }) => {
	await signIn(page, 'admin.jia', password);
	for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'x-foo/bar']) {
		for (const origin of ['https://evil.example', 'null']) {
			const answer = await page.request.post(`${served.url}/operations?/run`, {
				headers: { origin, 'content-type': type },
				data: 'job=score'
			});
			expect([type, origin, answer.status()]).toEqual([type, origin, 403]);
		}
	}
});

test('everything stands in the audit log, whose chain is whole', async ({ page }) => {
	await signIn(page, 'admin.jia', password);
	await page.goto(`${served.url}/audit`);
	await axe(page);
	await expect(page.getByText('链条完整')).toBeVisible();
	const text = await page.locator('table').innerText();
	for (const word of ['first administrator', 'sign-in', 'POST /users/create', '拒绝', 'GET /operations'])
		expect(text).toContain(word);
	await page.goto(`${served.url}/permissions`);
	await axe(page);
});
