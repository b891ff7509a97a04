import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appNode, root } from '../checkout.mjs';
import { inLanes, installation, randomFrom } from './installation.mjs';

const lanes = 3;
/** Faults that one home takes; then the next begins. */
const faultsOfHome = 20;
const promised = /^✓ (\S+?)：/gm;

/** Calls of the system that are made to fail, and how. */
const calls = [
	['fsync', 'EIO'],
	['fsync', 'ENOSPC'],
	['fdatasync', 'EIO'],
	['pwrite64', 'EIO'],
	['pwrite64', 'ENOSPC'],
	['pwrite64', 'EINTR'],
	['write', 'EIO'],
	['write', 'ENOSPC'],
	['rename', 'EIO'],
	['ftruncate', 'EIO'],
	['unlink', 'EIO']
];

const taxFile = (index) =>
	[
		'uscc,month,declared,paid,overdue,invoiced',
		...Array.from(
			{ length: 3_000 },
			(_, n) => `91410803MA${String(n).padStart(7, '0')}X,2026-0${(index % 9) + 1},${index},1,0,1`
		)
	].join('\n');

/** Loads a file while the n-th call of a kind fails; answers what was promised and how it ended. */
function loaded(place, path, { call, error, when }) {
	return new Promise((resolve) => {
		const inject = `inject=${call}:error=${error}:when=${when}`;
		const args = ['-f', '-qq', '-o', '/dev/null', '-e', `trace=${call}`, '-e', inject];
		const child = spawn(
			'strace',
			[...args, appNode(), join(root, 'build', 'cli', 'cli.js'), 'ingest', path],
			{
				env: {
					...process.env,
					XINSHAO_HOME: place.home,
					XINSHAO_ROOT: root,
					XINSHAO_MEMORY: '1GB',
					UV_THREADPOOL_SIZE: '4'
				},
				stdio: ['ignore', 'pipe', 'pipe']
			}
		);
		let said = '';
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
		const timer = setTimeout(() => child.kill('SIGKILL'), 90_000);
		child.on('close', (code) => {
			clearTimeout(timer);
			resolve({ code, said, names: [...said.matchAll(promised)].map(([, name]) => name) });
		});
	});
}

async function faultsOf(count, random, say) {
	const place = installation();
	const given = join(place.folder, 'given');
	mkdirSync(given);
	const seen = { faults: 0, met: 0, acked: 0, byCall: {}, broken: [] };
	const kept = [];
	await place.run('verify');
	for (; seen.faults < count; seen.faults += 1) {
		const [call, error] = calls[Math.floor(random() * calls.length)];
		const when = 1 + Math.floor(random() ** 2 * (call === 'write' || call === 'pwrite64' ? 60 : 8));
		const name = `tax_${seen.faults}.csv`;
		const path = join(given, name);
		writeFileSync(path, taxFile(seen.faults));
		const what = `${call} ${error} ${when}`;
		const { code, names, said } = await loaded(place, path, { call, error, when });
		if (code !== 0) {
			seen.met += 1;
			seen.byCall[call] = (seen.byCall[call] ?? 0) + 1;
		}
		if (names.includes(name)) kept.push(path);
		const check = await place.run('verify', '--json');
		if (check.code !== 0) seen.broken.push(`${what}: ${check.err || check.out.slice(0, 400)}`);
		if (code !== 0 && said.trim() === '' && call !== 'write')
			seen.broken.push(`${what}: ended without a word`);
	}
	if (kept.length > 0) {
		const { out } = await place.run('ingest', '--json', ...kept);
		const lost = JSON.parse(out).files.filter((file) => !file.duplicate);
		for (const { file } of lost) seen.broken.push(`${file} was promised and is lost`);
	}
	// Whatever was refused is taken once nothing fails any more.
	const again = await place.run('ingest', '--json', given);
	const refused = JSON.parse(again.out).files.filter((file) => file.error !== null);
	for (const { error } of refused) seen.broken.push(`not loadable afterwards: ${error}`);
	seen.acked = kept.length;
	place.remove();
	for (const line of seen.broken) say(line);
	return seen;
}

/** Lets the n-th call of the system fail while a file is loaded: what was promised is there, nothing else is half. */
export async function callFaults({ count, seed, say }) {
	if (spawnSync('strace', ['-V']).status !== 0)
		throw new Error('这项试验要用 strace：请先安装（apt install strace）。');
	const homes = Array.from({ length: Math.ceil(count / faultsOfHome) }, (_, n) => ({
		faults: Math.min(faultsOfHome, count - n * faultsOfHome),
		random: randomFrom(seed + n * 7_919)
	}));
	const results = [];
	await inLanes(homes, lanes, async ({ faults, random }) => {
		results.push(await faultsOf(faults, random, say));
		say(
			`系统调用出错 ${results.reduce((sum, one) => sum + one.faults, 0)} 次，不符 ${results.reduce((sum, one) => sum + one.broken.length, 0)}`
		);
	});
	const sum = (key) => results.reduce((total, one) => total + one[key], 0);
	const byCall = {};
	for (const one of results)
		for (const [call, n] of Object.entries(one.byCall)) byCall[call] = (byCall[call] ?? 0) + n;
	return {
		faults: sum('faults'),
		ended_by_it: sum('met'),
		ended_by_call: byCall,
		promised: sum('acked'),
		broken: results.reduce((total, one) => total + one.broken.length, 0)
	};
}
