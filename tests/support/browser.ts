import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What Playwright needs to start a browser: `launchOptions` in its configuration, or `chromium.launch`. */
export interface BrowserLaunch {
	executablePath: string;
	args: string[];
	env: Record<string, string>;
}

const installedPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Keeps Chromium from looking for updates and GPUs on a machine that has neither network nor screen. */
const quietFlags = [
	'--disable-gpu',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// Root and most containers cannot give Chromium its sandbox; it only ever opens our own pages here.
	'--no-sandbox',
	'--font-render-hinting=none'
];

const cacheFolder = fileURLToPath(new URL('../../node_modules/.cache/xinshao-browser/', import.meta.url));

/** Finds a Chromium: CHROMIUM, the system's, the one npm brought, Playwright's own. @throws Error in Chinese */
export async function findBrowser(): Promise<BrowserLaunch> {
	const given = process.env.CHROMIUM;
	if (given && !existsSync(given)) throw new Error(`CHROMIUM=${given} 不存在：请改为浏览器程序的路径。`);
	const installed = given ?? installedPaths.find((path) => existsSync(path));
	if (installed) return launch(installed);
	const brought = await browserFromNpm();
	if (brought) return brought;
	const { chromium } = await import('@playwright/test');
	if (existsSync(chromium.executablePath())) return launch(chromium.executablePath());
	throw new Error('没有找到 Chromium：请安装 chromium，或用 CHROMIUM=路径 指明浏览器程序。');
}

function launch(executablePath: string, extraEnv: Record<string, string> = {}): BrowserLaunch {
	const own = Object.entries(process.env).filter(
		(entry): entry is [string, string] => entry[1] !== undefined
	);
	return { executablePath, args: quietFlags, env: { ...Object.fromEntries(own), ...extraEnv } };
}

/** Unpacks the npm browser and its own libraries once, into a folder that appears only when it is whole. */
async function browserFromNpm(): Promise<BrowserLaunch | null> {
	if (process.platform !== 'linux' || process.arch !== 'x64') return null;
	const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
	const packed = join(dirname(entry), '..', 'bin');
	const folder = join(cacheFolder, 'chromium');
	if (!existsSync(folder)) await unpack(packed, folder);
	const fonts: Record<string, string> = existsSync('/etc/fonts/fonts.conf')
		? {}
		: { FONTCONFIG_PATH: join(folder, 'fonts') };
	const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
	return launch(join(folder, 'chromium'), { LD_LIBRARY_PATH: libraries, ...fonts });
}

async function unpack(packed: string, folder: string): Promise<void> {
	const { inflate } = await import('@sparticuz/chromium');
	mkdirSync(cacheFolder, { recursive: true });
	const partial = mkdtempSync(join(cacheFolder, 'partial-'));
	const before = process.env.TMPDIR;
	process.env.TMPDIR = partial; // the package unpacks into the temporary folder and nowhere else
	try {
		const parts = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];
		await Promise.all(parts.map((part) => inflate(join(packed, part))));
	} finally {
		if (before === undefined) delete process.env.TMPDIR;
		else process.env.TMPDIR = before;
	}
	if (existsSync(folder)) rmSync(partial, { recursive: true });
	else renameSync(partial, folder);
}

if (import.meta.main) {
	try {
		console.log((await findBrowser()).executablePath);
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	}
}
