import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isRedirect } from '@sveltejs/kit';
import * as otherReader from '@e965/xlsx';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { everything } from '$lib/domain/roles';
import type { App } from '$lib/server/app';
import { reports } from '$lib/server/dispatch/reports/registry';
import { letters } from '$lib/server/dispatch/letters/registry';
import { localViewer } from '$lib/server/accounts/viewer';
import exportCommand from '$jobs/commands/export.command';
import { runScore } from '$lib/server/scoring/run-score';
import { testHome, type TestHome } from '../support/home';

/** What a spreadsheet or a word processor would run, were it not kept a text. */
const starts = ['=', '+', '-', '@', '\t=', '\r=', '＝', '＋', '－', '＠', '=cmd|', "='", '"=', ' ='];
const called = (n: number) =>
	`${starts[n % starts.length]}HYPERLINK("http://x.example?${n}","点我")&A1 工程${n}`;
const today = '2026-11-21';

let home: TestHome;
let app: App;

const ndjson = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n');

beforeAll(async () => {
	home = testHome(today);
	app = await home.open();
	const street = app.policy.units[0]!.name;
	const projects = starts.map((_, n) => ({
		project_code: `P-${n}`,
		project_name: called(n),
		street,
		sector: '房屋建筑',
		status: '在建',
		is_gov_invest: true,
		contract_amount_wan: 100,
		gc_name: called(n + 1),
		gc_uscc: `GC-${n}`,
		owner_name: called(n + 2),
		industry_dept: called(n + 3),
		resp_person: called(n)
	}));
	const enterprises = starts.map((_, n) => ({
		uscc: `GC-${n}`,
		name: called(n + 1),
		enterprise_type: '施工',
		street,
		legal_rep: called(n)
	}));
	const clues = starts.map((_, n) => ({
		clue_no: `=X${n}`,
		channel: '12345',
		received_at: '2026-11-20T10:00:00',
		project_code: `P-${n}`,
		street,
		nature: called(n),
		content: called(n),
		worker_count: 12,
		amount: 50_000
	}));
	const spoilt = starts.map((_, n) => ({
		...projects[n],
		project_code: `Q-${n}`,
		contract_amount_wan: called(n)
	}));
	await home.ingest(app, 'projects_1.ndjson', ndjson([...projects, ...spoilt]), '2026-11-20T09:00:00');
	await home.ingest(app, 'enterprises_1.ndjson', ndjson(enterprises), '2026-11-20T09:00:00');
	await home.ingest(app, 'clues_1.ndjson', ndjson(clues), '2026-11-20T11:00:00');
	await runScore(app.warehouse, app, {
		asOf: today,
		knownAt: null,
		series: 'current',
		scoredAt: `${today} 06:00:00`
	});
	// A judgement of weeks before in which every one of them stood otherwise, and an alert of each.
	await app.warehouse.write(async (tx) => {
		await tx.run(
			'insert into score_run select * replace (run_id + 1000 as run_id, as_of - 20 as as_of) from score_run'
		);
		await tx.run(
			`insert into tier_result select * replace (run_id + 1000 as run_id, case when tier is null then 3 end as tier)
			from tier_result`
		);
		await tx.run(
			`insert into alert select subject_type, subject_code, '{"relapsed":false}', 'open', 3, date '2026-11-01',
				date '2026-11-01', 1 from tier_result where run_id < 1000`
		);
	});
});
afterAll(async () => {
	await app.close();
	home.remove();
});

type Handler = (event: never) => Promise<Response> | Response;
const servers = import.meta.glob<Record<string, Handler | Record<string, Handler>>>([
	'../../src/routes/**/+server.ts',
	'../../src/routes/{letters,meetings}/+page.server.ts'
]);

function event(path: string, params: Record<string, string>, form?: Record<string, string>) {
	const url = new URL(path, 'http://board.example');
	const body = form && new URLSearchParams(form);
	return {
		url,
		params,
		request: new Request(url, body ? { method: 'POST', body } : {}),
		setHeaders: () => undefined,
		cookies: { set: () => undefined, get: () => undefined },
		route: { id: '' },
		getClientAddress: () => '127.0.0.1',
		locals: {
			app,
			reader: app.warehouse,
			viewer: { ...localViewer, scope: everything },
			actor: { id: '1', name: called(0) },
			lang: 'zh'
		}
	} as never;
}

