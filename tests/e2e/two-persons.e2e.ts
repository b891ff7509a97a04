import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { agree } from '../support/agree';
import { readXlsx } from 'hucre/xlsx';
import { startServed, type Served } from '../support/served';
import { accessFaults } from '../support/axe';

const command = fileURLToPath(new URL('../../scripts/xinshao.mjs', import.meta.url));
const password = '春节前要发薪-Abc-2027';
const handedOver = '初始密码-Qrs-4821';
const lock = 'fayuan-2026-open';
const person = '991234199001011234';
const younger = '991234199202021242';
const header = 'project_code,wage_month,worker_id_no,worker_name,work_days,payable,paid,pay_status,pay_date';
const wage = (code: string, month: string, id: string) =>
	`${code},${month},${id},工人${id.slice(-3)},20,6000,6000,成功,${month}-28`;
const files = {
	'projects_1.csv': `project_code,project_name,street,sector,status,actual_end
OLD,旧工程,李封街道,房屋建筑,完工,2022-12-30
NEW,新工程,李封街道,房屋建筑,在建,
`,
	'payroll_1.csv': [header, wage('OLD', '2022-10', person), wage('NEW', '2026-10', younger)].join('\n')
};

let served: Served;
let home: string;
const start = (now: string) => startServed({ XINSHAO_DEMO: '0', XINSHAO_HOME: home, XINSHAO_NOW: now });
const run = (...args: string[]) =>
	execFileSync(process.execPath, [command, ...args], {
		env: { ...process.env, XINSHAO_HOME: home },
		encoding: 'utf8'
	});

test.beforeAll(async () => {
	test.setTimeout(280_000);
	home = mkdtempSync(join(tmpdir(), 'xinshao-two-'));
	served = await start('2026-11-20T09:00:00+08:00');
	const given = mkdtempSync(join(tmpdir(), 'xinshao-files-'));
	for (const [name, text] of Object.entries(files)) writeFileSync(join(given, name), text);
	run('ingest', given);
	rmSync(given, { recursive: true });
});
test.afterAll(async () => {
	expect(await served.stop()).toBe(0);
	rmSync(home, { recursive: true, force: true });
});
// An approval rewrites files and folds the log in; on a busy machine that takes its time.
test.describe.configure({ mode: 'serial', timeout: 280_000 });

async function signIn(page: Page, username: string, given = password): Promise<void> {
	await page.goto(`${served.url}/sign-in`);
	await page.getByLabel('用户名').fill(username);
	await page.getByLabel('密码').fill(given);
	await page.getByRole('button', { name: '登录' }).click();
	await expect(page).not.toHaveURL(/\/sign-in/);
}

async function signedIn(browser: Browser, username: string): Promise<Page> {
	const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
	await signIn(page, username);
	return page;
}

async function axe(page: Page): Promise<void> {
	for (const theme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme: theme });
		expect(await accessFaults(page)).toEqual([]);
	}
	await page.emulateMedia({ colorScheme: null });
}

const acts = async (page: Page, search: string) =>
	(await (await page.request.get(`${served.url}/audit/log.csv?q=${encodeURIComponent(search)}`)).text())
		.split('\r\n')
		.slice(1, -1);

/** Who asks, and who decides. */
const people = [
	{ name: '分析丙', username: 'fenxi.bing', role: 'analyst' },
	{ name: '领导丁', username: 'lingdao.ding', role: 'leadership' }
];

test('an administrator makes the accounts, and may not have persons in the clear', async ({
	page,
	browser
}) => {
	const code = /一次性设置码 (\S+)/.exec(served.printed())?.[1] ?? '';
	await page.goto(`${served.url}/setup`);
	await page.getByLabel('设置码').fill(code);
	await page.getByLabel('姓名').fill('管理甲');
	await page.getByLabel('用户名').fill('admin.jia');
	await page.getByLabel('密码').fill(password);
	await page.getByRole('button', { name: '建立并去登录' }).click();
	await signIn(page, 'admin.jia');
	await page.goto(`${served.url}/users`);
	for (const { name, username, role } of people) {
		const form = page.locator('form.new');
		await form.getByLabel('姓名').fill(name);
		await form.getByLabel('用户名').fill(username);
		await form.getByLabel('角色').selectOption(role);
		await form.getByLabel('初始密码').fill(handedOver);
		await form.getByRole('button', { name: '新建' }).click();
		await expect(page.locator('main').getByText(name).first()).toBeVisible();
		const own = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
		await signIn(own, username, handedOver);
		await own.getByLabel('现在的密码').first().fill(handedOver);
		await own.getByLabel('新密码').fill(password);
		await own.getByRole('button', { name: '更换，并退出其他登录' }).click();
		await expect(own).toHaveURL(/\/sign-in/);
	}
	const answer = await page.goto(`${served.url}/releases`);
	expect(answer?.status()).toBe(403);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('没有此项权限');
	await axe(page);
});

