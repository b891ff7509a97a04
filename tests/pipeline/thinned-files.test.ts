import { linkSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import rebuild from '$jobs/commands/rebuild.command';
import verify from '$jobs/commands/verify.command';
import { ingestContext } from '$jobs/source-context';
import { approveErasure, proposeErasure, youngFrom } from '$lib/server/accounts/erasure-book';
import { eraseFromFiles, filesToThin } from '$lib/server/accounts/erased-from-files';
import type { App } from '$lib/server/app';
import { retentionDue } from '$lib/server/queries/retention-due';
import { landedBytes, thinnedOf } from '$lib/server/warehouse/landed-files';
import { databasePath } from '$lib/server/warehouse/open';
import { testHome, type TestHome } from '../support/home';

const today = '2026-11-21';
const gone = '991234199001011234';
const goneToo = '991234199505051239';
const other = '991234199303031250';
const she = { actor: { id: 'u1', name: '甲' }, signedIn: true };
const he = { actor: { id: 'u2', name: '乙' }, signedIn: true };

const projects = `project_code,project_name,street,sector,status,actual_end,resp_person
OLD,旧工程,李封街道,房屋建筑,完工,2023-01-10,孙旧人
NEW,新工程,李封街道,房屋建筑,在建,,周新人
`;
const header = 'project_code,wage_month,worker_id_no,worker_name,work_days,payable,paid,pay_status,pay_date';
const wage = (code: string, month: string, id: string, days = 20) =>
	`${code},${month},${id},工人${id.slice(-3)},${days},6000,6000,成功,${month}-28`;

let home: TestHome;
let app: App;
beforeEach(async () => {
	home = testHome(today);
	app = await home.open();
	await home.ingest(app, 'projects_1.csv', projects, '2020-01-01 08:00:00');
});
afterEach(async () => {
	await app.close();
	home.remove();
});

async function erase(): Promise<void> {
	const desk = { warehouse: app.warehouse, keys: app.keys, clock: app.clock, home: home.path };
	const due = await retentionDue(app.warehouse, 3, today);
	const given = due.map(({ code, settledOn, dueOn }) => ({ code, completedOn: settledOn, dueOn }));
	const no = await proposeErasure(desk, given, she, '保存期满');
	const stillDue = new Set(given.map(({ code }) => code));
	await approveErasure(desk, no, he, { reason: '同意删除', before: youngFrom(app.clock, 3), stillDue });
}

async function landedTexts(): Promise<string> {
	const files = readdirSync(join(home.path, 'landed'), { recursive: true, withFileTypes: true });
	let text = '';
	for (const file of files.filter((one) => one.isFile()))
		for await (const bytes of landedBytes(join(file.parentPath, file.name), app.keys))
			text += Buffer.from(bytes).toString('utf8');
	return text;
}

/** What is known of payroll and roster, without the keys, which are drawn anew. */
const figures = () =>
	app.warehouse.read(
		`select project_code, count(*) as n, count(distinct worker_id_no_key) as heads, sum(paid_fen) as paid,
			list(cast(row_no as varchar) || '@' || cast(known_to is null as varchar) order by batch_id, row_no) as rows
		from feed_payroll group by project_code order by project_code`,
		{},
		z.looseObject({})
	);
const projectRows = () =>
	app.warehouse.read(
		`select project_code, project_name, cast(actual_end as varchar) as actual_end, row_no from feed_projects
		where known_to is null order by 1`,
		{},
		z.looseObject({})
	);

async function rebuilt(): Promise<void> {
	await app.close();
	for (const end of ['', '.wal']) rmSync(databasePath(home.path) + end, { force: true });
	const { code, err } = await home.command(home.config, rebuild, []);
	expect([code, err]).toEqual([0, '']);
	app = await home.open();
}

describe('landed files that erased projects share with others', () => {
	it('lose the persons and keep rows, figures and row numbers, through a rebuild too', async () => {
		const mixed = [
			header,
			wage('OLD', '2022-05', gone),
			wage('NEW', '2026-05', other),
			'',
			wage('OLD', '2022-05', goneToo),
			wage('OLD', '2022-06', gone.toLowerCase())
		].join('\n');
		await home.ingest(app, 'payroll_mixed.csv', mixed, '2026-06-01 08:00:00');
		await erase();
		expect(await landedTexts()).toContain(gone);
		const before = [await figures(), await projectRows()];
		const outcome = await eraseFromFiles(ingestContext(app));
		expect(outcome).toMatchObject({ files: 2, rewritten: 2, rows: 4, failures: [] });
		const texts = await landedTexts();
		expect(texts).toContain(other);
		expect(texts).toContain('周新人');
		for (const person of [gone, goneToo, '孙旧人', '工人234']) expect(texts).not.toContain(person);
		expect((await home.command(app, verify, [])).code).toBe(0);
		expect(await filesToThin(app.warehouse)).toEqual([]);
		await rebuilt();
		expect([await figures(), await projectRows()]).toEqual(before);
		expect((await home.command(app, verify, [])).code).toBe(0);
		expect(await eraseFromFiles(ingestContext(app))).toMatchObject({ files: 0 });
	}, 30_000);

	it('are found where they only repeat what was known, and where rows had been set aside', async () => {
		await home.ingest(
			app,
			'payroll_1.csv',
			[header, wage('OLD', '2022-05', gone)].join('\n'),
			'2022-06-01 08:00:00'
		);
		await home.ingest(
			app,
			'payroll_2.csv',
			[header, wage('OLD', '2022-05', gone), wage('NEW', '2026-05', other)].join('\n'),
			'2026-06-01 08:00:00'
		);
		const bad = wage('OLD', '2022-07', goneToo).replace(',6000,6000,', ',六千,6000,');
		await home.ingest(
			app,
			'payroll_3.csv',
			[header, bad, wage('NEW', '2026-06', other)].join('\n'),
			'2026-07-01 08:00:00'
		);
		await erase();
		await eraseFromFiles(ingestContext(app));
		const texts = await landedTexts();
		for (const person of [gone, goneToo]) expect(texts).not.toContain(person);
		const before = await figures();
		await rebuilt();
		// The file that was destroyed brought the row first; the one that repeats it has it now.
		expect((await figures()).map(({ n, heads }) => [n, heads])).toEqual(
			before.map(({ n, heads }) => [n, heads])
		);
		expect((await home.command(app, verify, [])).code).toBe(0);
	}, 30_000);

	it('may be workbooks, and rows that come late are taken out as well', async () => {
		const cells = (text: string) => text.split('\n').map((line) => line.split(','));
		const bytes = await writeXlsx({
			sheets: [
				{
					name: '工资表',
					rows: [
						['某公司工资汇总'],
						...cells([header, wage('OLD', '2022-05', gone), wage('NEW', '2026-05', other)].join('\n'))
					]
				},
				{ name: '说明', rows: [[`联系人 ${gone}`]] }
			]
		});
		const { ingestFile } = await import('$lib/server/ingest/ingest-file');
		const path = join(home.path, 'inbox', 'payroll_book.xlsx');
		writeFileSync(path, bytes);
		const request = { path, sourceId: 'test', receivedAt: '2026-06-01 08:00:00' };
		const [loaded] = await ingestFile(ingestContext(app), request);
		expect(loaded).toMatchObject({ accepted: 2, error: null });
		await erase();
		const late = [header, wage('OLD', '2022-09', goneToo), wage('NEW', '2026-09', other)].join('\n');
		expect((await home.ingest(app, 'payroll_late.csv', late))[0]).toMatchObject({
			accepted: 1,
			set_aside: 1
		});
		const before = await figures();
		expect(await eraseFromFiles(ingestContext(app))).toMatchObject({ rewritten: 3, failures: [] });
		for (const person of [gone, goneToo]) expect(await landedTexts()).not.toContain(person);
		expect((await ingestFile(ingestContext(app), request))[0]).toMatchObject({ duplicate: true });
		expect(await landedTexts()).not.toContain(gone);
		await rebuilt();
		expect(await figures()).toEqual(before);
		expect((await home.command(app, verify, [])).code).toBe(0);
	}, 30_000);

	it('are whole after a kill at every step, and nothing of before is left', async () => {
		await home.ingest(
			app,
			'payroll_mixed.csv',
			[header, wage('OLD', '2022-05', gone), wage('NEW', '2026-05', other)].join('\n'),
			'2026-06-01 08:00:00'
		);
		await erase();
		const [file] = (await filesToThin(app.warehouse)).filter(({ fileName }) =>
			fileName.startsWith('payroll')
		);
		const path = join(home.path, file!.landedPath);
		// Killed between the link and the exchange.
		linkSync(path, `${path}.gone`);
		const { warehouse } = app;
		let writes = 0;
		// Killed after the exchange, before it was noted.
		const failing = { ...ingestContext(app), warehouse: Object.create(warehouse, {}) as typeof warehouse };
		failing.warehouse.read = warehouse.read.bind(warehouse);
		failing.warehouse.aside = warehouse.aside.bind(warehouse);
		failing.warehouse.acknowledge = warehouse.acknowledge.bind(warehouse);
		failing.warehouse.write = () => {
			writes += 1;
			return Promise.reject(new Error('killed'));
		};
		await expect(eraseFromFiles(failing)).rejects.toThrow('killed');
		expect(writes).toBe(1);
		expect(await thinnedOf(path)).toBe(file!.sha256);
		await app.close();
		// The start alone mends it: what was exchanged is on record, what stood there before is destroyed.
		app = await home.open();
		expect((await home.command(app, verify, [])).code).toBe(0);
		expect(readdirSync(join(home.path, 'journal'))).not.toContain('thinning.json');
		const twice = await landedTexts();
		// Killed while the lot was wiped: another is drawn, and nobody is given a second name in a file that is done.
		writeFileSync(join(home.path, 'keys', 'erasing.key'), Buffer.alloc(64));
		expect((await eraseFromFiles(ingestContext(app))).failures).toEqual([]);
		for (const [mark] of twice.matchAll(/ERASED-[0-9A-F]{16}/g)) expect(await landedTexts()).toContain(mark);
		expect((await home.command(app, verify, [])).code).toBe(0);
		expect(await landedTexts()).not.toContain(gone);
		expect(readdirSync(join(home.path, 'keys'))).not.toContain('erasing.key');
		const names = readdirSync(join(home.path, 'landed'), { recursive: true }).map(String);
		expect(names.filter((name) => name.endsWith('.gone'))).toEqual([]);
		await rebuilt();
		expect((await home.command(app, verify, [])).code).toBe(0);
	}, 30_000);
});
