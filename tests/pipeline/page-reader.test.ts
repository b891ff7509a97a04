import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pageReader, type Interruptible } from '$lib/server/warehouse/page-reader';
import { openWarehouse, type Warehouse } from '$lib/server/warehouse/warehouse';

const row = z.object({ n: z.coerce.number() });
const endless = 'select count(*) as n from range(10000000) a, range(10000000) b where a.range + b.range < 0';
let warehouse: Warehouse;
beforeAll(async () => {
	warehouse = await openWarehouse({ home: undefined });
});
afterAll(() => warehouse.close());

describe('the reader of pages', () => {
	it('breaks off what takes too long with a sentence, and answers the next question', async () => {
		const reader = pageReader(warehouse, 300);
		await expect(reader.read(endless, {}, row)).rejects.toThrow(/已停止；请缩小范围/);
		expect(await reader.read('select 1 as n', {}, row)).toEqual([{ n: 1 }]);
	});

	it('passes on what is wrong with a question itself', async () => {
		await expect(pageReader(warehouse).read('select nothing from nowhere', {}, row)).rejects.toThrow(
			/nowhere/
		);
	});

	it('lets three heavy questions run at a time, and light ones always', async () => {
		let running = 0;
		let most = 0;
		let hold = 1_100;
		const slow: Interruptible = {
			read: warehouse.read.bind(warehouse),
			readWithin: () => async (sql) => {
				if (sql === 'light') return [];
				running += 1;
				most = Math.max(most, running);
				await new Promise((done) => setTimeout(done, hold));
				running -= 1;
				return [];
			}
		};
		const reader = pageReader(slow);
		await reader.read('heavy', {}, row);
		hold = 40;
		// Now it is known to be heavy: of nine that come at once three run at a time.
		running = most = 0;
		const all = Promise.all(Array.from({ length: 9 }, () => reader.read('heavy', {}, row)));
		await reader.read('light', {}, row);
		expect(running).toBe(3);
		await all;
		expect(most).toBe(3);
	});
});
