import { createServer, type AddressInfo } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import pull from '$jobs/pull.job';
import type { App } from '$lib/server/app';
import { sqlToAsk } from '$lib/server/sources/sql-rows';
import { testHome, type TestHome } from '../support/home';

let database: PGlite;
let server: PGLiteSocketServer;
let port: number;
let home: TestHome;
let app: App;

async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
	const { port: free } = probe.address() as AddressInfo;
	await new Promise((done) => probe.close(done));
	return free;
}

// PostgreSQL itself, compiled to run inside this process, asked over its own wire protocol.
beforeAll(async () => {
	database = await PGlite.create();
	await database.exec(`create table pay (project_code text, employer_uscc text, worker_id_no text, wage_month text,
		work_days numeric, payable numeric(12,2), paid numeric(12,2), pay_status text, pay_date date, signed boolean,
		updated_at timestamp)`);
	port = await freePort();
	server = new PGLiteSocketServer({ db: database, port, host: '127.0.0.1' });
	await server.start();
});
afterAll(async () => {
	await server.stop();
	await database.close();
});
beforeEach(async () => {
	home = testHome();
	app = await home.open();
	process.env['TEST_PG_PASSWORD'] = 'secret';
});
afterEach(async () => {
	await app.close();
	home.remove();
	await database.exec('delete from pay');
});

const configure = (at: number, more = 'since_column: updated_at', engine = 'postgres') =>
	writeFileSync(
		join(home.path, 'sources.yaml'),
		`allowed_hosts: ['127.0.0.1:${at}']
sql:
  - id: housing
    supplier: 区住建局
    engine: ${engine}
    host: 127.0.0.1
    port: ${at}
    database: postgres
    user: postgres
    password_env: TEST_PG_PASSWORD
    queries:
      - feed: payroll
        select: select * from pay
        ${more}
`
	);
const pay = (worker: number, paid: number, at: string) =>
	database.query('insert into pay values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', [
		'P1',
		'GC',
		`99010119900101${String(worker).padStart(4, '0')}`,
		'2026-08',
		21.5,
		6000.5,
		paid,
		'成功',
		'2026-08-31',
		true,
		at
	]);
const run = () => pull.run(app, () => undefined);
const rows = () =>
	app.warehouse.read(
		`select paid_fen, payable_fen, cast(pay_date as varchar) as day, signed, cast(work_days as double) as days from feed_payroll
		where known_to is null order by paid_fen`,
		{},
		z.object({
			paid_fen: z.coerce.number(),
			payable_fen: z.coerce.number(),
			day: z.string(),
			signed: z.boolean(),
			days: z.number()
		})
	);

test('rows of a PostgreSQL database come in as they are written: no day shifts, no digit is lost', async () => {
	await pay(1, 6000.5, '2026-09-01 10:00:00');
	configure(port);
	expect(await run()).toMatchObject({ counts: { accepted: 1 }, failures: [] });
	expect(await rows()).toEqual([
		{ paid_fen: 600_050, payable_fen: 600_050, day: '2026-08-31', signed: true, days: 21.5 }
	]);
});

test('the next pull asks from the last row on, and a correction in it replaces the earlier one', async () => {
	for (let worker = 1; worker <= 50; worker += 1)
		await pay(worker, worker, `2026-09-01 10:00:${String(worker).padStart(2, '0')}`);
	configure(port);
	await run();
	await pay(51, 51, '2026-09-02 09:00:00');
	await database.query(`update pay set paid = 777, updated_at = '2026-09-02 09:00:01' where paid = 1`);
	const second = await run();
	expect(second.counts).toMatchObject({ rows_read: 3, unchanged: 1, superseded: 1 });
	expect(await rows()).toHaveLength(51);
	const third = await run();
	expect(third.failures).toEqual([]);
	expect(await rows()).toHaveLength(51);
});

test('nothing can be written there, even by a configured query', async () => {
	configure(port, '');
	const text = `allowed_hosts: ['127.0.0.1:${port}']
sql:
  - { id: housing, supplier: 区住建局, engine: postgres, host: 127.0.0.1, port: ${port}, database: postgres, user: postgres, password_env: TEST_PG_PASSWORD, queries: [{ feed: payroll, select: "with gone as (delete from pay returning *) select * from gone" }] }
`;
	writeFileSync(join(home.path, 'sources.yaml'), text);
	await pay(1, 1, '2026-09-01 10:00:00');
	const { failures } = await run();
	expect(failures[0]).toMatch(/区住建局.*查询失败/);
	expect((await database.query('select 1 from pay')).rows).toHaveLength(1);
});

test('what is wrong is said in one sentence: no host, no secret, a secret in the file, an update for a query', async () => {
	configure(await freePort());
	expect((await run()).failures[0]).toMatch(/区住建局.*查询失败.*已有数据不变/);
	delete process.env['TEST_PG_PASSWORD'];
	expect((await run()).failures).toEqual([expect.stringMatching(/区住建局.*TEST_PG_PASSWORD/)]);
	const path = join(home.path, 'sources.yaml');
	writeFileSync(
		path,
		'sql: [{ id: x, supplier: 甲, engine: postgres, host: h, port: 1, database: d, user: u, password: secret }]'
	);
	await expect(run()).rejects.toMatchObject({ code: 'SOURCES_INVALID' });
	process.env['TEST_PG_PASSWORD'] = 'secret';
	configure(port);
	writeFileSync(
		path,
		`sql: [{ id: x, supplier: 甲, engine: postgres, host: 127.0.0.1, port: ${port}, database: d, user: u, password_env: TEST_PG_PASSWORD, queries: [{ feed: payroll, select: select 1 }] }]`
	);
	expect((await run()).failures).toEqual([expect.stringMatching(/没有发出任何请求.*allowed_hosts/)]);
	expect(() =>
		sqlToAsk({ feed: 'payroll', select: 'select 1', sinceColumn: 'a;drop table x' }, null)
	).toThrow(/增量列/);
	expect(sqlToAsk({ feed: 'payroll', select: 'select 1;', sinceColumn: 'at' }, "o'clock")).toContain(
		"'o''clock'"
	);
});
