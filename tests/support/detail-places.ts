import { globSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Page } from '@playwright/test';

const routes = resolve(import.meta.dirname, '../../src/routes');

/** Every page of the product as the framework names it: '/', '/projects', '/projects/[code]'. */
export const pageRoutes: readonly string[] = globSync('**/+page.svelte', { cwd: routes })
	.map((file) => dirname(`/${file}`))
	.sort();

/** Pages that the walk cannot open in the demo, and where they are looked at instead. */
export const lookedAtElsewhere: Readonly<Record<string, string>> = {
	'/setup': 'access.e2e.ts: there are accounts, or not, and a code of the terminal',
	'/rules/trials/[id]': 'trials.e2e.ts: a trial takes a run of its own',
	'/notices/messages/[id]': 'the demo sends nothing: its home would need a notices.yaml',
	'/notices/test': 'the demo sends nothing: its home would need a notices.yaml',
	'/dev/components': 'components-page.test.ts: not served'
};

/** Where a link to such a page stands, and what it looks like. */
const links: Readonly<Record<string, readonly [list: string, link: RegExp]>> = {
	'/projects/[code]': ['/projects?tier=red', /\/projects\/(?!list)[^"?#/]+/],
	'/enterprises/[uscc]': ['/enterprises', /\/enterprises\/(?!list)[^"?#/]+/],
	'/alerts/[type]/[code]': ['/alerts', /\/alerts\/(?:project|enterprise)\/[^"?#]+/],
	'/clues/[no]': ['/clues', /\/clues\/(?!new|league)[^"?#]+/],
	'/cases/[no]': ['/triggers?rule=task_force', /\/cases\/(?!new)[^"?#]+/],
	'/meetings/[no]': ['/meetings', /\/meetings\/\d+/],
	'/bulletins/[kind]/[issue]': ['/bulletins', /\/bulletins\/weekly\/[^"?#]+/],
	'/reports/[name]': ['/reports', /\/reports\/winter_campaign/],
	'/rules/[group]/[id]': ['/rules', /\/rules\/indicator\/[^"?#]+/],
	'/analysis/indicators/[id]': ['/analysis/indicators', /\/analysis\/indicators\/[^"?#]+/],
	'/runs/[id]': ['/runs', /\/runs\/\d+/],
	'/batches/[id]': ['/batches', /\/batches\/\d+/],
	'/quarantine/[batch]/[row]': ['/quarantine', /\/quarantine\/\d+\/\d+/],
	'/supply/[id]': ['/supply', /\/supply\/\d+/],
	'/sources/[id]': ['/sources', /\/sources\/(?!new)[^"?#]+/],
	'/sources/new/[kind]': ['/sources', /\/sources\/new\/[^"?#]+/]
};

const found = async (page: Page, list: string, link: RegExp): Promise<string> => {
	const text = await (await page.request.get(list)).text();
	const href = new RegExp(`href="(${link.source})`).exec(text)?.[1];
	if (!href) throw new Error(`no link ${link.source} on ${list}`);
	return href.replaceAll('&amp;', '&');
};

/** A letter nobody has issued, for a project; drafting one takes no number. */
async function draftedLetter(page: Page, project: string): Promise<string> {
	const headers = { origin: new URL((await page.request.get('/letters')).url()).origin, accept: 'text/html' };
	const form = { kind: 'reminder', subject: project.split('/').at(-1) ?? '' };
	return new URL((await page.request.post('/letters', { form, headers })).url()).pathname;
}

/** A file that waits for being confirmed, with a column that nobody knows; it goes by itself after an hour. */
async function waitingUpload(page: Page, project: string): Promise<string> {
	const headers = { origin: new URL((await page.request.get('/upload')).url()).origin, accept: 'text/html' };
	const text = `项目编码,担保机构,担保额,出具日期\n${project.split('/').at(-1)},端测担保公司,100000,2026-01-05\n`;
	const files = { name: 'guarantees_端测.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
	return new URL((await page.request.post('/upload?/send', { multipart: { files }, headers })).url())
		.pathname;
}

/** The routes that `detailPlaces` finds addresses of. */
export const detailRoutes: readonly string[] = [
	...Object.keys(links),
	'/projects/[code]/systems',
	'/meetings/[no]/screen',
	'/letters/[id]',
	'/upload/[id]',
	'/reveal',
	'/compare'
];

/** An address of every page that is about one thing, by its route, as links of the demo lead to it. */
export async function detailPlaces(page: Page): Promise<Record<string, readonly string[]>> {
	const entries = await Promise.all(
		Object.entries(links).map(
			async ([route, [list, link]]) => [route, [await found(page, list, link)]] as const
		)
	);
	const places: Record<string, readonly string[]> = Object.fromEntries(entries);
	const of = (route: string) => places[route]![0]!;
	const project = of('/projects/[code]');
	const other = await found(page, '/projects?tier=yellow', /\/projects\/(?!list)[^"?#/]+/);
	const withTrigger = await found(page, '/triggers?rule=task_force', /\/projects\/[^"?#/]+/);
	const codes = [project, other].map((path) => path.split('/').at(-1));
	return {
		...places,
		'/projects/[code]/systems': [`${withTrigger}/systems`],
		'/meetings/[no]/screen': [`${of('/meetings/[no]')}/screen`],
		'/letters/[id]': [await draftedLetter(page, project)],
		'/upload/[id]': [await waitingUpload(page, project)],
		'/reveal': [await found(page, `${project}?rows=workers`, /\/reveal\?[^"]+/)],
		'/compare': [`/compare?a=${codes[0]}&b=${codes[1]}`],
		'/rules/[group]/[id]': [of('/rules/[group]/[id]'), '/rules/clause/1a'],
		'/analysis/indicators/[id]': ['/analysis/indicators/labour_fee_gap_days?line=3'],
		'/sources/new/[kind]': ['/sources/new/http', '/sources/new/sql']
	};
}
