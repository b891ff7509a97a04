import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { appNode, root, threadPoolSize } from '../checkout.mjs';
import { startServed } from '../../tests/support/served.ts';

/** What is measured where no address is given: homes that stay, so that the second time begins at once. */
export const installations = {
	demo: { env: { XINSHAO_DEMO: '1' }, make: null },
	province: {
		env: { XINSHAO_DEMO: '0' },
		make: ['--projects', '50000', '--workers', '1000000', '--months', '12']
	}
};

/** Starts a built server on the home of that name below `homes`, and makes it first where it is not there. */
export async function serveInstallation(name, homes, say) {
	const { env, make } = installations[name];
	const home = join(homes, name);
	mkdirSync(home, { recursive: true });
	if (make && !existsSync(join(home, 'xinshao.duckdb'))) {
		say(`making ${name} once, some minutes: bench --keep ${make.join(' ')}`);
		await run(['bench', '--keep', ...make], home);
	}
	return startServed({ ...env, XINSHAO_HOME: home });
}

function run(args, home) {
	return new Promise((done, fail) => {
		const child = spawn(appNode(), [join(root, 'scripts', 'xinshao.mjs'), ...args], {
			stdio: ['ignore', 'ignore', 'inherit'],
			env: { ...process.env, XINSHAO_HOME: home, UV_THREADPOOL_SIZE: threadPoolSize }
		});
		child.on('error', fail);
		child.on('exit', (code) => (code === 0 ? done() : fail(new Error(`bench --keep ended with ${code}`))));
	});
}
