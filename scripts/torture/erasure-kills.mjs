import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { installation } from './installation.mjs';
import { landedFiles, plainIn } from './sealed-home.mjs';
import { administrator, ask, signIn, startSite } from './site.mjs';

const password = 'Xs-2026-erasure!';
const header = 'project_code,worker_id_no,worker_name,wage_month,work_days,payable,paid,pay_status,pay_date';
/** Numbers of those who must be forgotten and of those who must stay begin so. */
const gone = '990188';
const kept = '990189';
const plainTexts = [gone, kept, '龘'];

const day = (yearsAgo) => new Date(Date.now() - yearsAgo * 366 * 86_400_000).toISOString().slice(0, 10);

function wages(file, rows) {
	const lines = Array.from({ length: rows }, (_, n) => {
		const isGone = file % 4 === 3 || n % 2 === 0;
		const no = `${isGone ? gone : kept}${String(n).padStart(11, '0')}X`;
		const month = (isGone ? day(5) : day(0.3)).slice(0, 7);
		const name = `某龘${String.fromCodePoint(0x4e00 + n)}`;
		return `${isGone ? 'OLD' : 'NEW'},${no},${name},${month},${file + 1},6000,6000,成功,${month}-28`;
	});
	return [header, ...lines].join('\n');
}

/** A home in which one person has proposed to erase a finished project; answers the cookies of a second person. */
async function proposed() {
	const place = installation();
	const folder = join(place.folder, 'files');
	mkdirSync(folder);
	const projects = [
		'project_code,project_name,street,sector,status,actual_end,resp_person',
		`OLD,旧工程,李封街道,房屋建筑,完工,${day(4.5)},周龘旧`,
		'NEW,新工程,李封街道,房屋建筑,在建,,吴龘新'
	];
	writeFileSync(join(folder, 'projects_1.csv'), projects.join('\n'));
	for (let file = 0; file < 9; file += 1)
		writeFileSync(join(folder, `payroll_${file}.csv`), wages(file, file === 0 ? 8_000 : 200));
	const loaded = await place.run('ingest', folder);
	if (loaded.code !== 0) throw new Error(loaded.err || loaded.out);
	const server = await startSite(place.home);
	try {
		const admin = await administrator(server, { username: 'keeper', password });
		await ask(server, '/users?/create', {
			method: 'POST',
			cookies: admin,
			body: new URLSearchParams({ username: 'second', name: '乙', role: 'analyst', password })
		});
		const database = new DatabaseSync(join(place.home, 'accounts.sqlite'));
		database.exec('update profile set must_change = 0');
		database.close();
		await ask(server, '/retention?/propose', {
			method: 'POST',
			cookies: admin,
			body: new URLSearchParams({ project: 'OLD', reason: '保存期满' })
		});
		const second = await signIn(server, { username: 'second', password });
		const page = (await ask(server, '/retention', { cookies: second })).bytes.toString();
		const no = /name="no" value="(\d+)"/.exec(page)?.[1];
		if (no === undefined) throw new Error('nothing was proposed');
		return { place, second, no };
	} finally {
		await server.stop();
	}
}

const landedNames = (place) => readdirSync(join(place.home, 'landed'), { recursive: true }).map(String);
const has = (place, test) => {
	try {
		return landedNames(place).some(test);
	} catch {
		return false;
	}
};

/** Moments to kill at: what is waited for, and how long after it at most. */
const aims = {
	'any moment of an erasure': { spread: 900, isThere: () => true },
	'a file being rewritten': { spread: 80, isThere: (place) => has(place, (name) => name.includes('thin-')) },
	'files exchanged': {
		spread: 4,
		isThere: (place) => has(place, (name) => name.endsWith('.gone'))
	},
	'an exchange noted': {
		spread: 10,
		isThere: (place) => existsSync(join(place.home, 'journal', 'thinning.json'))
	}
};

const isErased = (place) => {
	const path = join(place.home, 'journal', 'batches.ndjson');
	return existsSync(path) && readFileSync(path, 'utf8').includes('"act":"erase"');
};

