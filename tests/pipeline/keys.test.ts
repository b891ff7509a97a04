import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import keysCommand from '$jobs/commands/keys.command';
import rebuild from '$jobs/commands/rebuild.command';
import restore from '$jobs/commands/restore.command';
import verify from '$jobs/commands/verify.command';
import { makeBackup } from '$lib/server/warehouse/backup';
import { findWorker, revealValue, type PersonalDesk } from '$lib/server/accounts/personal-access';
import { localViewer } from '$lib/server/accounts/viewer';
import { createApp, type App } from '$lib/server/app';
import { personalKeyPath, readKeyFile } from '$lib/server/warehouse/key-file';
import { destroyLanded, rewrap } from '$lib/server/warehouse/landed-files';
import { databasePath } from '$lib/server/warehouse/open';
import { blindKey, keyPersons, personalKeys } from '$lib/server/warehouse/pii-vault';
import { destroyOldKeys, isNothing, keyRemains, rotateKeys } from '$lib/server/warehouse/rotate-keys';
import type { Warehouse } from '$lib/server/warehouse/warehouse';
import { testHome, type TestHome } from '../support/home';

const one = '991234199001011234';
const two = '991234199202021242';
const header = 'project_code,wage_month,worker_id_no,worker_name,work_days,payable,paid,pay_status,pay_date';
const wage = (code: string, month: string, id: string) =>
	`${code},${month},${id},工人${id.slice(-3)},20,6000,6000,成功,${month}-28`;
const projects = `project_code,project_name,street,sector,status,resp_person
P1,甲工程,李封街道,房屋建筑,在建,孙一
P2,乙工程,李封街道,房屋建筑,在建,周二
`;
const actor = { id: 'u1', name: '甲' };

let home: TestHome;
let app: App;
beforeEach(async () => {
	home = testHome();
	app = await home.open();
	await home.ingest(app, 'projects_1.csv', projects);
	await home.ingest(
		app,
		'payroll_1.csv',
		[header, wage('P1', '2026-08', one), wage('P1', '2026-08', two)].join('\n')
	);
});
afterEach(async () => {
	await app.close();
	home.remove();
});

const desk = (warehouse: Warehouse = app.warehouse) => ({
	warehouse,
	keys: app.keys,
	home: home.path,
	clock: app.clock,
	actor
});
const personal = (): PersonalDesk => ({
	reader: app.warehouse,
	warehouse: app.warehouse,
	keys: app.keys,
	audit: app.audit,
	clock: app.clock,
	viewer: localViewer,
	address: ''
});
const codesOf = async (identity: string) =>
	(await findWorker(personal(), identity, '核对身份')).map(({ code }) => code);
const reveal = () =>
	revealValue(personal(), { feed: 'payroll', batchId: 2, rowNo: 2, column: 'worker_id_no' }, '核对身份');
const quiet = () => undefined;

async function sound(codes = ['P1']): Promise<void> {
	expect((await home.command(app, verify, [])).code).toBe(0);
	expect(await codesOf(one)).toEqual(codes);
	expect(await reveal()).toBe(one);
}

/** Fails at its n-th write, as a kill would. */
function killedAt(n: number): Warehouse {
	let writes = 0;
	return new Proxy(app.warehouse, {
		get(target, name) {
			if (name !== 'write') {
				const value = Reflect.get(target, name, target) as unknown;
				return typeof value === 'function' ? value.bind(target) : value;
			}
			return (work: Parameters<Warehouse['write']>[0]) => {
				writes += 1;
				if (writes < n) return target.write(work);
				return target.write(async (tx) => {
					await work(tx);
					throw new Error('killed');
				});
			};
		}
	});
}

