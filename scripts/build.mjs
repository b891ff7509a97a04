import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { Stop, appNode, endWith, root, runQuietly, toolEnv } from './checkout.mjs';
import { ensureInstalled, seconds } from './install.mjs';

/** What ends up in the build. Of data only the code does: packs, calendars and maps are read at run time. */
const inputs = ['src', 'jobs', 'data', 'static'];
const isInput = (path) => !path.startsWith('data') || path.endsWith('.ts');
const inputFiles = [
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
	'vite.cli.config.ts',
	'vite.parser.config.ts',
	'tsconfig.json'
];
const neverInputs = new Set([join('data', 'home')]);
/** Each with its own stamp: the command line must not replace a server's files while that server runs. */
const targets = {
	server: { output: 'build/server/handler.js', args: ['build'] },
	cli: { output: 'build/cli/cli.js', args: ['build', '--config', 'vite.cli.config.ts'] },
	// Tests and `vite dev` build this one alone, and only when what it is made of has changed.
	parser: {
		output: 'build/parser/parser.mjs',
		args: ['build', '--config', 'vite.parser.config.ts'],
		inputs: ['src/lib/domain', 'src/lib/server/ingest'],
		inputFiles: ['vite.parser.config.ts', 'package-lock.json']
	}
};
const lockFile = join(root, 'build', '.building');

/** Builds those of `names` (server, cli) whose sources changed since their last build. @throws Stop */
export async function ensureBuilt(say, names = Object.keys(targets)) {
	if (staleOf(names).length === 0) return;
	await withBuildLock(async () => {
		const hashes = new Map(names.map((name) => [name, hashOf(name)]));
		const stale = staleOf(names);
		if (stale.length === 0) return;
		say('② 构建（约半分钟）…');
		const started = Date.now();
		await build(stale);
		for (const name of stale) writeFileSync(stampOf(name), hashes.get(name));
		say(`   构建完成（${seconds(started)} 秒）`);
	});
}

/** SHA-256 over names and contents of everything the build reads: git checkouts change times, not contents. */
function sourceHash(folders = inputs, single = inputFiles) {
	const hash = createHash('sha256');
	const files = [...folders.flatMap(filesUnder), ...single].filter((file) => existsSync(join(root, file)));
	for (const file of files.sort())
		hash
			.update(file)
			.update('\0')
			.update(readFileSync(join(root, file)));
	return hash.digest('hex');
}

function filesUnder(folder) {
	if (neverInputs.has(folder) || !existsSync(join(root, folder))) return [];
	return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return filesUnder(path);
		return entry.isFile() && isInput(path) ? [path] : [];
	});
}

function stampOf(name) {
	return join(root, 'build', `.stamp-${name}`);
}

const hashOf = (name) => sourceHash(targets[name].inputs, targets[name].inputFiles);

function staleOf(names) {
	return names.filter((name) => {
		const built = existsSync(join(root, targets[name].output)) && existsSync(stampOf(name));
		return !built || readFileSync(stampOf(name), 'utf8') !== hashOf(name);
	});
}

async function build(names) {
	const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
	const svelteKit = join(root, 'node_modules', '@sveltejs', 'kit', 'svelte-kit.js');
	const env = toolEnv({ NODE_ENV: 'production' });
	for (const name of names) rmSync(stampOf(name), { force: true });
	// The build of the command line reads a tsconfig that only SvelteKit writes.
	if (names.some((name) => name !== 'parser') || !existsSync(join(root, '.svelte-kit', 'tsconfig.json'))) {
		const synced = await runQuietly(appNode(), [svelteKit, 'sync'], env);
		if (synced.code !== 0) failBuild(synced.output);
	}
	const results = await Promise.all(
		names.map((name) => runQuietly(appNode(), [vite, ...targets[name].args], env))
	);
	const failed = results.find((result) => result.code !== 0);
	if (failed) failBuild(failed.output);
}

function failBuild(output) {
	console.error(output.trim());
	throw new Stop(
		'构建失败（原因见上）：若刚改过代码，请按提示修改；若没有改过，请删除 build 与 .svelte-kit 后重试。'
	);
}

/** Two commands started together must not write the same folder: the second waits, then finds it fresh. */
async function withBuildLock(work) {
	mkdirSync(join(root, 'build'), { recursive: true });
	while (!takeLock()) await wait(200);
	try {
		await work();
	} finally {
		rmSync(lockFile, { force: true });
	}
}

function takeLock() {
	try {
		writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if (error.code !== 'EEXIST')
			throw new Stop(`构建目录不可写（${error.message}）：请检查 build 目录的权限。`);
		if (!isAlive(lockHolder())) rmSync(lockFile, { force: true });
		return false;
	}
}

function lockHolder() {
	try {
		return Number(readFileSync(lockFile, 'utf8'));
	} catch {
		return 0;
	}
}

/** An empty file is a lock being written this instant; its holder counts as alive. */
function isAlive(pid) {
	if (!pid) return true;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	const say = (line) => console.log(line);
	const asked = process.argv.slice(2);
	// Asked for a part by name, everything is installed already: a test or `vite dev` asks.
	await (
		asked.length > 0 ? ensureBuilt(say, asked) : ensureInstalled(say).then(() => ensureBuilt(say))
	).catch(endWith);
}
