import { expect, test, type Page } from '@playwright/test';
import { agree } from '../support/agree';
import { startServed, type Served } from '../support/served';
import { accessFaults } from '../support/axe';

/** Two districts whose documents differ: 中站 serves the demo of all tests, 涧西 one of its own. */
const districts = [
	{ code: '410803', name: '中站' },
	{ code: '410305', name: '涧西' }
] as const;

let own: Served | undefined;
test.beforeAll(async () => {
	test.setTimeout(280_000);
	own = await startServed({ XINSHAO_JURISDICTION: '410305', XINSHAO_JOBS: '0' });
});
test.afterAll(async () => {
	expect(await own?.stop()).toBe(0);
});

const siteOf = (code: string) => (code === '410803' ? (process.env.E2E_URL ?? '') : (own?.url ?? ''));

async function axe(page: Page): Promise<void> {
	expect(await accessFaults(page)).toEqual([]);
}

for (const { code, name } of districts)
	test(`a red project of ${name} goes the whole road, from the map to a closed alert`, async ({ page }) => {
		test.setTimeout(180_000);
		const site = siteOf(code);
		// Seen: the map, the gravest project that nobody has claimed, why it is red.
		await page.goto(`${site}/alerts?state=open`);
		const row = page
			.getByRole('row')
			.filter({ has: page.locator('a[href^="/alerts/project/"]'), hasText: '红' })
			.last();
		const alert = (await row.locator('a[href^="/alerts/project/"]').first().getAttribute('href')) ?? '';
		const project = alert.split('/').at(-1) ?? '';
		await page.goto(`${site}/projects/${project}`);
		await expect(page.getByRole('heading', { name: '为什么是红' })).toBeVisible();
		await expect(page.getByRole('heading', { name: /这个结论怎么算出来的/ })).toBeVisible();

		// Claimed.
		await page.goto(site + alert);
		await page.getByRole('button', { name: '认领' }).click();
		await expect(page.getByText('处置中').first()).toBeVisible();

		// A worker comes in: clue, given to the unit that the pack names, answered.
		await page.goto(`${site}/clues/new?project=${project}`);
		await page.getByLabel('渠道').selectOption('来访');
		await page.getByLabel('涉及人数').fill('2');
		await page.getByLabel('涉及金额（元）').fill('20000');
		await page.getByRole('button', { name: '登记' }).click();
		await expect(page.getByText(/SGXS\d{4}-\d{4}/).first()).toBeVisible();
		await page.getByLabel('责任人').fill('王科长');
		await page.getByRole('button', { name: '交办' }).click();
		await expect(page.getByText('待反馈').first()).toBeVisible();

		// The clue becomes a case, which is verified, paid and closed.
		await page.getByRole('link', { name: '立案或协调' }).click();
		await page.getByRole('button', { name: '登记' }).click();
		await expect(page.getByText(/SGAJ\d{4}-\d{4}/).first()).toBeVisible();
		const verify = page.locator('form', { has: page.getByRole('heading', { name: '核实' }) });
		await verify.getByLabel('情况与依据').fill('逐人核对');
		await verify.getByRole('button', { name: '核实' }).click();
		await expect(page.getByText('尚欠 2.0 万元')).toBeVisible();
		const pay = page.locator('form', { has: page.getByRole('heading', { name: '清偿到账' }) });
		await pay.getByLabel('金额（元）').fill('20000');
		await pay.getByRole('button', { name: '清偿到账' }).click();
		await agree(page);
		await expect(page.getByText('没有待清偿的金额。')).toBeVisible();

		// A letter goes out with a number of its series and is delivered.
		await page.goto(`${site}/letters?kind=rectification&subject=${project}`);
		await page.getByRole('button', { name: '起草' }).click();
		await page.getByRole('button', { name: '签发并取号' }).click();
		await agree(page);
		await expect(page.getByText(/〔\d{4}〕\d+号/).first()).toBeVisible();
		await page.getByLabel('签收人').fill('项目部李某');
		await page.getByRole('button', { name: '登记送达' }).click();
		await agree(page);
		await expect(page.getByText('已送达').first()).toBeVisible();

		// Evidence is handed in, with the bank's receipt beside it, and accepted.
		await page.goto(site + alert);
		await page.locator('input[type=file]').setInputFiles({
			name: '银行回单.pdf',
			mimeType: 'application/pdf',
			buffer: Buffer.from('%PDF-1.7 x')
		});
		await page.getByRole('button', { name: '上传附件' }).click();
		await expect(page.getByRole('link', { name: '银行回单.pdf' })).toBeVisible();
		await page.getByLabel('结论').selectOption('已足额支付');
		await page.getByLabel('情况').first().fill('银行回单已核对');
		await page.getByRole('button', { name: '提交销号材料' }).click();
		await expect(page.getByText('待销号').first()).toBeVisible();
		await page.getByRole('button', { name: '通过' }).click();
		await expect(page.getByText('银行回单已核对')).toBeVisible();
		await axe(page);
	});
