import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { installation } from './installation.mjs';
import { killedHomes, readAfterKill } from './killed-homes.mjs';

/** Kills that one home takes; then the next begins empty, so that reading everything stays quick. */
const killsOfHome = 40;
/** A kill falls within this time after the moment that was waited for, which is longer than a file takes. */
const spreadMs = 500;

/** Lines that the command line prints once a batch is promised. */
const promised = /^✓ (\S+?)：/gm;

/** Payroll lines of one month; every file overlaps the one before it, so that rows are superseded as well. */
function payrollFile(index, random) {
	const rows = 200 + Math.floor(random() * 12_000);
	const month = `202${4 + (index % 3)}-${String((index % 12) + 1).padStart(2, '0')}`;
	const lines = [
		'project_code,employer_uscc,worker_id_no,wage_month,work_days,payable,deduction,paid,pay_date,pay_status,signed'
	];
	for (let i = 0; i < rows; i += 1) {
		const worker = `990101199001${String(i).padStart(5, '0')}X`.slice(0, 18);
		lines.push(
			`KILL-${i % 97},91410803MA4000000X,${worker},${month},22,${6000 + ((index + i) % 50)},0,6000,${month}-28,成功,是`
		);
	}
	return { rows, text: lines.join('\n') };
}

/** Waits until a file is being read, or the process ends. */
async function readingBegun(place, child) {
	const isReading = () => {
		try {
			return readdirSync(join(place.home, 'tmp')).some((name) => /^(plain|read)-/.test(name));
		} catch {
			return false;
		}
	};
	while (child.exitCode === null && !isReading()) await wait(3);
}

/** Waits until so many files are promised, or the process ends. */
async function promisedAlready(load, files) {
	while (load.child.exitCode === null && [...load.said.out.matchAll(promised)].length < files) await wait(3);
}

/** One home, killed again and again within its loads; answers what was seen of it. */
async function killsOf(count, random, say) {
	const place = installation();
	const files = join(place.folder, 'files');
	mkdirSync(files);
	const seen = { cycles: 0, killed: 0, broken: 0, reopened: [], after: [0, 0, 0] };
	const acked = new Set();
	const given = [];
	for (; seen.killed < count; seen.cycles += 1) {
		const names = Array.from({ length: 3 }, (_, n) => {
			const index = seen.cycles * 3 + n;
			const name = `payroll_${String(index).padStart(5, '0')}.csv`;
			writeFileSync(join(files, name), payrollFile(index, random).text);
			given.push(name);
			return join(files, name);
		});
		const load = place.start('ingest', ...names);
		// The kill is aimed: into the first, the second or the third file, at any moment of it.
		const target = Math.floor(random() * names.length);
		await (target === 0 ? readingBegun(place, load.child) : promisedAlready(load, target));
		await Promise.race([load.done, wait(random() * spreadMs)]);
		if (load.child.exitCode === null && load.child.signalCode === null) {
			load.child.kill('SIGKILL');
			seen.killed += 1;
			seen.after[Math.min(2, [...load.said.out.matchAll(promised)].length)] += 1;
		}
		const { out } = await load.done;
		for (const [, name] of out.matchAll(promised)) acked.add(name);
		await readAfterKill(place, seen, say);
	}
	const lost = await lostFiles(place, acked);
	const total = await place.run('ingest', '--json', files);
	const doubled = (await place.run('verify', '--json')).code === 0 ? 0 : 1;
	const { files: reports } = JSON.parse(total.out);
	const missing = given.length - reports.filter((report) => report.error === null).length;
	place.remove();
	return { ...seen, acked: acked.size, lost, doubled, missing };
}

/**
 * Kills the process within a load, again and again, through the real command line. After each kill everything is
 * read: batches are whole or absent, nothing promised is missing, nothing is doubled.
 */
export async function ingestKills({ count, seed, say }) {
	const { results, sum, times } = await killedHomes({
		count,
		ofHome: killsOfHome,
		seed,
		say,
		killsOf,
		tell: (sum) =>
			`中止 ${sum('killed')} 次，已确认 ${sum('acked')} 个文件，丢失 ${sum('lost')}，不符 ${sum('broken') + sum('doubled')}`
	});
	return {
		homes: results.length,
		cycles: sum('cycles'),
		killed: sum('killed'),
		killed_after_files: [0, 1, 2].map((n) => results.reduce((total, one) => total + one.after[n], 0)),
		acked: sum('acked'),
		acked_lost: sum('lost'),
		partial_or_doubled: sum('broken') + sum('doubled'),
		not_loadable_afterwards: sum('missing'),
		...times,
		broken: sum('broken') + sum('lost') + sum('doubled') + sum('missing')
	};
}

/** Promised files that the database does not know: loading them again must find every one a duplicate. */
async function lostFiles(place, acked) {
	if (acked.size === 0) return 0;
	const paths = [...acked].map((name) => join(place.folder, 'files', name));
	const { out } = await place.run('ingest', '--json', ...paths);
	return JSON.parse(out).files.filter((file) => !file.duplicate).length;
}
