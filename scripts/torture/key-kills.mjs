import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { erasureKills } from './erasure-kills.mjs';
import { inLanes, installation, percentile, randomFrom } from './installation.mjs';
import { keysOf, landedFiles, plainIn, sha256 } from './sealed-home.mjs';

/** Kills that one home takes; then the next begins. */
const killsOfHome = 20;
const lanes = 3;
const landed = 24;
/** One kill of four falls into an erasure and the rewriting of landed files. */
const shareOfErasures = 0.25;

const header = 'project_code,worker_id_no,worker_name,wage_month,work_days,payable,paid,pay_status,pay_date';
/** Every planted number begins so, every planted name with a character that stands nowhere else. */
const plainTexts = ['990187', '龘'];

/** Wages of so many workers of a month; each has a number and a name of his own. */
function wages(file, workers) {
	const month = `2026-${String((file % 9) + 1).padStart(2, '0')}`;
	const lines = Array.from({ length: workers }, (_, n) => {
		const no = `990187${String(file).padStart(4, '0')}${String(n).padStart(7, '0')}X`;
		return `KEY-${n % 7},${no},某龘${String.fromCodePoint(0x4e00 + file, 0x4e00 + n)},${month},20,6000,6000,成功,${month}-28`;
	});
	return [header, ...lines].join('\n');
}

/** A home with personal data; answers the hashes of its files and one of them for a second time. */
async function planted() {
	const place = installation();
	const folder = join(place.folder, 'files');
	mkdirSync(folder);
	const hashes = new Set();
	for (let file = 0; file < landed; file += 1) {
		const text = wages(file, file === 0 ? 6_000 : 60);
		writeFileSync(join(folder, `payroll_${file}.csv`), text);
		hashes.add(sha256(text));
	}
	const { code, err } = await place.run('ingest', folder);
	if (code !== 0) throw new Error(err);
	return { ...place, hashes, repeats: 0 };
}

const keyFile = (place) => statSync(join(place.home, 'keys', 'personal.key')).ino;

/** Moments to kill at: what is waited for, and how long after it at most. */
const aims = {
	anywhere: { stage: 'rotate', spread: 1_500, isThere: () => true },
	'new key': { stage: 'rotate', spread: 40, isThere: (place, { inode }) => keyFile(place) !== inode },
	index: { stage: 'rotate', spread: 400, isThere: (_, { said }) => /新密钥|接着上次/.test(said.out) },
	vault: { stage: 'rotate', spread: 120, isThere: (_, { said }) => /检索索引已换/.test(said.out) },
	files: {
		stage: 'rotate',
		spread: 120,
		isThere: (place) => existsSync(join(place.home, 'landed', 'incoming', 'rewrap.half'))
	},
	'after files': { stage: 'rotate', spread: 30, isThere: (_, { said }) => /原始文件已换/.test(said.out) },
	destroying: { stage: 'destroy', spread: 1_200, isThere: () => true },
	'old key gone': { stage: 'destroy', spread: 5, isThere: (place, { inode }) => keyFile(place) !== inode }
};

/** Runs a command and kills it at the moment; answers whether it was killed, and its exit code otherwise. */
async function killedAt(place, { stage, spread, isThere }, random) {
	const inode = keyFile(place);
	const { child, done, said } = place.start('keys', stage);
	const runs = () => child.exitCode === null && child.signalCode === null;
	while (runs() && !isThere(place, { inode, said })) await wait(1);
	await Promise.race([done, wait(random() * spread)]);
	const killed = runs();
	if (killed) child.kill('SIGKILL');
	return { killed, ...(await done) };
}

/** Everything that must hold at any moment; answers what does not. */
async function faults(place) {
	const found = [];
	const begun = Date.now();
	const check = await place.run('verify', '--json');
	const reopened = Date.now() - begun;
	if (check.code !== 0) found.push(`verify: ${check.err || check.out.slice(0, 400)}`);
	try {
		const files = landedFiles(place.home);
		const there = new Set(files.map(({ plain }) => sha256(plain)));
		const gone = [...place.hashes].filter((hash) => !there.has(hash));
		if (gone.length > 0 || there.size !== place.hashes.size)
			found.push(`${gone.length} of ${place.hashes.size} landed files differ, ${there.size} are there`);
	} catch (error) {
		found.push(String(error));
	}
	for (const path of plainIn(place.home, plainTexts)) found.push(`in the clear: ${path}`);
	return { found, reopened };
}

