#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { appNode, checkNode, endWith, homeFolder, root, standingIn, threadPoolSize } from './checkout.mjs';
import { ensureInstalled } from './install.mjs';

// Standard output belongs to the command alone: it may be piped into a file or another program.
const say = (line) => console.error(line);

await main().catch(endWith);

async function main() {
	checkNode();
	await ensureInstalled(say);
	await ensureBuilt(say, ['cli', 'parser']);
	const cwd = standingIn('xinshao');
	const child = spawn(appNode(), [join(root, 'build', 'cli', 'cli.js'), ...process.argv.slice(2)], {
		cwd,
		stdio: 'inherit',
		env: {
			...process.env,
			XINSHAO_ROOT: root,
			XINSHAO_HOME: homeFolder(cwd),
			UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE || threadPoolSize
		}
	});
	child.on('error', endWith);
	child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
}
