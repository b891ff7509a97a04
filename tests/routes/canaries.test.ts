import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { guisedViewer } from '$lib/server/accounts/viewer';
import type { App } from '$lib/server/app';
import { reports } from '$lib/server/dispatch/reports/registry';
import { runScore } from '$lib/server/scoring/run-score';
import demoCommand from '$jobs/commands/demo.command';
import exportCommand from '$jobs/commands/export.command';
import { askRoute, everyRoute } from '../support/every-route';
import { testHome, type TestHome } from '../support/home';

interface Canaries {
	readonly count: number;
	in(text: string): string[];
}
const today = '2026-11-21';
let home: TestHome;
let app: App;
let canaries: Canaries;

beforeAll(async () => {
	home = testHome(today);
	const [plain, planted] = [join(home.path, '../plain'), join(home.path, '../planted')];
	await home.command(home.config, demoCommand, [
		'--projects',
		'6',
		'--months',
		'3',
		'--seed',
		'4',
		'--to',
		plain
	]);
	const { plantCanaries } = (await import(
		join(import.meta.dirname, '../../scripts/torture/canary-district.mjs')
	)) as { plantCanaries(from: string, to: string): Canaries };
	canaries = plantCanaries(plain, planted);
	app = await home.open();
	for (const file of readdirSync(planted))
		await home.ingest(app, file, readFileSync(join(planted, file), 'utf8'), `${today}T06:00:00`);
	await runScore(app.warehouse, app, {
		asOf: today,
		knownAt: null,
		series: 'current',
		scoredAt: `${today} 06:10:00`
	});
});
afterAll(async () => {
	await app.close();
	home.remove();
});

const text = (sql: string) => app.warehouse.read(sql, {}, z.object({ text: z.string().nullable() }));

/** Things of the district by the names that routes give them. */
async function things(): Promise<Record<string, string[]>> {
	const some = async (sql: string) => (await text(sql)).flatMap((row) => row.text ?? []);
	const projects = await some(
		'select project_code as text from feed_projects where known_to is null order by 1 limit 4'
	);
	return {
		code: projects,
		uscc: await some('select uscc as text from feed_enterprises where known_to is null order by 1 limit 3'),
		no: await some('select clue_no as text from feed_clues where known_to is null order by 1 limit 3'),
		batch: await some(
			'select cast(batch_id as varchar) as text from set_aside group by 1 order by 1 limit 3'
		),
		row: await some('select cast(row_no as varchar) as text from set_aside group by 1 order by 1 limit 3'),
		type: ['project'],
		file: ['a.xlsx', 'a.docx'],
		feed: ['roster'],
		name: [...reports.keys()],
		path: ['projects', 'summary', 'enterprises', 'alerts']
	};
}

test('no personal value stands in the clear in what any role is sent', async () => {
	expect(canaries.count).toBeGreaterThan(200);
	const [here] = await text('select street as text from feed_projects where known_to is null limit 1');
	const known = await things();
	const leaks: string[] = [];
	let answers = 0;
	let masked = 0;
	// Who may look at persons, who may see some rows, and who may see how it is run; the long trial takes all roles.
	for (const role of ['analyst', 'street_handler', 'administrator']) {
		const viewer = guisedViewer(role.endsWith('handler') ? `${role}:${here?.text}` : role);
		for (const route of await everyRoute()) {
			const handler = route.load ?? route.get;
			if (!handler || route.id === '/events') continue;
			const names = [...route.id.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name]) => name!);
			const most = names.length === 0 ? 1 : names.includes('name') ? reports.size : 3;
			for (let n = 0; n < most; n += 1) {
				const params = Object.fromEntries(
					names.map((name) => {
						const list = known[name] ?? ['1', '2', '3'];
						return [name, list[n % list.length]!];
					})
				);
				const { status, text: said } = await askRoute(app, route.id, handler, { params, viewer });
				if (status === 200) answers += 1;
				if (/龘[*＊]/u.test(said)) masked += 1;
				const found = canaries.in(said);
				if (found.length > 0) leaks.push(`${role} ${route.id} ${JSON.stringify(params)}: ${found.join(' ')}`);
			}
		}
	}
	expect(leaks).toEqual([]);
	expect(answers).toBeGreaterThan(150);
	// They came as far as this, and were masked.
	expect(masked).toBeGreaterThan(5);
});

test('nor in what the command line exports, nor in the database, the audit log or a name of a file', async () => {
	for (const what of ['roster', 'payroll', 'clues', 'responsible_persons', 'quarantine'])
		expect([what, canaries.in((await home.command(app, exportCommand, [what])).out)]).toEqual([what, []]);
	await app.warehouse.checkpoint();
	const files = readdirSync(home.path, { recursive: true }).map(String);
	expect(files.flatMap((name) => canaries.in(name))).toEqual([]);
	for (const name of files.filter((one) => /duckdb|sqlite|audit|journal/.test(one))) {
		const path = join(home.path, name);
		if (statSync(path).isFile()) expect([name, canaries.in(readFileSync(path, 'utf8'))]).toEqual([name, []]);
	}
});
