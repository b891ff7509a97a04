import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import pull from '$jobs/pull.job';
import { testSource } from '$jobs/test-source';
import type { App } from '$lib/server/app';
import { testHome, type TestHome } from '../support/home';

const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin', '/usr/libexec'];
const find = (...names: string[]) =>
	names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
const daemon = find('mariadbd', 'mysqld');
const install = find('mariadb-install-db', 'mysql_install_db');
const data = mkdtempSync(join(tmpdir(), 'xinshao-mysql-'));
const user = `--user=${userInfo().username}`;

/** Makes an empty database; false where the programs for it are not all there. */
function isPrepared(): boolean {
	if (daemon === undefined || install === undefined) return false;
	const options = ['--no-defaults', `--datadir=${join(data, 'db')}`, user, '--skip-test-db'];
	const { status } = spawnSync(install, options, { stdio: 'ignore' });
	return status === 0;
}
const isThere = isPrepared();
if (!isThere) {
	rmSync(data, { recursive: true, force: true });
	console.warn('No MariaDB on this machine: the MySQL source was not tried against a real server.');
}

/** A real server on a port of this machine, with its data in a folder of its own. */
describe.skipIf(!isThere)('the MySQL source, against a real server', () => {
	const socket = join(data, 's.sock');
	let server: ChildProcess;
	let port: number;
	let home: TestHome;
	let app: App;

	async function ask(sql: string): Promise<void> {
		const connection = await createConnection({
			socketPath: socket,
			user: userInfo().username,
			multipleStatements: true
		});
		try {
			await connection.query(sql);
		} finally {
			await connection.end();
		}
	}

	async function freePort(): Promise<number> {
		const probe = createServer();
		await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
		const { port: free } = probe.address() as AddressInfo;
		await new Promise((done) => probe.close(done));
		return free;
	}

	beforeAll(async () => {
		port = await freePort();
		server = spawn(
			daemon!,
			[
				'--no-defaults',
				user,
				`--datadir=${join(data, 'db')}`,
				`--socket=${socket}`,
				`--pid-file=${join(data, 'pid')}`,
				'--bind-address=127.0.0.1',
				`--port=${port}`,
				'--character-set-server=utf8mb4'
			],
			{ stdio: 'ignore' }
		);
		for (let tries = 0; tries < 150; tries += 1) {
			if (
				await ask('select 1').then(
					() => true,
					() => false
				)
			)
				break;
			await wait(200);
		}
		await ask(`create database pay character set utf8mb4; use pay;
			create table pay (project_code varchar(40), employer_uscc varchar(18), worker_id_no varchar(18), wage_month char(7),
				work_days decimal(5,2), payable decimal(12,2), paid decimal(12,2), pay_status varchar(8), pay_date date,
				signed varchar(4), updated_at datetime(3));
			create user reader@'127.0.0.1' identified by 'secret'; grant select, insert, delete on pay.* to reader@'127.0.0.1'`);
	}, 90_000);
	afterAll(async () => {
		const ended = new Promise((done) => server.once('exit', done));
		server.kill('SIGTERM');
		await ended;
		rmSync(data, { recursive: true, force: true });
	});
	beforeEach(async () => {
		home = testHome();
		app = await home.open();
		process.env['TEST_MYSQL_PASSWORD'] = 'secret';
		configure();
	});
	afterEach(async () => {
		await ask('delete from pay.pay');
		await app.close();
		home.remove();
	});

	function configure(select = 'select * from pay', since = 'since_column: updated_at'): void {
		writeFileSync(
			join(home.path, 'sources.yaml'),
			`allowed_hosts: ['127.0.0.1:${port}']
sql:
  - id: housing
    supplier: 区住建局
    engine: mysql
    host: 127.0.0.1
    port: ${port}
    database: pay
    user: reader
    password_env: TEST_MYSQL_PASSWORD
    queries:
      - feed: payroll
        select: ${JSON.stringify(select)}
        ${since}
`
		);
	}
	const pay = (worker: number, paid: string, at: string) =>
		ask(`insert into pay.pay values ('P1', 'GC', '99010119900101${String(worker).padStart(4, '0')}', '2026-08', 21.5,
			6000.50, ${paid}, '成功', '2026-08-31', '是', '${at}')`);
	const run = () => pull.run(app, () => undefined);
	const rows = () =>
		app.warehouse.read(
			`select paid_fen, cast(pay_date as varchar) as day, pay_status, signed, cast(work_days as double) as days
			from feed_payroll where known_to is null order by paid_fen`,
			{},
			z.object({
				paid_fen: z.coerce.number(),
				day: z.string(),
				pay_status: z.string(),
				signed: z.boolean(),
				days: z.number()
			})
		);

	test('rows come in as they are written: no day shifts, no digit and no character is lost', async () => {
		await pay(1, '6000.5', '2026-09-01 10:00:00.123');
		expect(await run()).toMatchObject({ counts: { accepted: 1 }, failures: [] });
		expect(await rows()).toEqual([
			{ paid_fen: 600_050, day: '2026-08-31', pay_status: '成功', signed: true, days: 21.5 }
		]);
	});

	test('the next pull asks from the last row on, to the millisecond', async () => {
		for (let worker = 1; worker <= 20; worker += 1)
			await pay(worker, String(worker), `2026-09-01 10:00:00.${String(worker).padStart(3, '0')}`);
		await run();
		await pay(21, '21', '2026-09-01 10:00:00.021');
		await ask(`update pay.pay set paid = 777, updated_at = '2026-09-01 10:00:00.022' where paid = 1`);
		expect((await run()).counts).toMatchObject({ rows_read: 3, unchanged: 1, superseded: 1 });
		expect((await rows()).map(({ paid_fen }) => paid_fen)).toHaveLength(21);
	});

	test('nothing can be written there, although the account may', async () => {
		await pay(1, '1', '2026-09-01 10:00:00');
		configure('with x as (select 1) select * from pay; delete from pay', '');
		expect((await run()).failures[0]).toMatch(/区住建局.*查询失败/);
		configure("select * from pay into outfile '/tmp/never'", '');
		expect((await run()).failures[0]).toMatch(/查询失败/);
		configure();
		expect((await run()).counts).toMatchObject({ accepted: 1 });
	});

	test('more rows than one part come in whole', async () => {
		await ask(`use pay; insert into pay select 'P1', 'GC', concat('990101199001', lpad(seq, 6, '0')), '2026-08', 20, 5000,
			5000, '成功', '2026-08-31', '是', timestampadd(second, seq, '2026-09-01') from seq_1_to_12001`);
		const { counts, failures } = await run();
		expect(failures).toEqual([]);
		expect(counts).toMatchObject({ rows_read: 12_001 });
	});

	test('the trial says what came back, and what did not', async () => {
		await pay(1, '6000.5', '2026-09-01 10:00:00');
		expect(await testSource(app, 'housing')).toEqual({
			isGood: true,
			sentence: expect.stringMatching(
				/区住建局.*连上了.*取到 1 行，认得 10 列，不认得 1 列（updated_at）/
			) as string
		});
		configure('select * from nothing_there');
		expect((await testSource(app, 'housing')).sentence).toMatch(/连上了，但.*查询失败.*nothing_there/);
		process.env['TEST_MYSQL_PASSWORD'] = 'wrong';
		expect((await testSource(app, 'housing')).sentence).toMatch(/没有连上.*Access denied/);
	});
});
