import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { rememberedReader } from '$lib/server/warehouse/remembered-reader';
import { RememberedWork } from '$lib/server/warehouse/remembered-work';
import { openWarehouse, type Reader, type Warehouse } from '$lib/server/warehouse/warehouse';
import { writtenTable } from '$lib/server/warehouse/written-tables';

const row = z.object({ n: z.coerce.number() });
const sumOf = (table: string) => `select coalesce(sum(n), 0) as n from ${table} where n > $least`;
const tables = ['alpha', 'beta'] as const;
let warehouse: Warehouse;
let asked = 0;
let reader: Reader;

beforeAll(async () => {
	warehouse = await openWarehouse({ home: undefined });
	await warehouse.write(async (tx) => {
		for (const table of tables) await tx.run(`create table ${table} (n integer)`);
	});
	const counting: Reader = {
		read(sql, params, shape) {
			asked += 1;
			return warehouse.read(sql, params, shape);
		}
	};
	reader = rememberedReader(counting, (names) => warehouse.stampOf(names), new Set(tables));
});
afterAll(() => warehouse.close());

const askedFor = async (question: () => Promise<unknown>) => {
	const before = asked;
	await question();
	return asked - before;
};
const sum = (table: string, least = 0) => reader.read(sumOf(table), { least }, row);

describe('the memory of answers', () => {
	it('answers what was asked before without asking again, each parameter for itself', async () => {
		await warehouse.write((tx) => tx.run('insert into alpha values (1), (5)'));
		expect(await sum('alpha')).toEqual([{ n: 6 }]);
		expect(await askedFor(() => sum('alpha'))).toBe(0);
		expect(await askedFor(() => sum('alpha', 3))).toBe(1);
		expect(await sum('alpha', 3)).toEqual([{ n: 5 }]);
	});

	it('asks again after a write to a table of the question, and not after one to another', async () => {
		await sum('alpha');
		await warehouse.write((tx) => tx.run('insert into beta values (7)'));
		expect(await askedFor(() => sum('alpha'))).toBe(0);
		await warehouse.write((tx) => tx.run('update alpha set n = n + 1'));
		expect(await askedFor(() => sum('alpha'))).toBe(1);
		expect(await sum('alpha')).toEqual([{ n: 8 }]);
	});

	it('asks again after a change of which it cannot tell the table', async () => {
		await sum('beta');
		await warehouse.write((tx) => tx.run('create table gamma (n integer)'));
		expect(await askedFor(() => sum('beta'))).toBe(1);
	});

	it('forgets nothing where a transaction is given up', async () => {
		const before = await sum('beta');
		const given = warehouse.write(async (tx) => {
			await tx.run('delete from beta');
			throw new Error('given up');
		});
		await expect(given).rejects.toThrow('given up');
		expect(await askedFor(() => sum('beta'))).toBe(0);
		expect(await sum('beta')).toEqual(before);
	});

	it('asks once where the same is asked by many at a time', async () => {
		await warehouse.write((tx) => tx.run('insert into beta values (11)'));
		expect(await askedFor(() => Promise.all(Array.from({ length: 9 }, () => sum('beta'))))).toBe(1);
	});

	it('hands everybody rows of their own', async () => {
		const [first] = await sum('beta');
		if (first) first.n = -1;
		expect((await sum('beta'))[0]?.n).not.toBe(-1);
	});

	it('always asks what names no table, what differs by the moment, and what failed', async () => {
		const one = () => reader.read('select 1 as n', {}, row);
		await one();
		expect(await askedFor(one)).toBe(1);
		const late = () => reader.read('select count(*) as n from beta where now() is not null', {}, row);
		await late();
		expect(await askedFor(late)).toBe(1);
		const wrong = () => reader.read('select nothing as n from beta', {}, row).catch(() => undefined);
		await wrong();
		expect(await askedFor(wrong)).toBe(1);
	});

	it('gives the answer of the database whatever was written and asked before', async () => {
		const step = fc.record({
			act: fc.constantFrom('ask', 'insert', 'delete', 'update', 'both'),
			table: fc.constantFrom(...tables),
			n: fc.integer({ min: -3, max: 9 })
		});
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
				for (const { act, table, n } of steps) {
					if (act === 'insert') await warehouse.write((tx) => tx.run(`insert into ${table} values (${n})`));
					if (act === 'delete') await warehouse.write((tx) => tx.run(`delete from ${table} where n = ${n}`));
					if (act === 'update')
						await warehouse.write((tx) => tx.run(`update ${table} set n = ${n} where n > 6`));
					if (act === 'both')
						await warehouse.write(async (tx) => {
							await tx.all(`-- a note\n insert into main.${table} (n) values (${n}) returning n`);
							await tx.run(`with few as (select ${n} as n) insert into alpha select n from few`);
						});
					for (const asks of tables)
						expect(await sum(asks, n)).toEqual(await warehouse.read(sumOf(asks), { least: n }, row));
				}
			}),
			{ numRuns: 25 }
		);
	}, 60_000);
});

