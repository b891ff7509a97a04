import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startServed } from './served';

const buildScript = fileURLToPath(new URL('../../scripts/build.mjs', import.meta.url));

/** Starts one server for all browser tests, unless E2E_URL names one that runs already; returns how to stop it. */
export default async function setup(): Promise<(() => Promise<void>) | void> {
	if (process.env.E2E_URL) return;
	execFileSync(process.execPath, [buildScript], { stdio: 'inherit' });
	const served = await startServed();
	// Workers inherit the environment, and the configuration that they load again reads it.
	process.env.E2E_URL = served.url;
	process.env.E2E_HOME = served.home;
	return async () => {
		const code = await served.stop();
		if (code !== 0) throw new Error(`The server did not stop cleanly (exit code ${code}).`);
	};
}
