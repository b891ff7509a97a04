import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { feeds } from '$lib/domain/feeds';
import { z } from 'zod';
import { migrate, schemaVersion } from '$lib/server/warehouse/migrate';
import { openWarehouse, type Warehouse } from '$lib/server/warehouse/warehouse';

const count = z.object({ n: z.coerce.number() });
let open: Warehouse[] = [];

async function inMemory(): Promise<Warehouse> {
	const warehouse = await openWarehouse({ home: undefined });
	open.push(warehouse);
	return warehouse;
}

afterEach(async () => {
	for (const warehouse of open) await warehouse.close();
	open = [];
});

describe('the warehouse', () => {
	it('makes the 25 feed tables once, however often it is migrated', async () => {
		const warehouse = await inMemory();
		await migrate(warehouse);
		await migrate(warehouse);
		const [tables] = await warehouse.read(
			`select count(*) as n from duckdb_tables() where table_name in (${[...feeds.keys()].map((feed) => `'feed_${feed}'`).join(', ')})`,
			{},
			count
		);
		expect(tables?.n).toBe(25);
	});

	it('writes nothing where a statement failed and the failure was swallowed', async () => {
		const warehouse = await inMemory();
		await warehouse.write((tx) => tx.run('create table t (i integer primary key)'));
		const attempt = warehouse.write(async (tx) => {
			await tx.run('insert into t values (1)');
			await tx.run('insert into t values (1)').catch(() => 'swallowed');
		});
		await expect(attempt).rejects.toThrow(/duplicate|constraint/i);
		const [rows] = await warehouse.read('select count(*) as n from t', {}, count);
		expect(rows?.n).toBe(0);
	});

	it('refuses to write through the reading door, and two statements in one', async () => {
		const warehouse = await inMemory();
		await warehouse.write((tx) => tx.run('create table t (i integer)'));
		await expect(warehouse.read('insert into t values (1)', {}, count)).rejects.toThrow(
			/read-only|read only/i
		);
		await expect(warehouse.read('select 1 as n; drop table t', {}, count)).rejects.toThrow();
	});

	it('keeps forty writers in turn, none lost', async () => {
		const warehouse = await inMemory();
		await warehouse.write((tx) => tx.run('create table t (i integer)'));
		await warehouse.write((tx) => tx.run('insert into t values (0)'));
		await Promise.all(
			Array.from({ length: 40 }, () => warehouse.write((tx) => tx.run('update t set i = i + 1')))
		);
		const [row] = await warehouse.read('select i as n from t', {}, count);
		expect(row?.n).toBe(40);
	});

	it('refuses a second opening of one file in one process, and a home of a newer program', async () => {
		const home = mkdtempSync(join(tmpdir(), 'xinshao-'));
		const first = await openWarehouse({ home });
		await expect(openWarehouse({ home })).rejects.toMatchObject({ code: 'HOME_BUSY' });
		await migrate(first);
		await first.write((tx) =>
			tx.run('insert into schema_version values ($v, localtimestamp)', { v: schemaVersion + 1 })
		);
		await first.close();
		const second = await openWarehouse({ home });
		await expect(migrate(second)).rejects.toMatchObject({ code: 'HOME_NEWER' });
		await second.close();
		rmSync(home, { recursive: true });
	});

	it('leaves out the optimizer that fails on questions with a scope', async () => {
		const warehouse = await inMemory();
		const [setting] = await warehouse.read(
			"select value from duckdb_settings() where name = 'disabled_optimizers'",
			{},
			z.object({ value: z.string() })
		);
		expect(setting?.value).toBe('top_n_window_elimination');
	});

	it('cannot be used to read a file outside the home', async () => {
		const home = mkdtempSync(join(tmpdir(), 'xinshao-'));
		const warehouse = await openWarehouse({ home });
		await expect(
			warehouse.read("select count(*) as n from read_text('/etc/hostname')", {}, count)
		).rejects.toThrow(/permission/i);
		await warehouse.close();
		rmSync(home, { recursive: true });
	});
});
