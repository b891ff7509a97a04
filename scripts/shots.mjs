import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { placeGroups } from '../src/lib/navigation.ts';
import { findBrowser } from '../tests/support/browser.ts';
import { endWith, root } from './checkout.mjs';

const usage = `npm run shots -- URL [选项]
  --routes /,/projects      要截的页面，以逗号分隔（默认 /）；all 为导航上的每一页，另加 1920x1080 的每页投屏
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
		for (const part of parts(options))
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

const slideEnding = '.slide.ts';
const slides = readdirSync(join(root, 'src/routes/screen/slides'))
	.filter((name) => name.endsWith(slideEnding))
	.map((name) => name.slice(0, -slideEnding.length));

/** What is to be taken in one go: the pages as asked, and where all are wanted the slides of the wall in its size. */
function parts(options) {
	if (options.routes !== 'all') return [options];
	const pages = placeGroups.flatMap(({ places }) => places.map(({ href }) => href));
	const wall = slides.map((slide) => `/screen?slide=${slide}`);
	return [
		{ ...options, routes: pages.join(',') },
		{ ...options, routes: wall.join(','), sizes: '1920x1080' }
	];
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