describe('remembered work', () => {
	const made = async (work: RememberedWork, key = 'sums') => {
		let runs = 0;
		const value = await work.get(key, async () => {
			runs += 1;
			const [one] = await sum('alpha');
			return one?.n ?? 0;
		});
		return { value, runs };
	};
	const fresh = () => new RememberedWork((names) => warehouse.stampOf(names));

	it('is done once until a table that it read is written', async () => {
		const work = fresh();
		const before = await made(work);
		expect(before.runs).toBe(1);
		await warehouse.write((tx) => tx.run('insert into beta values (4)'));
		expect(await made(work)).toEqual({ value: before.value, runs: 0 });
		await warehouse.write((tx) => tx.run('insert into alpha values (4)'));
		expect(await made(work)).toEqual({ value: before.value + 4, runs: 1 });
	});

	it('is done again where something was written while it was done', async () => {
		const work = fresh();
		await work.get('sums', async () => {
			await sum('alpha');
			await warehouse.write((tx) => tx.run('insert into alpha values (2)'));
		});
		expect((await made(work)).runs).toBe(1);
	});

	it('is done once for all who ask at a time, for each key by itself, and anew after a failure', async () => {
		const work = fresh();
		const all = await Promise.all(Array.from({ length: 5 }, () => made(work)));
		expect(all.reduce((runs, one) => runs + one.runs, 0)).toBe(1);
		expect((await made(work, 'others')).runs).toBe(1);
		await expect(work.get('broken', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
		expect((await made(work, 'broken')).runs).toBe(1);
	});

	it('is never kept where it read nothing, or what differs by the moment', async () => {
		const work = fresh();
		let runs = 0;
		const nothing = async () => (runs += 1);
		await work.get('nothing', nothing);
		await work.get('nothing', nothing);
		const late = async () => {
			runs += 1;
			await reader.read('select count(*) as n from beta where now() is not null', {}, row);
		};
		await work.get('late', late);
		await work.get('late', late);
		expect(runs).toBe(4);
	});
});

describe('the table that a statement writes', () => {
	it.each([
		['insert into batch values (1)', 'batch'],
		['INSERT OR REPLACE INTO app.main."Batch" (a) select 1', 'batch'],
		['-- why\n\tdelete from feed_payroll where batch_id = 1', 'feed_payroll'],
		['/* why */ update alert set state = 1', 'alert'],
		['select 1 from alert', null],
		['with a as (select 1) select * from a', null],
		['create or replace temp table made as select 1', null],
		["copy (select * from alert) to 'x.csv'", null]
	])('%s', (sql, table) => {
		expect(writtenTable(sql)).toBe(table);
	});

	it.each([
		'create table alert (a integer)',
		'alter table alert add column b integer',
		'drop table alert',
		"copy alert from 'x.csv'",
		'with a as (select 1) insert into alert select * from a',
		'insert into "two words" values (1)',
		'merge into alert using b on true when matched then delete'
	])('any, where it cannot be told: %s', (sql) => {
		expect(writtenTable(sql)).toBeUndefined();
	});
});
