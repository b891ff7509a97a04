import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** @param {number} pid */
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
	}
}

/**
 * A copy of the built server that belongs to this process alone, and goes when it ends. The server opens files of the
 * build as pages ask for them: a build that is made anew below it would leave pages without code, and a script that is
 * gone ends the whole process. Where nothing can be written beside the build, the build itself is served.
 * @param {string} build folder of all builds
 * @returns {string} the folder to serve
 */
export function servingCopy(build) {
	const original = join(build, 'server');
	const copies = join(build, 'serving');
	const own = join(copies, String(process.pid));
	try {
		mkdirSync(copies, { recursive: true });
		for (const name of readdirSync(copies))
			if (!isAlive(Number(name)) || name === String(process.pid))
				rmSync(join(copies, name), { recursive: true, force: true });
		cpSync(original, own, { recursive: true, filter: (path) => !path.endsWith('.map') });
	} catch {
		rmSync(own, { recursive: true, force: true });
		return original;
	}
	process.on('exit', () => rmSync(own, { recursive: true, force: true }));
	return own;
}
