import { expect, test, type APIRequestContext } from '@playwright/test';
import { chosenOf, parseFilter } from '../../src/lib/domain/filter';
import { filterAt, filterReach, understoodAt } from '../../src/lib/domain/filter-reach';
import { ready } from '../support/looks';

/** Two streets, a sector, a tier and a day, all at once. */
const query = new URLSearchParams({
	street: '李封街道,王封街道',
	sector: '房屋建筑',
	tier: 'red',
	as_of: '2026-11-20'
}).toString();

const decoded = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&#38;', '&');
/** Attributes of every opening tag of a kind. */
const tags = (html: string, name: string) => html.match(new RegExp(`<${name}\\b[^>]*>`, 'g')) ?? [];
const attribute = (tag: string, name: string) => {
	const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
	return found === undefined ? undefined : decoded(found);
};

/** Addresses that a page leads to, of other pages and of files: links, and forms that ask. */
function leadsOf(html: string, path: string): string[] {
	const links = tags(html, 'a')
		.filter((tag) => !/\bclass="[^"]*\b(brand|skip)\b/.test(tag))
		.map((tag) => attribute(tag, 'href'))
		.filter((href) => href !== undefined && href.startsWith('/') && !href.startsWith('//'));
	const forms = (html.match(/<form\b[^>]*>[\s\S]*?<\/form>/g) ?? [])
		.filter(
			(form) => (attribute(form.slice(0, form.indexOf('>') + 1), 'method') ?? 'get').toLowerCase() === 'get'
		)
		.map((form) => {
			const action = attribute(form.slice(0, form.indexOf('>') + 1), 'action') ?? path;
			const names = ['input', 'select']
				.flatMap((kind) => tags(form, kind))
				.map((tag) => attribute(tag, 'name'));
			// A field that asks for a part may be left as it is: that it is there counts.
			const asks = names.filter((name) => name !== undefined).map((name) => [name, 'asked']);
			return `${action.split('?')[0]}?${new URLSearchParams(asks)}`;
		});
	return [...links.filter((href) => href!.split(/[?#]/)[0] !== path), ...forms] as string[];
}

/** Parts of the filter of a page that a link drops although the page and the one that it leads to understand them. */
function lost(href: string, path: string, filter: ReturnType<typeof parseFilter>): string[] {
	const { pathname, searchParams } = new URL(href, 'http://board.invalid');
	const names = { asOf: 'as_of', knownAt: 'known_at' } as Record<string, string>;
	const { q: _q, sort: _sort, dir: _dir, ...carried } = filterAt(pathname, filterAt(path, filter));
	// A page that asks for two days has its own field for the later one.
	const isSaid = (name: string) => searchParams.has(name) || (name === 'as_of' && searchParams.has('to'));
	return Object.keys(carried).filter((key) => !isSaid(names[key] ?? key));
}

const read = async (request: APIRequestContext, path: string) => {
	const answer = await request.get(`${path}?${query}`);
	expect(answer.status(), path).toBe(200);
	return answer.text();
};

test('the filter goes along every link and form of every page as far as the next page understands it, and shows there as chips', async ({
	request
}) => {
	const list = await read(request, '/projects');
	const project = /href="(\/projects\/[^"/?.]+)\?/.exec(list)?.[1];
	const starts = [
		...filterReach.map(([path]) => path).filter((path) => !/\*|\.|\/rows$/.test(path)),
		'/reports/project_ledger',
		'/views',
		'/notices',
		...(project ? [project] : [])
	];
	const broken: string[] = [];
	let walked = 0;
	for (const path of starts) {
		const html = await read(request, path);
		const filter = parseFilter(new URLSearchParams(query));
		for (const href of new Set(leadsOf(html, path))) {
			walked += 1;
			const parts = lost(href, path, filter);
			if (parts.length > 0) broken.push(`${path} → ${href}: ${parts.join(', ')}`);
		}
		if (path === '/screen') continue;
		const understood = understoodAt(path);
		const wanted = [
			...(understood.includes('street') ? chosenOf(filter.street) : []),
			...(understood.includes('sector') ? chosenOf(filter.sector) : [])
		];
		for (const name of wanted)
			if (
				!tags(html, 'a').some((tag) => /\bchip\b/.test(tag) && attribute(tag, 'aria-label')?.endsWith(name))
			)
				broken.push(`${path} shows no chip ${name}`);
	}
	expect(broken).toEqual([]);
	expect(walked).toBeGreaterThan(400);
});

test('a click in the map, the matrix or the bar of analysis narrows everything in place; Ctrl takes one more, a second click and the back button undo it', async ({
	page
}) => {
	await page.goto('/');
	await ready(page);
	await page.evaluate(() => Object.assign(window, { stays: true }));
	const chips = page.locator('.chips .chip');
	const matrix = page.locator('.matrix');
	await matrix.getByRole('link', { name: '李封街道', exact: true }).click();
	await expect(chips).toHaveText([/李封街道/]);
	await matrix.getByRole('link', { name: '王封街道', exact: true }).click({ modifiers: ['Control'] });
	await expect(chips).toHaveText([/李封街道/, /王封街道/]);
	// Chosen in one place is marked in all.
	await expect(page.locator('.tiles a[aria-current="true"][data-among]')).toHaveCount(2);
	await expect(page.locator('.list li').first()).toContainText(/李封街道|王封街道/);
	await page.goBack();
	await expect(chips).toHaveText([/李封街道/]);
	await matrix.getByRole('link', { name: '李封街道', exact: true }).focus();
	await page.keyboard.press('Enter');
	await expect(chips).toHaveCount(0);
	await page.locator('.tiles').getByRole('combobox').selectOption('市政');
	await expect(chips).toHaveText([/市政/]);

	await page.getByRole('navigation').getByRole('link', { name: '分析', exact: true }).click();
	await expect(page).toHaveURL(/\/analysis\/.*sector=/);
	const bar = page.locator('.facets');
	await bar.getByRole('link', { name: /^水利/ }).click({ modifiers: ['Shift'] });
	await expect(chips).toHaveText([/市政/, /水利/]);
	await chips.first().click();
	await expect(chips).toHaveText([/水利/]);
	// Nothing of all this loaded the page anew.
	expect(await page.evaluate(() => 'stays' in window)).toBe(true);
});

test('a view is kept with its day, moved, and opened first', async ({ page }) => {
	test.setTimeout(240_000);
	const name = `清单 ${Date.now()}`;
	await page.goto(
		`/views?from_view=${encodeURIComponent('/projects?street=李封街道,王封街道&group=sector&as_of=2026-11-20')}`
	);
	await page.getByLabel('名称').fill(name);
	await page.getByLabel('总看最新一天').check();
	await page.getByRole('button', { name: '保存', exact: true }).click();
	const line = page.locator('li', { hasText: name }).last();
	await expect(line).toContainText('总看最新一天');
	await expect(line).toContainText('李封街道、王封街道');
	await line.getByRole('button', { name: /设为我的首页/ }).click();
	await expect(page.locator('li', { hasText: name }).last()).toContainText('我的首页');
	// Opened from outside, the board opens with it.
	const fresh = await page.context().newPage();
	await fresh.goto('/');
	await expect(fresh).toHaveURL(/\/projects\?street=/);
	expect(fresh.url()).not.toContain('as_of');
	await fresh.getByRole('link', { name: /薪哨/ }).click();
	await expect(fresh).toHaveURL(/\/$/);
	await fresh.close();
	await page
		.locator('li', { hasText: name })
		.last()
		.getByRole('button', { name: /取消首页/ })
		.click();
	await page.locator('li', { hasText: name }).last().getByRole('button', { name: /删除/ }).click();
	await expect(page.locator('.what', { hasText: name })).toHaveCount(0);
});
