import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { installation, percentile, randomFrom } from './installation.mjs';

/** Lines that the command line prints once a batch is promised. */
const promised = /^✓ (\S+?)：/gm;

/** Payroll lines of one month; every file overlaps the one before it, so that rows are superseded as well. */
function payrollFile(index, random) {
	const rows = 200 + Math.floor(random() * 20_000);
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

/**
 * Kills the process at a random moment of a load, again and again, through the real command line. After each
 * kill everything is read: batches are whole or absent, nothing promised is missing, nothing is doubled.
 */
export async function ingestKills({ count, seed, say }) {
	const random = randomFrom(seed);
	const place = installation();
	const files = join(place.folder, 'files');
	mkdirSync(files);
	let broken = 0;
	let killed = 0;
	const reopened = [];
	const acked = new Set();
	const given = [];
	for (let cycle = 0; killed < count; cycle += 1) {
		const names = Array.from({ length: 3 }, (_, n) => {
			const index = cycle * 3 + n;
			const name = `payroll_${String(index).padStart(5, '0')}.csv`;
			const file = payrollFile(index, random);
			writeFileSync(join(files, name), file.text);
			given.push(name);
			return join(files, name);
		});
		const load = place.start('ingest', ...names);
		await Promise.race([load.done, wait(300 + random() * 1_300)]);
		if (load.child.exitCode === null) {
			load.child.kill('SIGKILL');
			killed += 1;
		}
		const { out } = await load.done;
		for (const [, name] of out.matchAll(promised)) acked.add(name);
		const begun = Date.now();
		const check = await place.run('verify', '--json');
		reopened.push(Date.now() - begun);
		if (check.code !== 0) {
			broken += 1;
			say(`第 ${cycle + 1} 次：${check.err || check.out.slice(0, 400)}`);
		}
		if ((cycle + 1) % 10 === 0)
			say(`${cycle + 1} 次，中止 ${killed} 次，已确认 ${acked.size} 个文件，不符 ${broken}`);
	}
	const lost = await lostFiles(place, acked);
	const total = await place.run('ingest', '--json', files);
	const doubled = (await place.run('verify', '--json')).code === 0 ? 0 : 1;
	const { files: reports } = JSON.parse(total.out);
	const missing = given.length - reports.filter((report) => report.error === null).length;
	place.remove();
	return {
		cycles: given.length / 3,
		killed,
		acked: acked.size,
		acked_lost: lost,
		partial_or_doubled: broken + doubled,
		not_loadable_afterwards: missing,
		reopen_and_read_ms_p50: percentile(reopened, 0.5),
		reopen_and_read_ms_max: Math.max(...reopened),
		broken: broken + lost + doubled + missing
	};
}

/** Promised files that the database does not know: loading them again must find every one a duplicate. */
async function lostFiles(place, acked) {
	if (acked.size === 0) return 0;
	const paths = [...acked].map((name) => join(place.folder, 'files', name));
	const { out } = await place.run('ingest', '--json', ...paths);
	return JSON.parse(out).files.filter((file) => !file.duplicate).length;
}
