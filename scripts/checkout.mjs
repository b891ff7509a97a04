import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the checkout that these scripts belong to, wherever they are called from. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Analytic queries hold libuv threads; with the default 4 a sign-in waits seconds behind six of them. */
export const threadPoolSize = '24';

/**
 * Of the engine of a server: what a request leaves behind dies young, with room to, and the process stays as large as it
 * was; with the usual room it grows for minutes between two great collections.
 */
export const serverFlags = ['--max-semi-space-size=64'];

/** The app needs node:sqlite, argon2 and SM3, which Node has had without a flag only since this version. */
const appNodeMajor = 24;

/** A foreseen stop: the message is one sentence for the person at the terminal, shown without a stack. */
export class Stop extends Error {}

/** Stops with a sentence on a Node on which even these scripts cannot be relied on. @throws Stop */
export function checkNode() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major > 20 || (major === 20 && minor >= 19)) return;
	throw new Stop(`本机 Node ${process.version} 太旧：请安装 Node 20.19 或更高版本后重试。`);
}

/** Path of the Node that runs the app: the one npm brought, else this one if it is new enough. @throws Stop */
export function appNode() {
	const brought = join(root, 'node_modules', '.bin', 'node');
	if (existsSync(brought)) return brought;
	if (Number(process.versions.node.split('.')[0]) >= appNodeMajor) return process.execPath;
	throw new Stop(
		`缺少 Node ${appNodeMajor}（本机是 ${process.version}，npm 没有为 ${process.platform}-${process.arch} 装上自带的版本）：` +
			`请安装 Node ${appNodeMajor} 后重试，或删除 node_modules 再运行一次。`
	);
}

/** Where the person typed the command: npm moves into the checkout before it runs one of its scripts. */
export function standingIn(npmScript, env = process.env) {
	return env.npm_lifecycle_event === npmScript && env.INIT_CWD ? env.INIT_CWD : process.cwd();
}

/** Absolute path of the home: a given one is relative to where the person stands, the default to the checkout. */
export function homeFolder(cwd, env = process.env) {
	return env.XINSHAO_HOME ? resolve(cwd, env.XINSHAO_HOME) : join(root, 'data', 'home');
}

/** PATH without any node_modules/.bin, so that npm runs on the system's own Node while it replaces ours. */
export function systemPath(env = process.env) {
	return (env.PATH ?? '')
		.split(delimiter)
		.filter((folder) => !folder.replaceAll('\\', '/').endsWith('node_modules/.bin'))
		.join(delimiter);
}

/** Environment in which tools of node_modules are found by name and run on the app's Node. */
export function toolEnv(extra = {}) {
	const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
	return { ...process.env, PATH: path, ...extra };
}

/** Runs a program in the checkout with its output kept back, and resolves to { code, output }. */
export function runQuietly(command, args, env = process.env) {
	return new Promise((done, fail) => {
		const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
		const chunks = [];
		child.stdout.on('data', (chunk) => chunks.push(chunk));
		child.stderr.on('data', (chunk) => chunks.push(chunk));
		child.on('error', fail);
		child.on('close', (code) => done({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
	});
}

/** Ends the process with one sentence for a foreseen stop and with the stack for anything else. */
export function endWith(error) {
	console.error(error instanceof Stop ? error.message : error);
	process.exit(1);
}
