import { createReadStream, createWriteStream, readFileSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { installation, percentile } from './installation.mjs';
import { ask, startSite } from './site.mjs';

/** Requests a second that other people make meanwhile. */
const perSecond = 20;
/** The bytes go by; what is loaded takes the memory that the engine was given. */
const mostGrowthMb = { upload: 150, all: 3_072 };
/** Prepared answers wait no more than this, and pages no more than anybody waits. Milliseconds. */
const promisedP99 = { answers: 500, pages: 10_000 };

async function taxLines(path, mebibytes) {
	const out = createWriteStream(path);
	out.write('uscc,month,declared,paid,overdue,invoiced\n');
	let written = 0;
	for (let n = 0; written < mebibytes * 2 ** 20;) {
		const part = [];
		for (let end = n + 20_000; n < end; n += 1)
			part.push(
				`91410803MA${String(n % 2_000_000).padStart(7, '0')}X,20${20 + Math.floor(n / 2_000_000)}-08,${10_000 + (n % 997)},${10_000 + (n % 997)},0,${30_000 + (n % 991)}`
			);
		const text = `${part.join('\n')}\n`;
		written += text.length;
		if (!out.write(text)) await once(out, 'drain');
	}
	out.end();
	await once(out, 'finish');
}

const residentMb = (pid) =>
	Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

function send({ port }, path, name) {
	return new Promise((resolve, reject) => {
		const sent = request({
			host: '127.0.0.1',
			port,
			path: `/upload/receive/${name}`,
			method: 'PUT',
			headers: { origin: `http://127.0.0.1:${port}`, 'content-length': statSync(path).size }
		});
		sent.on('error', reject);
		sent.on('response', async (response) => {
			const chunks = [];
			for await (const chunk of response) chunks.push(chunk);
			resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() });
		});
		createReadStream(path).pipe(sent);
	});
}

/** Others at their work, asked evenly; `stop()` answers how long they waited, in milliseconds. */
function others(server) {
	const paths = ['/api/v1/summary', '/', '/rules', '/projects'];
	const ms = { answers: [], pages: [] };
	const faults = [];
	let isOver = false;
	const asking = (async () => {
		for (let n = 0; !isOver; n += 1) {
			ask(server, paths[n % paths.length]).then(
				(answer) => {
					ms[n % paths.length === 0 ? 'answers' : 'pages'].push(answer.ms);
					if (answer.status !== 200) faults.push(`${paths[n % paths.length]}: ${answer.status}`);
				},
				(error) => faults.push(String(error))
			);
			await wait(1_000 / perSecond);
		}
	})();
	return {
		async stop() {
			isOver = true;
			await asking;
			await wait(2_000);
			const told = (list) => ({
				requests: list.length,
				p50: percentile(list, 0.5),
				p99: percentile(list, 0.99)
			});
			return { answers: told(ms.answers), pages: told(ms.pages), faults };
		}
	};
}

/** Sends one file of so many megabytes by the page and takes it in, while others work on. */
export async function bigUpload({ count, say }) {
	const place = installation();
	const path = join(place.folder, 'tax_big.csv');
	await taxLines(path, count);
	const demo = join(place.folder, 'demo');
	await place.run('demo', '--projects', '60', '--months', '6', '--seed', '4', '--to', demo);
	await place.run('ingest', demo);
	const scored = await place.run('score');
	if (scored.code !== 0) throw new Error(scored.err);
	const server = await startSite(place.home, { XINSHAO_MEMORY: '2GB' });
	const broken = [];
	const figures = {};
	try {
		for (const warm of ['/', '/rules', '/projects', '/api/v1/summary']) await ask(server, warm);
		const alone = others(server);
		await wait(15_000);
		figures.alone = await alone.stop();
		const before = residentMb(server.pid);
		let most = before;
		const beside = others(server);
		const watching = setInterval(() => (most = Math.max(most, residentMb(server.pid))), 200);
		const timed = async (name, work) => {
			const begun = Date.now();
			const result = await work();
			figures[`${name}_seconds`] = (Date.now() - begun) / 1_000;
			return result;
		};
		const sent = await timed('upload', () => send(server, path, 'tax_big.csv'));
		figures.upload_grew_mb = most - before;
		if (figures.upload_grew_mb > mostGrowthMb.upload)
			broken.push(`receiving took ${Math.round(figures.upload_grew_mb)} MB`);
		if (sent.status !== 201) broken.push(`upload: ${sent.status} ${sent.text}`);
		else {
			const { id } = JSON.parse(sent.text);
			const page = await timed('preview', () => ask(server, `/upload/${id}`));
			if (page.status !== 200) broken.push(`preview: ${page.status}`);
			const taken = await timed('confirm', () =>
				ask(server, `/upload/${id}?/confirm`, { method: 'POST', body: new URLSearchParams() })
			);
			if (taken.status !== 303)
				broken.push(`confirm: ${taken.status} ${taken.bytes.toString().slice(0, 200)}`);
		}
		clearInterval(watching);
		figures.beside = await beside.stop();
		figures.grew_mb = Math.round(most - before);
		if (figures.grew_mb > mostGrowthMb.all) broken.push(`the server grew by ${figures.grew_mb} MB`);
		for (const [kind, most] of Object.entries(promisedP99))
			if (figures.beside[kind].p99 > most)
				broken.push(`${kind} waited ${Math.round(figures.beside[kind].p99)} ms at the 99th of a hundred`);
		for (const part of ['alone', 'beside']) {
			broken.push(...figures[part].faults.slice(0, 3));
			delete figures[part].faults;
		}
	} finally {
		await server.stop();
	}
	const check = await place.run('verify', '--json');
	if (check.code !== 0) broken.push(check.err || check.out.slice(0, 300));
	else figures.rows = JSON.parse(check.out).tables.feed_tax.rows;
	for (const line of broken) say(line);
	place.remove();
	const rounded = JSON.parse(
		JSON.stringify(figures, (_, value) => (typeof value === 'number' ? Math.round(value * 10) / 10 : value))
	);
	return { megabytes: count, ...rounded, broken: broken.length };
}
