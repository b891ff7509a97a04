import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { installation, percentile, randomFrom } from './installation.mjs';
import { ask, startSite } from './site.mjs';

/** Stops that one home takes; then the next begins. */
const stopsOfHome = 25;
/** The server promises to be gone by then: five seconds for open requests, twenty for what it writes. */
const longestMs = 26_000;

const header = 'uscc,month,declared,paid,overdue,invoiced';
const taxFile = (index, rows) =>
	[
		header,
		...Array.from(
			{ length: rows },
			(_, n) => `91410803MA${String(n).padStart(7, '0')}X,2026-0${(index % 9) + 1},${index},1,0,1`
		)
	].join('\n');

/** Sends a file slowly, as over a thin line; answers the status, or null where the connection was ended. */
function sendSlowly({ port }, name, text) {
	return new Promise((resolve) => {
		const sent = request({
			host: '127.0.0.1',
			port,
			path: `/upload/receive/${name}`,
			method: 'PUT',
			headers: { origin: `http://127.0.0.1:${port}`, 'content-length': Buffer.byteLength(text) }
		});
		sent.on('response', (response) => response.resume().on('end', () => resolve(response.statusCode)));
		sent.on('error', () => resolve(null));
		const piece = Math.ceil(text.length / 40);
		const next = async () => {
			for (let at = 0; at < text.length && !sent.destroyed; at += piece) {
				sent.write(text.slice(at, at + piece));
				await wait(40);
			}
			sent.end();
		};
		void next();
	});
}

/** What may go on while the server is told to stop. */
const works = {
	async load({ place, given, index }) {
		const path = join(given, `tax_${index}.csv`);
		writeFileSync(path, taxFile(index, 60_000));
		const { out } = await place.run('ingest', path);
		return /^✓ /m.test(out) ? [path] : [];
	},
	async upload({ server, index }) {
		await sendSlowly(server, `tax_${index}.csv`, taxFile(index, 40_000));
		return [];
	},
	async judging({ place }) {
		await place.run('job', 'score');
		return [];
	},
	async backup({ place, index }) {
		await place.run('backup', join(place.folder, `${index}.tar`));
		return [];
	},
	async pages({ server }) {
		const paths = ['/', '/projects', '/enterprises', '/analysis', '/operations', '/api/v1/summary'];
		await Promise.all(paths.map((path) => ask(server, path).catch(() => undefined)));
		return [];
	}
};

async function stopsOf(count, random, say) {
	const place = installation();
	const given = join(place.folder, 'given');
	mkdirSync(given);
	const seen = { stops: 0, during: {}, ms: [], broken: [] };
	const promised = [];
	for (; seen.stops < count; seen.stops += 1) {
		const server = await startSite(place.home);
		const name = Object.keys(works)[Math.floor(random() * Object.keys(works).length)];
		seen.during[name] = (seen.during[name] ?? 0) + 1;
		const done = works[name]({ place, server, given, index: seen.stops });
		await wait(random() * 1_500);
		const begun = Date.now();
		const code = await Promise.race([server.stop(), wait(longestMs, 'late')]);
		seen.ms.push(Date.now() - begun);
		const note = (what) => seen.broken.push(`${name}: ${what}`);
		if (code !== 0) note(`ended with ${code}: ${server.said().slice(-300)}`);
		if (code === 'late') process.kill(server.pid, 'SIGKILL');
		promised.push(...(await done));
		const check = await place.run('verify', '--json');
		if (check.code !== 0) note(check.err || check.out.slice(0, 300));
		const uploads = join(place.home, 'tmp', 'uploads');
		const halves = existsSync(uploads)
			? readdirSync(uploads).filter((one) => !existsSync(join(uploads, one, 'card.json')))
			: [];
		if (halves.length > 0) note('half an upload is left');
		const left = readdirSync(join(place.home, 'tmp')).filter((one) => /^(plain|read|backup)-/.test(one));
		if (left.length > 0) note(`left behind: ${left}`);
		say(`停止 ${seen.stops + 1} 次（${name}），${seen.ms.at(-1)} 毫秒，不符 ${seen.broken.length}`);
	}
	if (promised.length > 0) {
		const { out } = await place.run('ingest', '--json', ...promised);
		const lost = JSON.parse(out).files.filter((file) => !file.duplicate).length;
		if (lost > 0) seen.broken.push(`${lost} of ${promised.length} promised files are lost`);
	}
	place.remove();
	return { ...seen, promised: promised.length };
}

/** Tells the server to stop while it loads, receives, judges, backs up or answers; it ends by itself, in time and whole. */
export async function stops({ count, seed, say }) {
	const results = [];
	for (let n = 0; n * stopsOfHome < count; n += 1)
		results.push(
			await stopsOf(Math.min(stopsOfHome, count - n * stopsOfHome), randomFrom(seed + n * 7_919), say)
		);
	const ms = results.flatMap((one) => one.ms);
	const during = {};
	for (const one of results)
		for (const [name, n] of Object.entries(one.during)) during[name] = (during[name] ?? 0) + n;
	const broken = results.flatMap((one) => one.broken);
	for (const line of broken) say(line);
	return {
		stops: results.reduce((sum, one) => sum + one.stops, 0),
		during,
		promised: results.reduce((sum, one) => sum + one.promised, 0),
		stopped_ms_p50: percentile(ms, 0.5),
		stopped_ms_max: Math.max(...ms),
		broken: broken.length
	};
}
