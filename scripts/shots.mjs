import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { placeGroups } from '../src/lib/navigation.ts';
import { findBrowser } from '../tests/support/browser.ts';
import { endWith, root } from './checkout.mjs';

const usage = `npm run shots -- URL [选项]
  --routes /,/projects      要截的页面，以逗号分隔（默认 /）；all 为导航上的每一页及其后的详情页，另加 1920x1080 的每页投屏
  --sizes 1440x900,390x844  窗口大小
  --themes light,dark       配色
  --langs zh,en             语言
  --user 用户 --password 口令  先在 /sign-in 登录
  --full                    截整页，不只截窗口
  --docs                    写到 docs/images（首个大小、配色、语言，供 README 用），否则写到 reports/shots`;

/** Charts draw themselves in after the page has loaded. */
const settleMs = 600;

await main().catch(endWith);

async function main() {
	const { url, options } = readArguments();
	const folder = join(root, options.docs ? 'docs/images' : 'reports/shots');
	mkdirSync(folder, { recursive: true });
	const browser = await chromium.launch(await findBrowser());
	try {
		const session = options.user ? await signIn(browser, url, options) : undefined;
		let bad = 0;
		for (const part of await parts(url, options))
			for (const look of looks(part))
				bad += await shootLook(browser, { url, folder, look, options: part, session });
		process.exitCode = bad ? 1 : 0;
	} finally {
		await browser.close();
	}
}

function readArguments() {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			routes: { type: 'string', default: '/' },
			sizes: { type: 'string', default: '1440x900,390x844' },
			themes: { type: 'string', default: 'light,dark' },
			langs: { type: 'string', default: 'zh,en' },
			user: { type: 'string' },
			password: { type: 'string' },
			full: { type: 'boolean', default: false },
			docs: { type: 'boolean', default: false }
		}
	});
	if (positionals.length !== 1 || !URL.canParse(positionals[0])) {
		console.error(usage);
		process.exit(2);
	}
	return { url: positionals[0], options: values };
}

/** Names of the files of a folder that end so, without the ending. */
function namesIn(folder, ending) {
	const names = readdirSync(join(root, folder)).filter((name) => name.endsWith(ending));
	return names.map((name) => name.slice(0, -ending.length));
}

/** What is to be taken in one go: the pages as asked, and where all are wanted the slides of the wall in its size. */
async function parts(url, options) {
	if (options.routes !== 'all') return [options];
	const pages = placeGroups.flatMap(({ places }) => places.map(({ href }) => href));
	const details = await detailsBehind(url, pages);
	const wall = namesIn('src/routes/screen/slides', '.slide.ts').map((slide) => `/screen?slide=${slide}`);
	return [
		{ ...options, routes: [...pages, ...details].join(',') },
		{ ...options, routes: wall.join(','), sizes: '1920x1080' }
	];
}

/** The first address of every page with a name in it, as links on the given pages and on those behind them lead to it. */
async function detailsBehind(url, pages) {
	const wanted = new Map(
		readdirSync(join(root, 'src/routes'), { recursive: true })
			.map((file) => file.replaceAll('\\', '/'))
			.filter((file) => file.endsWith('/+page.svelte') && file.includes('['))
			.map((file) => file.slice(0, -'/+page.svelte'.length))
			.map((route) => [route, new RegExp(`^/${route.replaceAll(/\[[^\]]+\]/g, '[^/]+')}$`)])
	);
	const found = [];
	let next = pages;
	while (next.length > 0 && wanted.size > 0) {
		const behind = [];
		for (const page of next) {
			const answer = await fetch(new URL(page, url));
			for (const [, link] of (await answer.text()).matchAll(/href="(\/[^"#]+)/g)) {
				const path = link.split('?')[0];
				const route = [...wanted].find(([, shape]) => shape.test(path))?.[0];
				// A file that a page hands out is no page.
				if (route === undefined || /\.\w+$/.test(path)) continue;
				wanted.delete(route);
				behind.push(path);
			}
		}
		found.push(...behind);
		next = behind;
	}
	if (wanted.size > 0) console.log(`没有链接通向：${[...wanted.keys()].join('、')}`);
	return found;
}

/** Every combination of size, colour theme and language; for the README only the first. */
function looks({ sizes, themes, langs, docs }) {
	const all = sizes.split(',').flatMap((size) => {
		const [width, height] = size.split('x').map(Number);
		return themes
			.split(',')
			.flatMap((theme) => langs.split(',').map((lang) => ({ viewport: { width, height }, theme, lang })));
	});
	return docs ? all.slice(0, 1) : all;
}

async function signIn(browser, url, { user, password }) {
	const context = await browser.newContext();
	const page = await context.newPage();
	await page.goto(new URL('/sign-in', url).href);
	await page.locator('input[name="username"]').fill(user);
	await page.locator('input[name="password"]').fill(password ?? '');
	await page.locator('input[name="password"]').press('Enter');
	await page.waitForURL((at) => at.pathname !== '/sign-in');
	const state = await context.storageState();
	await context.close();
	return state;
}

/** Takes all routes in one look and says what a page did wrong; resolves to how many pages did. */
async function shootLook(browser, { url, folder, look, options, session }) {
	const context = await browser.newContext({
		viewport: look.viewport,
		colorScheme: look.theme === 'dark' ? 'dark' : 'light',
		locale: look.lang === 'en' ? 'en-GB' : 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		storageState: session
	});
	await context.addCookies([
		{ name: 'theme', value: look.theme, url },
		{ name: 'lang', value: look.lang, url }
	]);
	let bad = 0;
	for (const route of options.routes.split(',')) {
		const page = await context.newPage();
		const complaints = [];
		page.on('pageerror', (error) => complaints.push(error.message));
		page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
		const response = await page.goto(new URL(route, url).href, { waitUntil: 'load' });
		await page
			.waitForFunction(() => performance.getEntriesByName('xinshao:ready').length > 0)
			.catch(() => complaints.push('its scripts never answered'));
		await page.waitForTimeout(settleMs);
		if (response?.status() !== 200) complaints.push(`status ${response?.status()}`);
		const overflow = await page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth
		);
		if (overflow > 0) complaints.push(`${overflow} px wider than the window`);
		const file = join(folder, fileName(route, look, options));
		await page.screenshot({ path: file, fullPage: options.full });
		console.log([file, ...complaints].join('\n   '));
		if (complaints.length) bad += 1;
		await page.close();
	}
	await context.close();
	return bad;
}

function fileName(route, { viewport, theme, lang }, { docs }) {
	const page = route.replace(/^\/|\/$/g, '').replace(/[^\p{L}\p{N}]+/gu, '-') || 'home';
	return docs ? `${page}.png` : `${page}-${viewport.width}-${theme}-${lang}.png`;
}