/** The modules of routes whose answers are taken away as files: they say so in a header. */
const root = join(import.meta.dirname, '../../src/routes');
const routesWithFiles = readdirSync(root, { recursive: true })
	.map(String)
	.filter((path) => path.endsWith('+server.ts'))
	.filter((path) => {
		const text = readFileSync(join(root, path), 'utf8');
		return /content-disposition|[wW]orkbook\(|ndjson|text\/csv/.test(text);
	})
	.map((path) => relative('.', path).replace(/\/\+server\.ts$/, ''))
	.sort();

/** Every such route with the things of which it is asked; a route that is missing here fails the test. */
const asked: Record<string, () => Promise<[path: string, params: Record<string, string>][]>> = {
	'audit/log.csv': async () => [['/audit/log.csv', {}]],
	'audit/log.ndjson': async () => [['/audit/log.ndjson', {}]],
	'attachments/[id]': async () => [],
	'bulletins/[kind]/[issue]/[file]': async () => [
		['/x', { kind: 'weekly', issue: '2026-W47', file: 'a.docx' }],
		['/x', { kind: 'monthly', issue: '2026-11', file: 'a.docx' }]
	],
	'alerts/list.xlsx': async () => [['/alerts/list.xlsx', {}]],
	'changes/list.xlsx': async () => [
		['/changes/list.xlsx?days=10', {}],
		['/changes/list.xlsx?days=10&type=enterprise&by=-unpaid', {}]
	],
	'enterprises/list.xlsx': async () => [['/enterprises/list.xlsx', {}]],
	'projects/list.xlsx': async () => [['/projects/list.xlsx', {}]],
	'feeds/[feed]/template.xlsx': async () => [['/x', { feed: 'payroll' }]],
	'permissions/matrix.csv': async () => [['/permissions/matrix.csv', {}]],
	'projects/[code]/calculation.xlsx': async () =>
		starts.map((_, n) => ['/x', { code: `P-${n}` }] as [string, Record<string, string>]),
	'projects/[code]/file.docx': async () =>
		starts.map((_, n) => ['/x', { code: `P-${n}` }] as [string, Record<string, string>]),
	// A file that two people let go is locked with a password; its cells are typed as those of the others.
	'releases/[no]/file': async () => [],
	'quarantine/workbook.xlsx': async () => [['/quarantine/workbook.xlsx', {}]],
	'reports/[name]/[file]': async () =>
		[...reports.keys()].flatMap((name) =>
			['xlsx', 'docx'].map(
				(ending) =>
					['/x?from=2026-01-01&to=2026-12-31', { name, file: `a.${ending}` }] as [
						string,
						Record<string, string>
					]
			)
		),
	'letters/[id]/[file]': async () => {
		const made: [string, Record<string, string>][] = [];
		for (const [n, kind] of [...letters.keys()].entries()) {
			const id = await act('letters', { kind, subject: `P-${n}` });
			if (id) made.push(['/x', { id, file: 'letter.docx' }]);
		}
		expect(made.length).toBeGreaterThan(2);
		return made;
	},
	'letters/templates/[kind]': async () => [['/x', { kind: [...letters.keys()][0]! }]],
	'meetings/[no]/[file]': async () => {
		const no = await act('meetings', { date: '2026-11-27' });
		return ['agenda', 'minutes', 'tasks'].map((file) => ['/x', { no, file: `${file}.docx` }]);
	}
};

/** Does a form's act and answers the number of what it made. */
async function act(folder: string, form: Record<string, string>): Promise<string> {
	const module = await servers[`../../src/routes/${folder}/+page.server.ts`]!();
	try {
		await (module['actions'] as Record<string, Handler>)['default']!(event(`/${folder}`, {}, form));
	} catch (thrown) {
		if (isRedirect(thrown)) return thrown.location.split('/').at(-1)!;
		throw thrown;
	}
	return '';
}

const isNumber = (text: string) => /^-?[\d,.]+%?(e[+-]?\d+)?$/i.test(text);

/** Cells of a line of CSV, quotes undone. */
const cellsOf = (line: string) =>
	[...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
		cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell
	);

/** What in a file would be run, by kind of file. */
function runsIn(name: string, bytes: Uint8Array): string[] {
	if (/csv/.test(name))
		return strFromU8(bytes)
			.split(/\r?\n/)
			.flatMap(cellsOf)
			.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell) && !isNumber(cell) && cell !== '-');
	if (/ndjson|json/.test(name)) return [];
	const parts = Object.entries(unzipSync(bytes)).filter(([part]) => /\.(xml|rels)$/.test(part));
	return parts.flatMap(([part, content]) => {
		const xml = strFromU8(content);
		const found: string[] = [];
		if (name.includes('xlsx')) {
			// The sum sheet has formulas of its own; nothing that came with the data may be in one.
			for (const [, formula = ''] of xml.matchAll(/<f(?:\s[^>]*)?>([\s\S]*?)<\/f>/g))
				if (/HYPERLINK|x\.example|cmd\|/.test(formula)) found.push(`${part}: ${formula}`);
			if (/ddeLink|externalLink|<oleLink/.test(xml)) found.push(`${part}: a link outside`);
			for (const [, target = ''] of xml.matchAll(/Target="([^"]*x\.example[^"]*)"/g))
				found.push(`${part}: ${target}`);
		} else {
			for (const [, field = ''] of xml.matchAll(
				/<w:instrText[^>]*>([\s\S]*?)<\/w:instrText>|w:instr="([^"]*)"/g
			))
				if (/HYPERLINK|x\.example/.test(field ?? '')) found.push(`${part}: ${field}`);
			if (/Target="[^"]*x\.example|TargetMode="External"/.test(xml)) found.push(`${part}: a link outside`);
		}
		return found;
	});
}

