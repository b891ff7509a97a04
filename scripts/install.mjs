import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stop, root, runQuietly, systemPath } from './checkout.mjs';

const lockFile = join(root, 'package-lock.json');
const stampFile = join(root, 'node_modules', '.xinshao-lock');

/** Runs `npm ci` only where node_modules is missing or is not what the lock file asks for. @throws Stop */
export async function ensureInstalled(say) {
	const hash = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
	if (readText(stampFile) === hash) return;
	if (!installedMatchesLock()) {
		say('① 安装依赖（首次约 1 分钟）…');
		const started = Date.now();
		await installAll();
		say(`   依赖已就绪（${seconds(started)} 秒）`);
	}
	writeFileSync(stampFile, hash);
}

/** Whole seconds since a moment, for progress lines. */
export function seconds(started) {
	return Math.round((Date.now() - started) / 1000);
}

async function installAll() {
	const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--loglevel=error'];
	const env = { ...process.env, PATH: systemPath() };
	const { code, output } = await runQuietly('npm', args, env).catch(() => {
		throw new Stop('找不到 npm：请安装 Node.js（20.19 以上，自带 npm）后重试。');
	});
	if (code === 0) return;
	console.error(output.trim());
	throw new Stop('依赖没有装上（npm ci 失败，原因见上）：请检查 npm 镜像与磁盘空间，然后再运行一次。');
}

/** Somebody may have installed by hand: npm's own record of what it installed decides, not our stamp. */
function installedMatchesLock() {
	const record = readText(join(root, 'node_modules', '.package-lock.json'));
	if (!record) return false;
	const installed = JSON.parse(record).packages;
	const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
	return Object.entries(wanted).every(([path, entry]) => {
		if (path === '' || entry.link) return true;
		if (!installed[path]) return entry.optional === true;
		return installed[path].version === entry.version && installed[path].integrity === entry.integrity;
	});
}

function readText(file) {
	return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
