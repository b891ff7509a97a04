import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appNode, root } from '../checkout.mjs';

/** A generator of numbers in [0, 1) that gives the same ones for the same seed. */
export function randomFrom(seed) {
	let state = seed >>> 0 || 1;
	return () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		state >>>= 0;
		return state / 2 ** 32;
	};
}

/** A home of its own and the built command line on it. */
export function installation(parent = tmpdir()) {
	const folder = mkdtempSync(join(parent, 'xinshao-torture-'));
	const home = join(folder, 'home');
	const env = {
		...process.env,
		XINSHAO_HOME: home,
		XINSHAO_ROOT: root,
		XINSHAO_MEMORY: process.env.XINSHAO_MEMORY ?? '4GB',
		UV_THREADPOOL_SIZE: '8'
	};

	/** Starts a command; `done` resolves to its exit code (null where it was killed) and what it printed. */
	function start(...args) {
		const child = spawn(appNode(), [join(root, 'build', 'cli', 'cli.js'), ...args], {
			env,
			stdio: ['ignore', 'pipe', 'pipe']
		});
		const said = { out: '', err: '' };
		child.stdout.on('data', (chunk) => (said.out += chunk));
		child.stderr.on('data', (chunk) => (said.err += chunk));
		const done = new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })));
		return { child, done, said };
	}
	return {
		folder,
		home,
		start,
		run: (...args) => start(...args).done,
		remove: () => rmSync(folder, { recursive: true, force: true })
	};
}

/** The number that a share of all numbers, as 0.99, does not pass. */
export function percentile(numbers, share) {
	const sorted = [...numbers].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Works a list off, so many at a time. */
export async function inLanes(list, lanes, work) {
	const waiting = [...list];
	const lane = async () => {
		for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
	};
	await Promise.all(Array.from({ length: lanes }, lane));
}
