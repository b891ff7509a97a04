import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { installation, percentile, randomFrom } from './installation.mjs';

const header = 'uscc,month,declared,paid,overdue,invoiced';

function taxFile(index) {
	const month = `2025-${String((index % 12) + 1).padStart(2, '0')}`;
	const rows = Array.from(
		{ length: 400 },
		(_, i) => `91410803MA${String(i).padStart(7, '0')}X,${month},100,${index},0,1`
	);
	return [header, ...rows].join('\n');
}

/** Waits until the copy that stands beside a checkpoint appears, or the process ends. */
async function checkpointBegun(place, child) {
	const copy = join(place.home, 'xinshao.duckdb.pre');
	while (child.exitCode === null && !existsSync(copy)) await wait(0);
	return child.exitCode === null;
}

/** Kills the process inside a checkpoint, again and again; each next start must open by itself with every row. */
export async function checkpointKills({ count, seed, say }) {
	const random = randomFrom(seed);
	const place = installation();
	const files = join(place.folder, 'files');
	mkdirSync(files);
	let broken = 0;
	let inside = 0;
	const reopened = [];
	for (let cycle = 0; cycle < count; cycle += 1) {
		const path = join(files, `tax_${cycle}.csv`);
		writeFileSync(path, taxFile(cycle));
		const load = await place.run('ingest', path);
		if (load.code !== 0) broken += 1;
		const tidy = place.start('job', 'checkpoint');
		if (await checkpointBegun(place, tidy.child)) {
			await wait(random() * 12);
			if (tidy.child.exitCode === null) {
				tidy.child.kill('SIGKILL');
				inside += 1;
			}
		}
		await tidy.done;
		const begun = Date.now();
		const check = await place.run('verify', '--json');
		reopened.push(Date.now() - begun);
		if (check.code !== 0) {
			broken += 1;
			say(`第 ${cycle + 1} 次：${check.err || check.out.slice(0, 400)}`);
		}
		if ((cycle + 1) % 10 === 0) say(`${cycle + 1} 次，整理途中中止 ${inside} 次，不符 ${broken}`);
	}
	const log = join(place.home, 'journal', 'rescues.ndjson');
	const rescued = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').length : 0;
	place.remove();
	return {
		cycles: count,
		killed_inside: inside,
		rescued,
		reopen_and_read_ms_max: Math.max(...reopened),
		reopen_and_read_ms_p50: percentile(reopened, 0.5),
		broken
	};
}
