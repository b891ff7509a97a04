import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ledgerForm } from '../../tests/fixtures/files/ledger-form.ts';
import { installation, percentile, randomFrom } from './installation.mjs';
import { mutatedFiles } from './mutated-files.mjs';
import { ask, startSite } from './site.mjs';

const lanes = 4;
/** One file in so many comes as a person sends it: uploaded, looked at, confirmed. The others by the command line. */
const uploadEvery = 10;
/** What a file may take on a machine that does other things too; the parser gives up long before. */
const longestMs = 120_000;
/** The server may grow by this much over the second half of the files: what it keeps of them lies in the database. */
const mostGrowthMb = 300;

const isSentence = (text) => /[\u4e00-\u9fff]/.test(text ?? '') && !/未预料|undefined|Error:/.test(text);

const residentMb = (pid) =>
	Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024);

/** Files that a finished intake has no more use for: half-landed ones, readings, previews. */
const leftBehind = (home) =>
	[join('landed', 'incoming'), 'tmp', join('tmp', 'uploads')].flatMap((folder) => {
		try {
			return readdirSync(join(home, folder))
				.filter((name) => name !== 'uploads')
				.map((name) => join(folder, name));
		} catch {
			return [];
		}
	});

/** The running server, asked to do a command; answers `{ code, out, err }`. */
async function ordered(card, command, args) {
	const response = await fetch(`http://127.0.0.1:${card.port}/`, {
		method: 'POST',
		headers: { authorization: `Bearer ${card.token}` },
		body: JSON.stringify({ command, args, cwd: '/' }),
		signal: AbortSignal.timeout(longestMs)
	});
	const said = { code: 1, out: '', err: '' };
	for (const text of (await response.text()).split('\n').filter(Boolean)) {
		const line = JSON.parse(text);
		said.out += line.out ?? '';
		said.err += line.err ?? '';
		if (line.code !== undefined) said.code = line.code;
	}
	return said;
}

const within = (work) =>
	Promise.race([
		work,
		new Promise((_, reject) => setTimeout(() => reject(new Error('no answer in time')), longestMs).unref())
	]);