/** What another program, which reads workbooks by a code of its own, would work out or takes for an error. */
function workedOut(bytes: Uint8Array): string[] {
	const book = otherReader.read(bytes, { cellFormula: true });
	const cells = book.SheetNames.flatMap((sheet) =>
		Object.values(book.Sheets[sheet]! as Record<string, { t?: string; f?: string }>)
	);
	expect(cells.length).toBeGreaterThan(0);
	return cells.flatMap(({ t, f }) => {
		if (t === 'e') return ['an error'];
		return f !== undefined && /HYPERLINK|x\.example|cmd\|/.test(f) ? [f] : [];
	});
}

test('every route that gives a file is asked here', () => {
	expect(routesWithFiles.filter((route) => !Object.hasOwn(asked, route))).toEqual([]);
});

test.each(Object.keys(asked))('/%s runs nothing that came with the data', async (route) => {
	for (const [path, params] of await asked[route]!()) {
		const handler = (await servers[`../../src/routes/${route}/+server.ts`]!())['GET'] as Handler;
		const response = await handler(event(path, params));
		expect(response.status).toBe(200);
		const type = response.headers.get('content-type') ?? '';
		const kind = /spreadsheet/.test(type) ? 'xlsx' : /wordprocessing/.test(type) ? 'docx' : type;
		const bytes = new Uint8Array(await response.arrayBuffer());
		expect(runsIn(kind, bytes)).toEqual([]);
		if (kind === 'xlsx') expect(workedOut(bytes)).toEqual([]);
		// A name of a file comes from data too: it neither ends the header nor names a folder.
		expect(response.headers.get('content-disposition') ?? '').not.toMatch(/[\r\n/\\]/);
	}
});

test.each(['tiers', 'indicators', 'alerts', 'quarantine', 'projects', 'enterprises', 'clues'])(
	'the command line exports %s as CSV in which texts stay texts',
	async (what) => {
		const { code, out } = await home.command(app, exportCommand, [what, '--as-of', today]);
		expect(code).toBe(0);
		expect(runsIn('csv', Buffer.from(out))).toEqual([]);
		if (what === 'projects') expect(out).toContain("'=HYPERLINK");
	}
);

test('the check itself finds what it looks for', () => {
	expect(runsIn('csv', Buffer.from('a,=1+1\n"＝1",-5\n'))).toEqual(['=1+1', '＝1']);
});
