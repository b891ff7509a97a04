import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { installation } from './installation.mjs';
import { killedHomes, readAfterKill } from './killed-homes.mjs';

/** Kills that one home takes before the next begins. */
const killsOfHome = 50;

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

/** One home, killed within its checkpoints; answers what was seen of it. */
async function killsOf(count, random, say) {
	const place = installation();
	const files = join(place.folder, 'files');
	mkdirSync(files);
	const seen = { cycles: 0, inside: 0, broken: 0, rescued: 0, reopened: [] };
	for (; seen.inside < count; seen.cycles += 1) {
		const path = join(files, `tax_${seen.cycles}.csv`);
		writeFileSync(path, taxFile(seen.cycles));
		const load = await place.run('ingest', path);
		if (load.code !== 0) seen.broken += 1;
		const tidy = place.start('job', 'checkpoint');
		if (await checkpointBegun(place, tidy.child)) {
			await wait(random() * 12);
			if (tidy.child.exitCode === null) {
				tidy.child.kill('SIGKILL');
				seen.inside += 1;
			}
		}
		await tidy.done;
		await readAfterKill(place, seen, say);
	}
	const log = join(place.home, 'journal', 'rescues.ndjson');
	if (existsSync(log)) seen.rescued = readFileSync(log, 'utf8').trim().split('\n').length;
	place.remove();
	return seen;
}

/** Kills the process inside a checkpoint, again and again; each next start must open by itself with every row. */
export async function checkpointKills({ count, seed, say }) {
	const { results, sum, times } = await killedHomes({
		count,
		ofHome: killsOfHome,
		seed,
		say,
		killsOf,
		tell: (sum) => `整理途中中止 ${sum('inside')} 次，自动修复 ${sum('rescued')} 次，不符 ${sum('broken')}`
	});
	return {
		homes: results.length,
		cycles: sum('cycles'),
		killed_inside: sum('inside'),
		rescued: sum('rescued'),
		...times,
		broken: sum('broken')
	};
}
