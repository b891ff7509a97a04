import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

/** Fills a small disk by loading, looks that everything can still be read, frees it, and goes on. Needs root. */
export async function diskFull({ count, say }) {
	const mount = mkdtempSync(join(tmpdir(), 'xinshao-disk-'));
	let broken = 0;
	const sentences = [];
	for (let round = 0; round < count; round += 1) {
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', mount]);
		try {
			const files = mkdtempSync(join(tmpdir(), 'xinshao-files-'));
			mkdirSync(files, { recursive: true });
			const place = installation(mount);
			let refused = null;
			for (let index = 0; index < 60 && refused === null; index += 1) {
				const path = join(files, `tax_${index}.csv`);
				bigFile(path, index);
				const load = await place.run('ingest', path);
				if (load.code !== 0) refused = { path, said: (load.err || load.out).trim() };
			}
			if (refused === null || !refused.said.includes('磁盘空间不足')) broken += 1;
			sentences.push(refused?.said.slice(0, 120));
			const reads = await place.run('export', 'tax');
			if (reads.code !== 0) broken += 1;
			if ((await place.run('verify', '--json')).code !== 0) broken += 1;
			execFileSync('mount', ['-o', 'remount,size=512m', mount]);
			if (refused && (await place.run('ingest', refused.path)).code !== 0) broken += 1;
			if ((await place.run('verify', '--json')).code !== 0) broken += 1;
			say(`第 ${round + 1} 轮：${refused?.said}`);
			rmSync(files, { recursive: true, force: true });
		} finally {
			execFileSync('umount', [mount]);
		}
	}
	rmSync(mount, { recursive: true, force: true });
	return { rounds: count, said: sentences[0], broken };
}
