import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { installation, percentile, randomFrom } from './installation.mjs';
import { ask, startSite } from './site.mjs';
import { askSteadily } from './steady-asks.mjs';

const rate = 1_000;
const connections = 50;
/** What is promised of the thousand requests: alone, and beside other work. Milliseconds. */
const promised = { alone: 50, busy: 150, heavy: 150 };
/** A server that keeps growing is not flat; one whose collector waits for more may grow by so much. */
const mostGrowth = 0.15;
const analysts = 4;
/** Questions that cost most, each asked with something that makes it a new one. */
const heavyPaths = [
	'/analysis/indicators',
	'/analysis/causes',
	'/analysis/hotspots',
	'/related',
	'/contradictions',
	'/projects/list.xlsx',
	'/enterprises/list.xlsx',
	'/compare',
	'/timeline',
	'/streets',
	'/supply'
];
const uploadMebibytes = 24;

const residentMb = (pid) =>
	Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024);

const shoot = (url, seconds) => askSteadily(url, { rate, connections, seconds });

function taxFile(path, index, rows, random) {
	const lines = ['uscc,month,declared,paid,overdue,invoiced'];
	for (let i = 0; i < rows; i += 1)
		lines.push(
			`91410803MA${String(Math.floor(random() * 1e7)).padStart(7, '0')}X,20${10 + (index % 16)}-0${(index % 9) + 1},${i},${index},0,${i * 7}`
		);
	writeFileSync(path, lines.join('\n'));
}

/** Does `work` again and again until told to stop; answers how often, and what each took. */
function again(work) {
	const done = { times: 0, ms: [], faults: [] };
	let isOver = false;
	const ended = (async () => {
		while (!isOver) {
			const begun = performance.now();
			await work(done.times).catch((error) => done.faults.push(String(error)));
			done.ms.push(performance.now() - begun);
			done.times += 1;
			await wait(200);
		}
	})();
	return {
		done,
		async stop() {
			isOver = true;
			await ended;
		}
	};
}

/**
 * Asks the summary a thousand times a second: alone; while a file is loaded, a backup made and a file uploaded, all the
 * time; and while some analysts ask for what costs most. Each for `count` seconds.
 */
export async function load({ count, seed, say }) {
	const random = randomFrom(seed);
	const place = installation();
	const files = join(place.folder, 'more');
	const server = await startSite(place.home, { XINSHAO_DEMO: '1' });
	const broken = [];
	try {
		mkdirSync(files);
		const summary = `${server.site}/api/v1/summary`;
		await shoot(summary, 5);

		const phase = async (name, work) => {
			const memory = [];
			const watch = setInterval(() => memory.push(residentMb(server.pid)), Math.max(1_000, count * 50));
			const others = Object.fromEntries(Object.entries(work).map(([key, one]) => [key, again(one)]));
			const result = await shoot(summary, count);
			clearInterval(watch);
			await Promise.all(Object.values(others).map((one) => one.stop()));
			const { asked, errors, p50, p99, max } = result;
			if (errors > 0) broken.push(`${name}: ${errors} errors`);
			if (p99 > promised[name]) broken.push(`${name}: p99 ${p99} ms`);
			for (const [key, { done }] of Object.entries(others)) {
				for (const fault of done.faults.slice(0, 3)) broken.push(`${name}, ${key}: ${fault}`);
				if (done.times === 0) broken.push(`${name}: ${key} never ended`);
			}
			const figures = {
				requests: asked,
				p50_ms: p50,
				p99_ms: p99,
				max_ms: max,
				errors,
				rss_mb: memory,
				...Object.fromEntries(
					Object.entries(others).map(([key, { done }]) => [
						key,
						{ times: done.times, p50_ms: Math.round(percentile(done.ms, 0.5)) }
					])
				)
			};
			say(`${name}：${JSON.stringify(figures)}`);
			return figures;
		};
		const whole = (answer, wanted) => {
			if (!wanted.includes(answer.status)) throw new Error(`status ${answer.status}`);
		};

		const alone = await phase('alone', {});
		const later = alone.rss_mb.slice(Math.floor(alone.rss_mb.length / 2));
		const growth = later.length > 3 ? later.at(-1) / later[0] - 1 : 0;
		if (count >= 60 && growth > mostGrowth)
			broken.push(`memory grew by ${Math.round(growth * 100)} % over the second half`);

		const sent = join(files, 'sent.csv');
		taxFile(sent, 3, (uploadMebibytes * 2 ** 20) / 46, random);
		const bytes = readFileSync(sent);
		const busy = await phase('busy', {
			async ingest(n) {
				const path = join(files, `tax_${n}.csv`);
				taxFile(path, n, 20_000, random);
				const { code, err, out } = await place.run('ingest', path);
				rmSync(path);
				if (code !== 0) throw new Error(err || out);
			},
			async backup() {
				const { code, err } = await place.run('backup', join(place.folder, 'one.tar'));
				if (code !== 0) throw new Error(err);
			},
			async upload() {
				// Without a content type, as the page sends it: the bytes are not held in memory then.
				const answer = await ask(server, '/upload/receive/tax_sent.csv', { method: 'PUT', body: bytes });
				whole(answer, [201]);
				const { id } = JSON.parse(answer.bytes.toString());
				whole(await ask(server, `/upload/${id}`), [200]);
				whole(
					await ask(server, `/upload/${id}?/cancel`, { method: 'POST', body: new URLSearchParams() }),
					[303]
				);
			}
		});

		const light = [];
		const heavy = await phase('heavy', {
			...Object.fromEntries(
				Array.from({ length: analysts }, (_, who) => [
					`analyst_${who + 1}`,
					async (n) => {
						const path = heavyPaths[(n + who * 3) % heavyPaths.length];
						whole(await ask(server, `${path}?street=&q=${who}${n}`), [200, 303, 400, 404, 503]);
					}
				])
			),
			async light() {
				const answer = await ask(server, '/rules');
				light.push(answer.ms);
				whole(answer, [200]);
			}
		});
		for (const line of broken) say(line);
		return {
			seconds_each: count,
			alone,
			busy,
			heavy,
			light_page_p99_ms: Math.round(percentile(light, 0.99)),
			broken: broken.length
		};
	} finally {
		await server.stop();
		place.remove();
	}
}
