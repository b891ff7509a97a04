import { createWriteStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { installation } from './installation.mjs';

async function payrollLines(path, rows) {
	const out = createWriteStream(path);
	out.write(
		'project_code,employer_uscc,worker_id_no,wage_month,work_days,payable,deduction,paid,pay_date,pay_status,signed\n'
	);
	let part = [];
	for (let i = 0; i < rows; i += 1) {
		const month = `2026-0${(i % 9) + 1}`;
		part.push(
			`P-${i % 5000},91410803MA4000000X,990101${String(i).padStart(12, '0')},${month},22,6000,0,6000,${month}-28,成功,是`
		);
		if (part.length === 20_000) {
			if (!out.write(`${part.join('\n')}\n`)) await once(out, 'drain');
			part = [];
		}
	}
	out.end(part.join('\n'));
	await once(out, 'finish');
}

/** Backs a home of so many payroll lines up and restores it into an empty one; the hashes of all tables must be equal. */
export async function restoreDrill({ count, say }) {
	const place = installation();
	const other = installation();
	const csv = join(place.folder, 'payroll_drill.csv');
	await payrollLines(csv, count);
	const load = await place.run('ingest', '--json', csv);
	if (load.code !== 0) throw new Error(load.err || load.out);
	const seconds = {};
	const timed = async (name, work) => {
		const begun = Date.now();
		const result = await work();
		seconds[name] = (Date.now() - begun) / 1000;
		if (result.code !== 0) say(result.err);
		return result;
	};
	const file = join(place.folder, 'drill.tar');
	const made = await timed('backup', () => place.run('backup', file, '--json'));
	const back = await timed('restore', () => other.run('restore', file, '--json'));
	const equal = JSON.stringify(JSON.parse(made.out).tables) === JSON.stringify(JSON.parse(back.out).tables);
	const figures = {
		rows: JSON.parse(made.out).tables.feed_payroll.rows,
		backup_mb: Math.round(statSync(file).size / 2 ** 20),
		backup_seconds: seconds.backup,
		restore_seconds: seconds.restore,
		hashes_equal: equal,
		broken: equal ? 0 : 1
	};
	place.remove();
	other.remove();
	return figures;
}
