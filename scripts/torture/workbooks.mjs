import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installation } from './installation.mjs';
import { ask, routesOf, startSite } from './site.mjs';

/** What an office program would work out or fetch, were it not kept a text. */
const starts = ['=', '+', '-', '@', '\t=', '＝', '＋', '－', '＠', '=cmd|', "='", '"=', ' ='];
const called = (n) => `${starts[n % starts.length]}HYPERLINK("http://x.example?${n}","点我")&A1 工程${n}`;

function plant(folder) {
	const lines = (rows) => rows.map((row) => JSON.stringify(row)).join('\n');
	const projects = starts.map((_, n) => ({
		project_code: `P-${n}`,
		project_name: called(n),
		street: '李封街道',
		sector: '房屋建筑',
		status: '在建',
		contract_amount_wan: 100,
		gc_name: called(n + 1),
		gc_uscc: `GC-${n}`,
		owner_name: called(n + 2),
		industry_dept: called(n + 3),
		resp_person: called(n)
	}));
	const spoilt = projects.map((row, n) => ({
		...row,
		project_code: `Q-${n}`,
		contract_amount_wan: called(n)
	}));
	const enterprises = starts.map((_, n) => ({
		uscc: `GC-${n}`,
		name: called(n + 1),
		enterprise_type: '施工',
		street: '李封街道',
		legal_rep: called(n)
	}));
	writeFileSync(join(folder, 'projects_1.ndjson'), lines([...projects, ...spoilt]));
	writeFileSync(join(folder, 'enterprises_1.ndjson'), lines(enterprises));
}

/** Has LibreOffice read files and write them as flat XML. */
const converted = (files, kind, folder) =>
	new Promise((done) => {
		const child = spawn(
			'soffice',
			[
				'--headless',
				`-env:UserInstallation=file://${join(folder, 'profile')}`,
				'--convert-to',
				kind,
				'--outdir',
				join(folder, kind),
				...files
			],
			{ stdio: 'ignore' }
		);
		child.on('close', done);
	});

/** Every office file that the product gives, read again by another program: it opens, and nothing in it is worked out. */
export async function workbooks({ count, say }) {
	if (spawnSync('soffice', ['--version']).status !== 0)
		throw new Error('这项试验要用 LibreOffice 再读一遍：请先安装 soffice。');
	const place = installation();
	const given = join(place.folder, 'given');
	const taken = join(place.folder, 'taken');
	for (const folder of [given, taken]) mkdirSync(folder);
	plant(given);
	await place.run('ingest', given);
	const scored = await place.run('score');
	if (scored.code !== 0) throw new Error(scored.err);
	const server = await startSite(place.home);
	const broken = [];
	const files = [];
	try {
		const places = new Set();
		const pages = ['/projects/P-0', '/projects/P-1', '/enterprises/GC-0', '/feeds/payroll'];
		for (const { id } of routesOf()) if (!id.includes('[') && id !== '/events') pages.push(id);
		for (const path of pages) {
			const answer = await ask(server, path).catch(() => undefined);
			if (answer === undefined) continue;
			if (/\.(xlsx|docx)$/.test(path)) places.add(path);
			for (const [, href] of answer.bytes.toString().matchAll(/href="(\/[^"#]+\.(?:xlsx|docx)[^"#]*)"/g))
				places.add(href.replaceAll('&amp;', '&'));
		}
		for (const path of [...places].slice(0, count)) {
			const answer = await ask(server, path);
			if (answer.status >= 500) broken.push(`${path}: status ${answer.status}`);
			const type = answer.headers['content-type'] ?? '';
			const ending = /spreadsheet/.test(type) ? 'xlsx' : /wordprocessing/.test(type) ? 'docx' : undefined;
			if (answer.status !== 200 || ending === undefined) continue;
			const file = join(taken, `${files.length}.${ending}`);
			writeFileSync(file, answer.bytes);
			files.push({ path, file, ending, n: files.length });
		}
	} finally {
		await server.stop();
	}
	let texts = 0;
	for (const [ending, kind] of [
		['xlsx', 'fods'],
		['docx', 'fodt']
	]) {
		const ours = files.filter((one) => one.ending === ending);
		if (ours.length > 0)
			await converted(
				ours.map(({ file }) => file),
				kind,
				place.folder
			);
		for (const { path, n } of ours) {
			const out = join(place.folder, kind, `${n}.${kind}`);
			if (!existsSync(out)) {
				broken.push(`${path}: the other program does not open it`);
				continue;
			}
			const xml = readFileSync(out, 'utf8');
			for (const [, formula] of xml.matchAll(/table:formula="([^"]*)"/g))
				if (/HYPERLINK|x\.example|cmd\|/.test(formula)) broken.push(`${path}: worked out: ${formula}`);
			if (/xlink:href="[^"]*x\.example/.test(xml)) broken.push(`${path}: a link outside`);
			if (/(?:#NAME\?|#REF!|#VALUE!|Err:\d+)</.test(xml)) broken.push(`${path}: a cell that is an error`);
			texts += xml.split('x.example').length - 1;
		}
	}
	if (texts === 0) broken.push('no text of the data stands in any file: nothing was tried');
	for (const line of broken) say(line);
	place.remove();
	return {
		workbooks: files.filter(({ ending }) => ending === 'xlsx').length,
		documents: files.filter(({ ending }) => ending === 'docx').length,
		hostile_texts_read_again: texts,
		broken: broken.length
	};
}