describe('keys of personal data', () => {
	it('are changed without anybody being lost, and the one before is destroyed by a second act', async () => {
		const [before] = app.keys.all;
		await expect(destroyOldKeys(desk())).rejects.toMatchObject({ code: 'KEYS_ALONE' });
		const said = await home.command(app, keysCommand, ['rotate']);
		expect([said.code, said.err]).toEqual([0, '']);
		expect(app.keys.all[0]!.id).not.toBe(before!.id);
		expect(app.keys.indexId).toBe(app.keys.all[0]!.id);
		await sound();
		await home.ingest(app, 'payroll_2.csv', [header, wage('P2', '2026-09', one)].join('\n'));
		expect(await codesOf(one)).toEqual(['P1', 'P2']);
		expect((await home.command(app, keysCommand, ['destroy'])).code).toBe(0);
		expect(readFileSync(personalKeyPath(home.path), 'utf8')).not.toContain(before!.cipher.toString('hex'));
		await app.close();
		app = await home.open();
		await sound(['P1', 'P2']);
		expect((await home.command(app, keysCommand, [])).out).toContain('HMAC-SHA256');
		await app.close();
		for (const end of ['', '.wal']) rmSync(databasePath(home.path) + end, { force: true });
		expect((await home.command(home.config, rebuild, [])).code).toBe(0);
		app = await home.open();
		await sound(['P1', 'P2']);
		expect(app.audit.search('keys destroy', 1)).toHaveLength(1);
	}, 40_000);

	it('are changed to the end after a kill at any step', async () => {
		for (let n = 1; n <= 4; n += 1) {
			await expect(rotateKeys(desk(killedAt(n)), quiet)).rejects.toThrow('killed');
			await expect(destroyOldKeys(desk()))
				.rejects.toMatchObject({ code: 'KEYS_IN_USE' })
				.catch(async () => {
					// Everything was sealed already and only the note of it was lost.
					expect(isNothing(await keyRemains(desk()))).toBe(true);
				});
			await app.close();
			app = await home.open();
			await sound();
			expect(isNothing(await rotateKeys(desk(), quiet))).toBe(true);
			await sound();
			if (app.keys.all.length > 1) await destroyOldKeys(desk());
			await sound();
		}
	}, 60_000);

	it('bring back no file that is destroyed while they are changed', async () => {
		const [sealed] = readdirSync(join(home.path, 'landed'), { recursive: true })
			.map((name) => join(home.path, 'landed', String(name)))
			.filter((path) => statSync(path).isFile());
		const bytes = readFileSync(sealed!);
		const half = join(home.path, 'tmp', 'half');
		for (let n = 0; n < 20; n += 1) {
			writeFileSync(sealed!, bytes);
			const works = [() => rewrap(sealed!, app.keys, half), () => destroyLanded(sealed!)];
			await Promise.all((n % 2 ? works : works.reverse()).map((work) => work()));
			expect(existsSync(sealed!)).toBe(false);
		}
	});

	it('that no longer fit a value are found by verify', async () => {
		const tampered = async (sql: string) => {
			await app.warehouse.write((tx) => tx.run(sql));
			return home.command(app, verify, []);
		};
		expect((await home.command(app, verify, [])).out).toMatch(/✓ 个人信息：\d+ 个值、0 个附件都能打开/);
		const moved = await tampered('update pii_value set pii_key = pii_key + 1 where slot = 0');
		expect([moved.code, moved.out]).toEqual([1, expect.stringContaining('与检索索引不符')]);
		const lost = await tampered(`update pii_block set cipher = 'x'::blob`);
		expect([lost.code, lost.out]).toEqual([1, expect.stringContaining('打不开')]);
	});

	it('of another day are refused by name, before anything is written', async () => {
		const kept = join(home.path, 'kept');
		mkdirSync(kept);
		const file = join(kept, 'b.tar');
		await makeBackup(app.warehouse, file, {
			home: home.path,
			jurisdiction: 'shantou',
			madeAt: '2026-11-21 08:00:00'
		});
		const [before] = app.keys.all;
		await rotateKeys(desk(), quiet);
		await destroyOldKeys(desk());
		const other = testHome();
		const config = { ...other.config, home: join(other.path, 'restored') };
		const said = await home.command(config, restore, [file]);
		expect(said.out).toContain(before!.id);
		copyFileSync(personalKeyPath(home.path), join(config.home, 'other.key'));
		rmSync(personalKeyPath(config.home));
		copyFileSync(join(config.home, 'other.key'), personalKeyPath(config.home));
		await expect(createApp(config)).rejects.toMatchObject({ code: 'KEYS_MISSING' });
		await expect(createApp(config)).rejects.toThrow(before!.id);
		other.remove();
		await sound();
	}, 40_000);

	it('key persons by SM3 where sealing is by SM4, and an older home is brought to it by a change', async () => {
		const sm = testHome();
		const open = () => createApp({ ...sm.config, cipher: 'sm' });
		let second = await open();
		try {
			const path = personalKeyPath(sm.path);
			expect(readKeyFile(path)).toMatchObject({ suite: 'sm', all: [{ index: 'sm3' }] });
			await sm.ingest(second, 'projects_1.csv', projects);
			await sm.ingest(second, 'payroll_1.csv', [header, wage('P1', '2026-08', one)].join('\n'));
			const find = () =>
				findWorker(
					{ ...personal(), reader: second.warehouse, warehouse: second.warehouse, keys: second.keys },
					one,
					'核对身份'
				);
			expect((await find()).map(({ code }) => code)).toEqual(['P1']);
			const old = second.keys.all[0]!;
			await rotateKeys({ ...desk(second.warehouse), keys: second.keys, home: sm.path }, quiet);
			expect(second.keys.indexId).not.toBe(old.id);
			expect((await find()).map(({ code }) => code)).toEqual(['P1']);
			await second.close();
			second = await open();
			expect((await find()).map(({ code }) => code)).toEqual(['P1']);
			expect((await sm.command(second, verify, [])).code).toBe(0);
		} finally {
			await second.close();
			sm.remove();
		}
	}, 40_000);

	it('are worked out alike inside the database and beside it', async () => {
		const values = Array.from({ length: 45 }, (_, n) => `值${n} 'x' ,"`);
		const keys = personalKeys(undefined);
		for (const index of ['sha256', 'sm3'] as const)
			await app.warehouse.aside(async (tx) => {
				const given = `select 'name' as kind, unnest(cast('${JSON.stringify(values).replaceAll("'", "''")}' as json)->>'$[*]') as value`;
				await keyPersons(tx, { hmac: keys.hmac, index }, given);
				const rows = await tx.all('select kind, value, cast(pii_key as varchar) as pii_key from person');
				expect(rows).toHaveLength(values.length);
				for (const row of rows)
					expect(row['pii_key']).toBe(
						blindKey({ hmac: keys.hmac, index }, 'name', String(row['value'])).toString()
					);
			});
	});
});
