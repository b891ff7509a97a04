import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import { tableColumns } from '$lib/server/accounts/scoped';
import { localViewer } from '$lib/server/accounts/viewer';
import { EventHub } from '$lib/server/event-hub';
import { migrate } from '$lib/server/warehouse/migrate';
import { rememberedReader } from '$lib/server/warehouse/remembered-reader';
import { RememberedWork } from '$lib/server/warehouse/remembered-work';
import { openWarehouse, type Reader, type Warehouse } from '$lib/server/warehouse/warehouse';
import { keepFirstPageReady } from '../../src/hooks/first-page-ready';
import { rowsWithin } from '../../src/hooks/rows-within';
import { leaderBoard } from '../../src/routes/leader-board';
import { policy } from '../support/district';
import { seedBoard, seededDay } from './board-seed';

let warehouse: Warehouse;
let app: App;
let asked = 0;

beforeAll(async () => {
	warehouse = await openWarehouse({ home: undefined });
	await migrate(warehouse);
	await seedBoard(warehouse);
	const tables = await tableColumns(warehouse);
	const stampOf = (names: readonly string[]) => warehouse.stampOf(names);
	const counting: Reader = {
		read(sql, params, shape) {
			asked += 1;
			return warehouse.read(sql, params, shape);
		}
	};
	app = {
		pageReader: rememberedReader(counting, stampOf, tables),
		tables,
		policy,
		calendar: { years: new Map() },
		clock: () => new Date(`${seededDay}T10:00:00+08:00`),
		prepared: new RememberedWork(stampOf),
		events: new EventHub()
	} as unknown as App;
});
afterAll(() => warehouse.close());

/** Opens the first page as somebody who sees everything; answers how many questions the database got for it. */
async function opened(): Promise<number> {
	const before = asked;
	const reader = rowsWithin(app, localViewer.scope);
	const { board } = await leaderBoard(
		{ app, viewer: localViewer, reader },
		new URL('http://localhost/?lang=zh')
	);
	expect(board).not.toBeNull();
	return asked - before;
}
const quiet = () =>
	expect
		.poll(async () => {
			const before = asked;
			await new Promise((resolve) => setTimeout(resolve, 100));
			return asked - before;
		})
		.toBe(0);

test('the first page is made before anybody asks: after a start, and again when a day was judged', async () => {
	const letGo = keepFirstPageReady(app);
	await quiet();
	expect(asked).toBeGreaterThan(0);
	expect(await opened()).toBe(0);

	await warehouse.write((tx) => tx.run('update tier_result set name = name'));
	app.events.publish({
		kind: 'scored',
		scored: { runId: 1, asOf: seededDay, scoredAt: `${seededDay} 10:00:00` }
	});
	await quiet();
	expect(await opened()).toBe(0);

	letGo();
	await warehouse.write((tx) => tx.run('update tier_result set name = name'));
	app.events.publish({
		kind: 'scored',
		scored: { runId: 2, asOf: seededDay, scoredAt: `${seededDay} 11:00:00` }
	});
	expect(await opened()).toBeGreaterThan(0);
});
