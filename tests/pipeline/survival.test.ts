import { execFile } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import verify from '$jobs/commands/verify.command';
import { RiskError } from '$lib/domain/errors';
import { createApp } from '$lib/server/app';
import { readConfig } from '$lib/server/config';
import { tableHashes } from '$lib/server/warehouse/backup';
import { migrate, schemaVersion } from '$lib/server/warehouse/migrate';
import { databasePath } from '$lib/server/warehouse/open';
import { openWarehouse, type Warehouse } from '$lib/server/warehouse/warehouse';
import { testHome, type TestHome } from '../support/home';

const damages = Number(process.env['DAMAGES'] ?? 8);
const seed = Number(process.env['SEED'] ?? 20_261_121);

let home: TestHome;
beforeEach(() => {
	home = testHome();
});
afterEach(() => home.remove());

const taxRows = (month: string, count: number) =>
	['uscc,month,declared,paid,overdue,invoiced']
		.concat(
			Array.from({ length: count }, (_, i) => `91410803MA${String(i).padStart(7, '0')}X,${month},100,100,0,1`)
		)
		.join('\n');

describe('the schema', () => {
	/** As after a kill between a step and the checkpoint that follows it. */
	const withoutCheckpoint = (warehouse: Warehouse): Warehouse =>
		new Proxy(warehouse, {
			get: (target, key) => {
				if (key === 'checkpoint') return () => Promise.resolve();
				const value: unknown = Reflect.get(target, key, target);
				return typeof value === 'function' ? value.bind(target) : value;
			}
		});

	test.each([1, Math.floor(schemaVersion / 2), schemaVersion])(
		'is replayed from the log up to version %i, and then brought to its end',
		async (upTo) => {
			const warehouse = await openWarehouse({ home: home.path });
			await migrate(withoutCheckpoint(warehouse), { upTo });
			await warehouse.close();
			const again = await openWarehouse({ home: home.path });
			await migrate(again);
			const versions = await again.read(
				'select max(version) as n from schema_version',
				{},
				z.object({ n: z.number() })
			);
			expect(versions).toEqual([{ n: schemaVersion }]);
			await again.close();
		}
	);
});

test('no second process opens the database, after copies of it were made either', async () => {
	const app = await home.open();
	await app.warehouse.checkpoint();
	await app.warehouse.copyTo(join(home.path, 'tmp', 'copy.duckdb'));
	const script = `
		import { DuckDBInstance } from '@duckdb/node-api';
		const host = await DuckDBInstance.create(':memory:');
		const connection = await host.connect();
		await connection.run("attach '" + process.argv[1] + "' as app");
		console.log('OPENED');`;
	const other = promisify(execFile)(
		process.execPath,
		['--input-type=module', '-e', script, databasePath(home.path)],
		{
			cwd: home.config.root
		}
	);
	await expect(other).rejects.toMatchObject({ stderr: expect.stringMatching(/lock on file/i) });
	await app.close();
});

test('closing breaks off what is running, and waits for nothing that never ends', async () => {
	const app = await home.open();
	const endless = app.warehouse.read(
		'select count(*) as n from range(1000000) a, range(1000000) b where (a.range * b.range) % 7 = 3',
		{},
		z.object({ n: z.string() })
	);
	endless.catch(() => undefined);
	await new Promise((go) => setTimeout(go, 200));
	const begun = performance.now();
	await app.close();
	expect(performance.now() - begun).toBeLessThan(10_000);
	await expect(endless).rejects.toThrow();
});

test('a load that closing meets is in as a whole or not at all, and can be done again', async () => {
	const text = taxRows('2026-07', 40_000);
	for (const after of [60, 250]) {
		const app = await home.open();
		const load = home.ingest(app, `tax_${after}.csv`, `${text}\n91410803MA99999${after}X,2026-07,1,1,0,1`);
		const settled = load.then(
			(reports) => reports[0]?.error ?? 'loaded',
			(error: unknown) => String(error)
		);
		await new Promise((go) => setTimeout(go, after));
		await app.close();
		await settled;
		const again = await home.open();
		const [row] = await again.warehouse.read(
			`select count(*) as batches, coalesce(sum(accepted), 0) as accepted, (select count(*) from feed_tax) as n from batch`,
			{},
			z.object({ batches: z.coerce.number(), accepted: z.coerce.number(), n: z.coerce.number() })
		);
		expect((await home.command(again, verify, [])).code).toBe(0);
		const [done] = await home.ingest(
			again,
			`tax_${after}.csv`,
			`${text}\n91410803MA99999${after}X,2026-07,1,1,0,1`
		);
		expect(done).toMatchObject({ error: null });
		expect(row!.accepted % 40_001).toBe(0);
		await again.close();
	}
}, 30_000);

test('numbers of every kind come out as what can be written down', async () => {
	const app = await home.open();
	const [row] = await app.warehouse.read(
		`select 170141183460469231731687303715884105727::hugeint as huge, 9223372036854775807::bigint as big, 'nan'::double as nan,
			'-inf'::double as low, null as nothing, 0.1::decimal(18, 3) as exact, current_date as today, [1, 2] as list`,
		{},
		z.record(z.string(), z.unknown())
	);
	expect(JSON.parse(JSON.stringify(row))).toMatchObject({ big: '9223372036854775807', nothing: null });
	await app.close();
});

test(`${damages} damages of the file or the log (seed ${seed}) are refused or mended, never passed over`, async () => {
	const app = await home.open();
	await home.ingest(app, 'tax_1.csv', taxRows('2026-08', 300));
	await app.warehouse.checkpoint();
	await home.ingest(app, 'tax_2.csv', taxRows('2026-09', 300));
	const whole = JSON.stringify(await tableHashes(app.warehouse));
	await app.close();
	let state = seed >>> 0 || 1;
	const below = (most: number) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * most);
	};
	const outcomes: string[] = [];
	for (let n = 0; n < damages; n += 1) {
		const hurt = join(home.path, '..', `hurt-${n}`);
		cpSync(home.path, hurt, { recursive: true });
		const path = databasePath(hurt) + (n % 2 === 0 ? '' : '.wal');
		const bytes = readFileSync(path);
		const way = ['flip', 'flip', 'cut', 'zeros', 'gone'][below(5)]!;
		if (way === 'flip') {
			bytes[below(bytes.length)]! ^= 1 << below(8);
			writeFileSync(path, bytes);
		} else if (way === 'cut') truncateSync(path, below(bytes.length));
		else if (way === 'zeros') writeFileSync(path, bytes.fill(0, below(bytes.length)));
		else rmSync(path);
		const config = readConfig({ XINSHAO_HOME: hurt, XINSHAO_MEMORY: '512MB' }, home.config.root);
		const what = `${n}: ${way} of ${n % 2 === 0 ? 'file' : 'log'}`;
		try {
			const opened = await createApp(config);
			const now = await tableHashes(opened.warehouse).then(JSON.stringify, () => 'unreadable');
			await opened.close();
			// A bit may lie where nothing is kept; what is read must be what was written, or reading must fail.
			if (now !== whole && now !== 'unreadable') outcomes.push(`${what}: passed over`);
		} catch (error) {
			if (!(error instanceof RiskError)) outcomes.push(`${what}: ${String(error)}`);
		}
		rmSync(hurt, { recursive: true, force: true });
	}
	expect(outcomes).toEqual([]);
	expect(existsSync(home.path)).toBe(true);
});
