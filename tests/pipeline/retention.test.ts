import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import exportCommand from '$jobs/commands/export.command';
import rebuild from '$jobs/commands/rebuild.command';
import verify from '$jobs/commands/verify.command';
import { findWorker } from '$lib/server/accounts/personal-access';
import {
	approveErasure,
	proposeErasure,
	refuseErasure,
	youngFrom,
	type ErasureDesk
} from '$lib/server/accounts/erasure-book';
import { localViewer } from '$lib/server/accounts/viewer';
import type { App } from '$lib/server/app';
import { erasures, retentionDue } from '$lib/server/queries/retention-due';
import { landedBytes } from '$lib/server/warehouse/landed-files';
import { databasePath } from '$lib/server/warehouse/open';
import { blindKey, unseal } from '$lib/server/warehouse/pii-vault';
import { testHome, type TestHome } from '../support/home';

const today = '2026-11-21';
const gone = '991234199001011234';
const both = '991234199202021242';
const other = '991234199303031250';
const she = { actor: { id: 'u1', name: '甲' }, signedIn: true };
const he = { actor: { id: 'u2', name: '乙' }, signedIn: true };
const count = z.object({ n: z.coerce.number() });

const projects = (end: string) => `project_code,project_name,street,sector,status,actual_end,resp_person
OLD,旧工程,李封街道,房屋建筑,完工,${end},孙旧人
NEW,新工程,李封街道,房屋建筑,在建,,周新人
`;
const payroll = (code: string, month: string, ids: readonly string[]) =>
	[
		'project_code,wage_month,worker_id_no,worker_name,work_days,payable,paid,pay_status,pay_date',
		...ids.map((id) => `${code},${month},${id},工人${id.slice(-3)},20,6000,6000,成功,${month}-28`)
	].join('\n');

let home: TestHome;
let app: App;
beforeEach(async () => {
	home = testHome(today);
	app = await home.open();
});
afterEach(async () => {
	await app.close();
	home.remove();
});

const desk = (): ErasureDesk => ({
	warehouse: app.warehouse,
	keys: app.keys,
	clock: app.clock,
	home: home.path
});

async function load(end = '2023-11-21') {
	await home.ingest(app, 'projects_1.csv', projects(end), '2020-01-01 08:00:00');
	await home.ingest(app, 'payroll_old.csv', payroll('OLD', '2020-05', [gone, both]), '2020-06-01 08:00:00');
	await home.ingest(app, 'payroll_new.csv', payroll('NEW', '2026-08', [both, other]), '2026-09-01 08:00:00');
	await home.ingest(
		app,
		'payroll_mixed.csv',
		`${payroll('OLD', '2020-06', [gone])}\n${payroll('NEW', '2026-07', [other]).split('\n')[1]}`,
		'2026-08-01 08:00:00'
	);
}

async function erase() {
	const due = await retentionDue(app.warehouse, 3, today);
	const free = due.filter(({ heldBy }) => heldBy === null);
	const no = await proposeErasure(
		desk(),
		free.map(({ code, settledOn, dueOn }) => ({ code, completedOn: settledOn, dueOn })),
		she,
		'保存期满'
	);
	const stillDue = new Set(free.map(({ code }) => code));
	return approveErasure(desk(), no, he, { reason: '同意删除', before: youngFrom(app.clock, 3), stillDue });
}

/** Every value that the vault can still give, in the clear. */
async function vault(): Promise<string[]> {
	const blocks = await app.warehouse.read(
		'select to_base64(cipher) as cipher from pii_block',
		{},
		z.object({ cipher: z.string() })
	);
	return blocks.flatMap(
		({ cipher }) => JSON.parse(unseal(app.keys, Buffer.from(cipher, 'base64'))) as string[]
	);
}

async function landedTexts(): Promise<string> {
	const files = readdirSync(join(home.path, 'landed'), { recursive: true, withFileTypes: true });
	let text = '';
	for (const file of files.filter((one) => one.isFile()))
		for await (const bytes of landedBytes(join(file.parentPath, file.name), app.keys))
			text += Buffer.from(bytes).toString('utf8');
	return text;
}

const worker = (identity: string) =>
	findWorker(
		{
			reader: app.warehouse,
			warehouse: app.warehouse,
			keys: app.keys,
			audit: app.audit,
			clock: app.clock,
			viewer: localViewer,
			address: ''
		},
		identity,
		'核对保存期限'
	);