/** What must hold at any moment after a start. */
async function faults(place) {
	const begun = Date.now();
	const check = await place.run('verify', '--json');
	const found = check.code === 0 ? [] : [`verify: ${check.err || check.out.slice(0, 400)}`];
	const reopened = Date.now() - begun;
	for (const path of plainIn(place.home, plainTexts)) found.push(`in the clear: ${path}`);
	if (has(place, (name) => name.endsWith('.gone'))) found.push('bytes of before are left');
	return { found, reopened };
}

/** Persons who stand in the landed files: how many rows of those who must go, and how many of those who stay. */
function standing(place) {
	const text = landedFiles(place.home)
		.map(({ plain }) => plain.toString())
		.join('\n');
	return { gone: text.split(gone).length - 1, kept: text.split(kept).length - 1 };
}

/** Kills the server in the middle of an erasure, then the job that goes on with it; at the end nobody is left over. */
export async function erasureKills(count, random, say) {
	const { place: template, second, no } = await proposed();
	const before = standing(template);
	const seen = { killed: 0, homes: 0, broken: [], reopened: [], at: {} };
	const home = template.home;
	const keptHome = join(template.folder, 'kept');
	cpSync(home, keptHome, { recursive: true });
	const names = Object.keys(aims);
	const note = (found, where) => {
		for (const one of found) {
			seen.broken.push(one);
			say(`${where}：${one}`);
		}
	};
	const killed = async (isRunning, kill, name) => {
		const { spread, isThere } = aims[name];
		const until = Date.now() + 20_000;
		while (isRunning() && !isThere(template) && Date.now() < until) await wait(1);
		await wait(random() * spread);
		if (!isRunning()) return;
		kill();
		seen.killed += 1;
		seen.at[name] = (seen.at[name] ?? 0) + 1;
	};
	while (seen.killed < count && seen.broken.length < 20) {
		rmSync(home, { recursive: true, force: true });
		cpSync(keptHome, home, { recursive: true });
		seen.homes += 1;
		const server = await startSite(home);
		const answer = ask(server, '/retention?/decide', {
			method: 'POST',
			cookies: second,
			body: new URLSearchParams({ no, reason: '同意删除', decision: 'approve' })
		}).catch(() => undefined);
		const pick = () => names[Math.floor(random() * names.length)];
		await killed(
			() => true,
			() => process.kill(server.pid, 'SIGKILL'),
			pick()
		);
		await server.stop();
		await answer;
		for (let kills = Math.floor(random() * 4); kills > 0; kills -= 1) {
			const { found, reopened } = await faults(template);
			note(found, '中止之后');
			seen.reopened.push(reopened);
			const { child, done } = template.start('job', 'thin');
			await killed(
				() => child.exitCode === null && child.signalCode === null,
				() => child.kill('SIGKILL'),
				pick()
			);
			await done;
		}
		const last = await faults(template);
		note(last.found, '中止之后');
		seen.reopened.push(last.reopened);
		const end = await template.run('job', 'thin');
		if (end.code !== 0) note([`the job did not end: ${end.err}`], '接着做');
		note((await faults(template)).found, '做完之后');
		const left = standing(template);
		const due = isErased(template) ? { gone: 0, kept: before.kept } : before;
		if (left.gone !== due.gone || left.kept !== due.kept)
			note([`${left.gone} rows of ${before.gone} and ${left.kept} of ${before.kept} are left`], '做完之后');
		if (existsSync(join(home, 'keys', 'erasing.key'))) note(['the lot is left'], '做完之后');
		say(`删除途中中止 ${seen.killed} 次，不符 ${seen.broken.length}`);
	}
	// At last everything again from the landed files: those who were erased do not come back.
	for (const end of ['', '.wal']) rmSync(join(home, `xinshao.duckdb${end}`), { force: true });
	const built = await template.run('rebuild');
	if (built.code !== 0) note([`rebuild: ${built.err}`], '重建');
	note((await faults(template)).found, '重建');
	template.remove();
	return seen;
}