/** Loads wages that are known under other bytes: each worker is found under his new key, so nothing is new. */
async function allKnown(place) {
	place.repeats += 1;
	const text = `${wages(0, 6_000)}${'\n'.repeat(place.repeats)}`;
	const path = join(place.folder, `payroll_again_${place.repeats}.csv`);
	writeFileSync(path, text);
	place.hashes.add(sha256(text));
	const { code, out, err } = await place.run('ingest', '--json', path);
	if (code !== 0) return [`loading again: ${err || out.slice(0, 300)}`];
	const [report] = JSON.parse(out).files;
	return report.unchanged === 6_000 ? [] : [`of 6000 known wages ${report.unchanged} were known`];
}

/** Runs a stage until it has come to its end by itself. */
async function ended(place, stage) {
	const { code, err } = await place.run('keys', stage);
	if (stage === 'destroy') {
		// A kill after the last step: the old key is gone already.
		const isGone = keysOf(place.home).length === 1;
		return isGone ? [] : [`destroy did not end: ${err}`];
	}
	return code === 0 ? [] : [`rotate did not end: ${err}`];
}

async function rotationKills(count, random, say) {
	const place = await planted();
	const seen = { killed: 0, rotations: 0, broken: [], reopened: [], at: {} };
	const note = (found, where) => {
		for (const one of found) {
			seen.broken.push(one);
			say(`${where}：${one}`);
		}
	};
	const names = (stage) => Object.keys(aims).filter((name) => aims[name].stage === stage);
	while (seen.killed < count && seen.broken.length < 20) {
		for (const stage of ['rotate', 'destroy']) {
			const [before] = keysOf(place.home).slice(-1);
			// Up to three kills in one change, each at a moment of its own.
			for (let kills = Math.floor(random() * 3) + 1; kills > 0; kills -= 1) {
				const name = names(stage)[Math.floor(random() * names(stage).length)];
				const { killed, code, err } = await killedAt(place, aims[name], random);
				if (!killed) {
					if (code !== 0 && stage === 'rotate') note([err], name);
					break;
				}
				seen.killed += 1;
				seen.at[name] = (seen.at[name] ?? 0) + 1;
				const { found, reopened } = await faults(place);
				seen.reopened.push(reopened);
				note(found, name);
			}
			note(await ended(place, stage), stage);
			const file = readFileSync(join(place.home, 'keys', 'personal.key'), 'utf8');
			if (stage === 'destroy' && keysOf(place.home).some(({ id }) => id === before.id))
				note(['the key of before is still in the file'], stage);
			if (stage === 'rotate' && file.split('older').length !== 2) note(['not two keys'], stage);
		}
		seen.rotations += 1;
		note(await allKnown(place), '更换之后');
		note((await faults(place)).found, '更换之后');
	}
	place.remove();
	return seen;
}

/**
 * Kills the change of keys and the erasing of persons from landed files, again and again, by the real command line and
 * the real server. After each kill everything opens and is equal, nothing stands in the clear, and what was begun is
 * brought to its end by running it again.
 */
export async function keyKills({ count, seed, say }) {
	const ofErasures = Math.ceil(count * shareOfErasures);
	const ofKeys = count - ofErasures;
	const homes = Array.from({ length: Math.ceil(ofKeys / killsOfHome) }, (_, n) => ({
		kills: Math.min(killsOfHome, ofKeys - n * killsOfHome),
		random: randomFrom(seed + n * 7_919)
	}));
	const keys = [];
	await inLanes(homes, lanes, async ({ kills, random }) => {
		keys.push(await rotationKills(kills, random, say));
		say(`换密钥途中中止 ${keys.reduce((sum, one) => sum + one.killed, 0)} 次`);
	});
	const erasures = await erasureKills(ofErasures, randomFrom(seed + 31), say);
	const reopened = [...keys.flatMap((one) => one.reopened), ...erasures.reopened];
	const at = { ...erasures.at };
	for (const one of keys) for (const [name, n] of Object.entries(one.at)) at[name] = (at[name] ?? 0) + n;
	return {
		homes: homes.length + erasures.homes,
		killed_changing_keys: keys.reduce((sum, one) => sum + one.killed, 0),
		changes_of_keys: keys.reduce((sum, one) => sum + one.rotations, 0),
		killed_erasing: erasures.killed,
		erasures: erasures.homes,
		killed_at: at,
		reopen_and_read_ms_p50: percentile(reopened, 0.5),
		reopen_and_read_ms_max: Math.max(...reopened),
		broken: keys.reduce((sum, one) => sum + one.broken.length, 0) + erasures.broken.length
	};
}