test('a full export takes two persons, opens with its password alone, and is over after a day', async ({
	browser
}) => {
	const she = await signedIn(browser, 'fenxi.bing');
	const he = await signedIn(browser, 'lingdao.ding');
	await she.goto(`${served.url}/releases?project=OLD`);
	await axe(she);
	await she.getByRole('combobox', { name: '数据' }).selectOption('payroll');
	await she.getByLabel('事由').fill('法院调取 (2026) 123 号');
	await she.getByLabel('用途和接收方').fill('某区法院');
	await she.getByRole('button', { name: '提交申请' }).click();
	await expect(she.getByText('等待另一人批准')).toBeVisible();
	// Her own approval: no button, and no way round the page either.
	await expect(she.getByRole('button', { name: '批准' })).toHaveCount(0);
	const forged = await she.request.post(`${served.url}/releases?/decide`, {
		headers: { origin: served.url },
		form: { no: '1', decision: 'approved', reason: '' }
	});
	expect(await forged.text()).toContain('申请人不能批准自己的申请');
	await he.goto(`${served.url}/releases`);
	await axe(he);
	await he.getByRole('button', { name: '批准', exact: true }).click();
	await agree(he);
	await expect(he.getByText('可下载')).toBeVisible();
	await expect(he.getByRole('button', { name: '下载加密文件' })).toHaveCount(0);
	await she.reload();
	await she.getByLabel('设置打开密码').fill(lock);
	const [download] = await Promise.all([
		she.waitForEvent('download'),
		she.getByRole('button', { name: '下载加密文件' }).click()
	]);
	const bytes = readFileSync((await download.path())!);
	await expect(readXlsx(bytes)).rejects.toThrow();
	const text = JSON.stringify((await readXlsx(bytes, { password: lock })).sheets[0]!.rows);
	for (const part of [person, '分析丙', '领导丁', '某区法院', '不得转发']) expect(text).toContain(part);
	expect(text).not.toContain(younger);
	await served.stop();
	served = await start('2026-11-21T09:00:01+08:00');
	await she.goto(`${served.url}/releases`);
	await expect(she.getByText('已结束')).toBeVisible();
	await expect(she.getByText('已下载 1 次')).toBeVisible();
	await expect(she.getByRole('button', { name: '下载加密文件' })).toHaveCount(0);
	const kept = await acts(await signedIn(browser, 'admin.jia'), 'releases');
	const of = (act: string) =>
		kept.filter((line) => line.includes(`"${act}"`)).map((line) => line.split(',')[5]);
	expect(of('POST /releases/request')).toEqual(['"done"']);
	expect(of('POST /releases/decide')).toEqual(['"refused"', '"done"']);
	expect(of('export /releases/[no]/file').length + of('POST /releases/[no]/file').length).toBeGreaterThan(0);
	for (const line of kept) expect(line).not.toContain(person);
});

test('an erasure takes two persons, and leaves figures, no person, and whole books', async ({ browser }) => {
	const she = await signedIn(browser, 'fenxi.bing');
	const he = await signedIn(browser, 'admin.jia');
	const find = async (page: Page) => {
		await page.goto(`${served.url}/people`);
		await page.getByLabel('公民身份号码').fill(person);
		await page.getByLabel('事由').fill('核对保存期限');
		await page.getByRole('button', { name: '查找' }).click();
		return page.getByRole('heading', { name: /找到/ });
	};
	await expect(await find(she)).toHaveText('找到 1 个项目');
	await she.goto(`${served.url}/retention`);
	await axe(she);
	await she.getByRole('checkbox', { name: '旧工程' }).check();
	await she.getByLabel('依据或理由').fill('保存期满三年');
	await she.getByRole('button', { name: '申请删除' }).click();
	await expect(she.getByText('须由另一人批准')).toBeVisible();
	const forged = await she.request.post(`${served.url}/retention?/decide`, {
		headers: { origin: served.url },
		form: { no: '1', decision: 'approve', reason: '自己批准' }
	});
	expect(await forged.text()).toContain('申请人不能批准自己的申请');
	await he.goto(`${served.url}/retention`);
	await axe(he);
	await he.getByLabel('依据或理由').fill('同意删除');
	await he.getByRole('button', { name: '批准并永久删除' }).click();
	await he.getByRole('alertdialog').getByRole('button', { name: '批准并永久删除' }).click();
	await expect(he.getByText('已没有含它们的备份')).toBeVisible({ timeout: 60_000 });
	await expect(await find(she)).toHaveText('找到 0 个项目');
	await expect(async () => {
		await he.reload();
		await expect(he.getByText('待改写的原始文件')).toHaveCount(0, { timeout: 500 });
	}).toPass();
	const rows = run('export', 'payroll');
	expect(rows).toContain('OLD,,2022-10,（已按保存期限删除）,（已按保存期限删除）,20.000000,6000.00');
	expect(rows).toMatch(/NEW,,2026-10,991\*+1242/);
	expect(run('verify')).not.toContain('✗');
	await he.goto(`${served.url}/audit`);
	await axe(he);
	await expect(he.getByText(/至第 \d+ 条链条完整/)).toBeVisible();
	await he.goto(`${served.url}/health`);
	await axe(he);
});
