import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installation } from './installation.mjs';

function bigFile(path, index) {
	const lines = ['uscc,month,declared,paid,overdue,invoiced'];
	for (let i = 0; i < 60_000; i += 1)
		lines.push(
			`91410803MA${String(i).padStart(7, '0')}X,20${10 + (index % 15)}-0${(index % 9) + 1},${i},${index},0,${i * 7}`
		);
	writeFileSync(path, lines.join('\n'));
}

/** Left of the disk before the loads that fill it: a home is made on a roomy one. */
const leftBytes = 24 * 2 ** 20;

/** Takes most of what is free on a disk. */
function fill(folder) {
	const { bavail, bsize } = statfsSync(folder);
	writeFileSync(join(folder, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - leftBytes), 1));
}

/** Fills a small disk by loading, looks that everything can still be read, frees it, and goes on. Needs root. */
export async function diskFull({ count, say }) {
	const mount = mkdtempSync(join(tmpdir(), 'xinshao-disk-'));
	const broken = [];
	const wrong = (what) => broken.push(what);
	const sentences = [];
	for (let round = 0; round < count; round += 1) {
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', mount]);
		try {
			const files = mkdtempSync(join(tmpdir(), 'xinshao-files-'));
			mkdirSync(files, { recursive: true });
			const place = installation(mount);
			const roomy = join(files, 'tax_first.csv');
			bigFile(roomy, 70);
			if ((await place.run('ingest', roomy)).code !== 0) wrong('the first load');
			fill(mount);
			let refused = null;
			for (let index = 0; index < 60 && refused === null; index += 1) {
				const path = join(files, `tax_${index}.csv`);
				bigFile(path, index);
				const load = await place.run('ingest', path);
				if (load.code !== 0) refused = { path, said: (load.err || load.out).trim() };
			}
			if (refused === null || !refused.said.includes('磁盘空间不足')) wrong(`not refused: ${refused?.said}`);
			sentences.push(refused?.said.slice(0, 120));
			const reads = await place.run('export', 'tax');
			if (reads.code !== 0) wrong(`reading while it is full: ${reads.err}`);
			if ((await place.run('verify', '--json')).code !== 0) wrong('verify while it is full');
			execFileSync('mount', ['-o', 'remount,size=900m', mount]);
			if (refused && (await place.run('ingest', refused.path)).code !== 0) wrong('the same file, with room');
			if ((await place.run('verify', '--json')).code !== 0) wrong('verify at the end');
			say(`第 ${round + 1} 轮：${refused?.said}`);
			rmSync(files, { recursive: true, force: true });
		} finally {
			execFileSync('umount', [mount]);
		}
	}
	rmSync(mount, { recursive: true, force: true });
	for (const line of broken) say(line);
	return { rounds: count, said: sentences[0], broken: broken.length };
}