/** Gives a running server valid files of every feed and format that were changed, and looks what becomes of each and of it. */
export async function mutations({ count, seed, say }) {
	const random = randomFrom(seed);
	const place = installation();
	const demo = join(place.folder, 'demo');
	const given = join(place.folder, 'given');
	mkdirSync(given);
	await place.run('demo', '--projects', '40', '--months', '6', '--seed', '4', '--to', demo);
	const forms = [['在建工程项目台账_1.xlsx', await ledgerForm()]];
	for (const name of readdirSync(demo).filter((one) => one.endsWith('.xlsx')))
		forms.push([name, new Uint8Array(readFileSync(join(demo, name)))]);

	const server = await startSite(place.home, { XINSHAO_MEMORY: '1GB' });
	const card = JSON.parse(readFileSync(join(place.home, 'run', 'control.json'), 'utf8'));
	const broken = [];
	/** Said when it is found: a long trial may be broken off before its end. */
	const breach = (line) => {
		broken.push(line);
		say(`不符：${line}`);
	};
	const figures = { files: 0, loaded: 0, refused: 0, rows_loaded: 0, rows_set_aside: 0, same_bytes: 0 };
	const untouched = { given: 0, whole: 0 };
	const took = [];
	const others = [];
	const memory = [];
	const byWay = { command: 0, upload: 0, boundary: 0 };
	const refusals = {};
	const seenFormats = new Set();

	const refuse = (text, fault) => {
		figures.refused += 1;
		const kind = (text ?? '')
			.replaceAll(/“[^”]*”/g, '“…”')
			.replaceAll(/\d+/g, 'N')
			.slice(0, 60);
		refusals[kind] = (refusals[kind] ?? 0) + 1;
		if (!isSentence(text)) fault(`refused without a sentence: ${text}`);
		if (/意外退出/.test(text)) fault('the reading process ended by itself');
	};

	async function byCommand(file, fault) {
		byWay.command += 1;
		const folder = join(given, String(file.index));
		mkdirSync(folder);
		const name = file.name.replaceAll(/[/\0]/g, '_').slice(0, 80) || '_';
		try {
			writeFileSync(join(folder, name), file.bytes);
			const { out, err } = await ordered(card, 'ingest', ['--json', join(folder, name)]);
			if (out === '') return fault(err.slice(0, 400) || 'no answer');
			const reports = JSON.parse(out).files;
			if (reports.length === 0) fault('no word about the file');
			for (const { error, accepted, set_aside, rows_read, unchanged, duplicate } of reports) {
				if (error !== null) {
					refuse(error, fault);
					if (accepted + set_aside > 0) fault(`refused, and ${accepted} rows taken in`);
					continue;
				}
				figures.loaded += 1;
				figures.rows_loaded += accepted;
				figures.rows_set_aside += set_aside;
				if (duplicate) figures.same_bytes += 1;
				if (accepted + set_aside !== rows_read)
					fault(`${rows_read} rows read, ${accepted} taken in, ${set_aside} set aside`);
				if (unchanged > accepted) fault(`${unchanged} unchanged of ${accepted}`);
			}
			if (file.rows !== undefined) {
				untouched.given += 1;
				if (reports.length === 1 && reports[0].error === null && reports[0].rows_read === file.rows)
					untouched.whole += 1;
				else fault(`an untouched file: ${JSON.stringify(reports).slice(0, 300)}`);
			}
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	}

	async function byUpload(file, fault) {
		byWay.upload += 1;
		const name = encodeURIComponent(file.name.replaceAll(/[\ud800-\udfff]/g, '') || '_');
		const received = await ask(server, `/upload/receive/${name}`, {
			method: 'PUT',
			body: Buffer.from(file.bytes)
		});
		const answer = received.bytes.toString();
		if (received.status !== 201) {
			if (received.status >= 500) return fault(`upload: ${received.status} ${answer.slice(0, 200)}`);
			return refuse(/"message":"([^"]*)"/.exec(answer)?.[1] ?? answer, fault);
		}
		const { id } = JSON.parse(answer);
		const page = await ask(server, `/upload/${id}`);
		if (page.status !== 200) fault(`preview: ${page.status}`);
		const confirmed = await ask(server, `/upload/${id}?/confirm`, {
			method: 'POST',
			body: new URLSearchParams()
		});
		if (confirmed.status === 409 || confirmed.status === 200) {
			figures.refused += 1;
			await ask(server, `/upload/${id}?/cancel`, { method: 'POST', body: new URLSearchParams() });
		} else if (confirmed.status !== 303) fault(`confirm: ${confirmed.status}`);
		else if (confirmed.headers.location.includes('refused')) figures.refused += 1;
		else figures.loaded += 1;
	}

	async function byBoundary(file, fault) {
		byWay.boundary += 1;
		const form = new FormData();
		form.set('file', new File([file.bytes], file.name));
		for (const [key, value] of Object.entries({
			approval: '豫S(2026)001号',
			origin: '测绘院',
			projection: 'WGS84'
		}))
			form.set(key, value);
		const answer = await fetch(`${server.site}/map-data?/import`, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: server.site, accept: 'text/html' },
			body: form
		});
		const text = await answer.text();
		if (answer.status === 303) figures.loaded += 1;
		else if (answer.status === 400) figures.refused += 1;
		else fault(`boundary: ${answer.status} ${text.slice(0, 100)}`);
		if (/<img src=x/.test(text)) fault('a text of the file stands in the page as it is');
	}

	const files = mutatedFiles({ folder: demo, forms, count, random });
	const nextFile = () => files.next();
	let isOver = false;
	const looking = (async () => {
		while (!isOver) {
			const answer = await ask(server, '/readyz').catch((error) => ({ status: String(error), ms: 0 }));
			if (answer.status !== 200) breach(`the server: ${answer.status}`);
			others.push(answer.ms);
			await new Promise((go) => setTimeout(go, 250));
		}
	})();
	const lane = async () => {
		for (let next = await nextFile(); !next.done; next = await nextFile()) {
			const file = next.value;
			const fault = (what) =>
				breach(`${file.index} ${file.name} (${file.feed ?? ''} ${file.format}, ${file.what}): ${what}`);
			const way = file.isBoundary
				? byBoundary
				: file.rows === undefined && file.index % uploadEvery === 0
					? byUpload
					: byCommand;
			const begun = performance.now();
			await within(way(file, fault)).catch((error) => fault(String(error?.cause ?? error)));
			took.push(performance.now() - begun);
			seenFormats.add(file.format);
			figures.files += 1;
			if (figures.files % Math.max(1, Math.floor(count / 40)) === 0) {
				memory.push(residentMb(server.pid));
				say(
					`${figures.files} 个文件，入库 ${figures.loaded}，拒收 ${figures.refused}，不符 ${broken.length}，内存 ${memory.at(-1)} MB`
				);
			}
		}
	};
	try {
		await Promise.all(Array.from({ length: lanes }, lane));
	} catch (error) {
		await server.stop();
		throw error;
	} finally {
		isOver = true;
		await looking;
	}
	const failures = server
		.said()
		.split('\n')
		.filter((line) => /"level":[56]0/.test(line));
	for (const line of failures.slice(0, 10)) say(line.slice(0, 600));
	const left = leftBehind(place.home);
	if (left.length > 0) breach(`left behind: ${left.slice(0, 5).join(' ')}`);
	const code = await server.stop();
	if (code !== 0) breach(`the server ended with ${code}`);
	const whole = await place.run('verify', '--json');
	if (whole.code !== 0) breach(`verify: ${(whole.err || whole.out).slice(0, 600)}`);
	const growth = memory.length > 5 ? memory.at(-1) - memory[Math.floor(memory.length / 2)] : 0;
	if (growth > mostGrowthMb) breach(`the server grew by ${growth} MB over the second half`);
	if (count >= 500 && untouched.whole === 0) breach('no untouched file was given');
	place.remove();
	return {
		...figures,
		by_way: byWay,
		formats: seenFormats.size,
		untouched_given: untouched.given,
		untouched_whole: untouched.whole,
		kinds_of_refusal: Object.keys(refusals).length,
		failures_logged: failures.length,
		ms_p50: Math.round(percentile(took, 0.5)),
		ms_p99: Math.round(percentile(took, 0.99)),
		ms_max: Math.round(Math.max(...took)),
		others_p99_ms: Math.round(percentile(others, 0.99)),
		rss_mb: memory,
		broken: broken.length + failures.length
	};
}