describe('retention of personal data', () => {
	it('is over three years after completion, on the day and not the day before', async () => {
		await load('2023-11-22');
		expect(await retentionDue(app.warehouse, 3, today)).toEqual([]);
		const [due] = await retentionDue(app.warehouse, 3, '2026-11-22');
		expect(due).toMatchObject({ code: 'OLD', settledOn: '2023-11-22', dueOn: '2026-11-22', heldBy: null });
	});

	it('goes on while wages are open', async () => {
		await load();
		const open = payroll('OLD', '2020-07', [gone]).replace('6000,6000,成功', '6000,0,待发');
		await home.ingest(app, 'payroll_open.csv', open, '2020-08-01 08:00:00');
		const [due] = await retentionDue(app.warehouse, 3, today);
		expect(due).toMatchObject({ heldBy: 'wages', unpaidFen: 600_000 });
	});

	it('ends by two persons only, and only while it is due', async () => {
		await load();
		const [due] = await retentionDue(app.warehouse, 3, today);
		const one = [{ code: due!.code, completedOn: due!.settledOn, dueOn: due!.dueOn }];
		const settings = { reason: '同意删除', before: youngFrom(app.clock, 3), stillDue: new Set(['OLD']) };
		await expect(proposeErasure(desk(), one, { ...she, signedIn: false }, '保存期满')).rejects.toMatchObject({
			code: 'ERASURE_NO_ACCOUNTS'
		});
		const no = await proposeErasure(desk(), one, she, '保存期满');
		await expect(proposeErasure(desk(), one, he, '保存期满')).rejects.toMatchObject({ code: 'ERASURE_OPEN' });
		await expect(approveErasure(desk(), no, she, settings)).rejects.toMatchObject({
			code: 'ERASURE_SECOND_PERSON'
		});
		await expect(approveErasure(desk(), no, he, { ...settings, stillDue: new Set() })).rejects.toMatchObject({
			code: 'ERASURE_NOT_DUE'
		});
		await refuseErasure(desk(), no, she, '撤回申请');
		await expect(approveErasure(desk(), no, he, settings)).rejects.toMatchObject({ code: 'ERASURE_MOVED' });
		expect(await vault()).toContain(gone);
	});

	it('leaves nothing of the person anywhere, and the younger data of the other one', async () => {
		await load();
		const key = blindKey(app.keys, 'id', gone).toString();
		const outcome = await erase();
		expect(outcome.destroyed.map(({ fileName }) => fileName)).toEqual(['payroll_old.csv']);
		expect(outcome.kept.map(({ fileName, younger }) => [fileName, younger])).toEqual([
			['payroll_mixed.csv', 1],
			['projects_1.csv', 1]
		]);
		const values = await vault();
		expect(values).not.toContain(gone);
		expect(values).not.toContain('孙旧人');
		expect(values).toEqual(expect.arrayContaining([both, other, '周新人']));
		expect(await worker(gone)).toEqual([]);
		expect((await worker(both)).map(({ code }) => code)).toEqual(['NEW']);
		const [rows] = await app.warehouse.read(
			`select count(*) as n from feed_payroll where worker_id_no_key = cast($key as bigint)`,
			{ key },
			count
		);
		expect(rows!.n).toBe(0);
		const [masks] = await app.warehouse.read(
			'select count(*) as n from pii_value where pii_key = cast($key as bigint)',
			{ key },
			count
		);
		expect(masks!.n).toBe(0);
		expect(await landedTexts()).not.toContain(`OLD,2020-05,${gone}`);
		const { out } = await home.command(app, exportCommand, ['payroll']);
		expect(out).toContain('OLD');
		expect(out).not.toMatch(/991\*+1234/);
		expect(out).toContain('（已按保存期限删除）');
		const [sums] = await app.warehouse.read(
			`select count(distinct worker_id_no_key) * 1000 + count(*) as n from feed_payroll where project_code = 'OLD'`,
			{},
			count
		);
		expect(sums!.n).toBe(2003);
		expect((await home.command(app, verify, [])).code).toBe(0);
		expect((await erasures(app.warehouse))[0]).toMatchObject({
			state: 'carried_out',
			proposedBy: '甲',
			decidedBy: '乙',
			projects: ['OLD'],
			counts: { files: 1 }
		});
	});

	it('is not undone by a rebuild, by the same file or by a new one', async () => {
		await load();
		await erase();
		const again = await home.ingest(app, 'payroll_old.csv', payroll('OLD', '2020-05', [gone, both]));
		expect(again[0]!.error).toContain('不再接收');
		const [late] = await home.ingest(app, 'payroll_late.csv', payroll('OLD', '2020-08', [gone]));
		expect(late).toMatchObject({ accepted: 0, set_aside: 1 });
		await app.close();
		for (const end of ['', '.wal']) rmSync(databasePath(home.path) + end, { force: true });
		const { code, err } = await home.command(home.config, rebuild, []);
		expect([code, err]).toEqual([0, '']);
		app = await home.open();
		expect(await vault()).not.toContain(gone);
		expect(await worker(gone)).toEqual([]);
		expect((await worker(both)).map(({ code }) => code)).toEqual(['NEW']);
		expect(existsSync(join(home.path, 'journal', 'batches.ndjson'))).toBe(true);
		expect(readFileSync(join(home.path, 'journal', 'batches.ndjson'), 'utf8')).not.toContain(gone);
		expect((await home.command(app, verify, [])).code).toBe(0);
	}, 20_000);
});
