// Speed of the pages, with one command: server time, JavaScript, largest paint, layout shift, time from a deed to the next
// paint. Beside every figure stands what the bare engine, an empty page of the same server or an empty page in the same
// browser takes in the same minutes: on a shared machine only the ratio means something.
//
//   npm run measure                    the demo and a made province, each on a home that stays (data/bench-homes)
//   npm run measure -- URL             a built server that runs already
//   … --only demo | province           one of the two     … --quick   fewer runs
//   … --write                          puts the table into docs/speed.md
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { findBrowser } from '../tests/support/browser.ts';
import { ensureBuilt } from './build.mjs';
import { endWith, root } from './checkout.mjs';
import { bareEngine } from './measure/engine.mjs';
import { installations, serveInstallation } from './measure/installations.mjs';
import { interactions } from './measure/interactions.mjs';
import { paints } from './measure/paints.mjs';
import { describeMachine, missed, tables } from './measure/report.mjs';
import { serverTimes } from './measure/server-times.mjs';

const say = (line) => console.log(line);
const wide = [1440, 900];
const phone = [390, 844];
const slowdown = 4;

await main().catch(endWith);

async function main() {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			only: { type: 'string' },
			homes: { type: 'string', default: join(root, 'data', 'bench-homes') },
			quick: { type: 'boolean', default: false },
			write: { type: 'boolean', default: false }
		}
	});
	const [given] = positionals;
	if (given !== undefined && !URL.canParse(given)) throw new Error(`${given} is no address`);
	const found = [];
	if (given) found.push(await measure(given, 'given', values.quick));
	else {
		await ensureBuilt(say);
		for (const name of Object.keys(installations).filter((one) => !values.only || one === values.only)) {
			const served = await serveInstallation(name, resolve(values.homes), say);
			try {
				found.push(await measure(served.url, name, values.quick));
			} finally {
				await served.stop();
			}
		}
	}
	const text = tables(found, describeMachine());
	say(text);
	mkdirSync(join(root, 'reports'), { recursive: true });
	writeFileSync(join(root, 'reports', 'speed.json'), JSON.stringify(found, null, '\t'));
	if (values.write) writeTable(text);
	const bad = found.flatMap(missed);
	for (const line of bad) say(`✘ ${line}`);
	say(bad.length === 0 ? '✔ every target is met' : `✘ ${bad.length} targets are missed`);
	process.exitCode = bad.length === 0 ? 0 : 1;
}

/** Everything that is measured of one installation. */
async function measure(base, name, isQuick) {
	say(`\n${name}: ${base}`);
	const routes = await routesOf(base);
	const engineBefore = await bareEngine(40);
	const server = await serverTimes(base, routes, isQuick ? 10 : 60);
	const browser = await chromium.launch(await findBrowser());
	try {
		const painted = [];
		const opened = [
			...['zh', 'en'].flatMap((lang) =>
				['/', '/projects', routes.find((route) => route.startsWith('/projects/')) ?? '/'].map((route) => ({
					route,
					lang,
					size: wide
				}))
			),
			{ route: '/', lang: 'zh', size: phone },
			{ route: '/healthz', lang: 'zh', size: wide }
		];
		for (const page of opened)
			painted.push(await paints(browser, { base, slowdown, ...page }, isQuick ? 2 : 5));
		const runs = isQuick ? 8 : 16;
		const deeds = [
			...(await interactions(browser, { base, slowdown: 1, runs })),
			...(await interactions(browser, { base, slowdown, runs }))
		];
		const engineAfter = await bareEngine(40);
		return { name, engine: { before: engineBefore, after: engineAfter }, server, painted, deeds };
	} finally {
		await browser.close();
	}
}

/** The pages of every day, with a project and an enterprise of the list. */
async function routesOf(base) {
	const subject = async (list) => {
		const html = await (await fetch(new URL(list, base))).text();
		const [, path] = new RegExp(`href="(${list}/[^"?.]+)["?]`).exec(html) ?? [];
		return path ? [path] : [];
	};
	return [
		'/',
		'/projects',
		'/projects?sort=unpaid',
		...(await subject('/projects')),
		'/enterprises',
		...(await subject('/enterprises')),
		...['/alerts', '/changes', '/compare', '/timeline', '/runway', '/related', '/contradictions', '/streets'],
		...['hotspots', 'sectors', 'causes', 'leagues', 'funnel', 'indicators'].map(
			(page) => `/analysis/${page}`
		),
		'/clues',
		'/cases',
		'/operations',
		'/search?q=123'
	];
}

function writeTable(text) {
	const path = join(root, 'docs', 'speed.md');
	const before = readFileSync(path, 'utf8');
	const marked = /<!-- measured -->[^]*<!-- \/measured -->/;
	if (!marked.test(before)) throw new Error('docs/speed.md has no place for the table');
	writeFileSync(path, before.replace(marked, `<!-- measured -->\n\n${text}\n\n<!-- /measured -->`));
}
