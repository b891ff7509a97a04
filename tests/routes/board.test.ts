import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tableColumns } from '$lib/server/accounts/scoped';
import { loadPolicy } from '$lib/server/policies/load-policy';
import { migrate } from '$lib/server/warehouse/migrate';
import { RememberedWork } from '$lib/server/warehouse/remembered-work';
import { openWarehouse, type Warehouse } from '$lib/server/warehouse/warehouse';
import { sizeOf } from '$lib/charts/board';
import type { RankedSubject } from '$lib/domain/ranked-subject';
import { load } from '../../src/routes/+page.server';
import { seedBoard, seededDay } from './board-seed';

const policy = loadPolicy('410803', join(resolve(import.meta.dirname, '../..'), 'data/policies'));
const clock = () => new Date(`${seededDay}T10:00:00+08:00`);

let full: Warehouse;
let empty: Warehouse;

beforeAll(async () => {
	[full, empty] = await Promise.all([openWarehouse({ home: undefined }), openWarehouse({ home: undefined })]);
	await Promise.all([migrate(full), migrate(empty)]);
	await seedBoard(full);
});
afterAll(() => Promise.all([full.close(), empty.close()]));

async function open(warehouse: Warehouse, query = '', mayOperate = false) {
	const event = {
		locals: {
			app: {
				warehouse,
				pageReader: warehouse,
				tables: await tableColumns(warehouse),
				policy,
				calendar: { years: new Map() },
				clock,
				// The checks of the installation are another matter, and the demo has none.
				config: { home: join(tmpdir(), 'no-such-home'), demo: true },
				accounts: { count: 0 },
				prepared: new RememberedWork((names) => warehouse.stampOf(names))
			},
			reader: warehouse,
			viewer: {
				scope: { units: null, sectors: null },
				may: (asked: string) => mayOperate && asked === 'data.operate'
			},
			lang: 'zh',
			theme: 'light'
		},
		url: new URL(`http://localhost/${query}`),
		request: new Request('http://localhost/'),
		isDataRequest: false
	};
	const data = await load(event as unknown as Parameters<typeof load>[0]);
	return data as Exclude<Awaited<ReturnType<typeof load>>, void>;
}

async function board(query = '') {
	const data = await open(full, query);
	if (!data.board) throw new Error('no board');
	return data;
}

describe('the first page', () => {
	test('before anything was scored has no board instead of a board of zeros', async () => {
		expect((await open(empty)).board).toBeNull();
	});

	test('before anything was scored leads whoever can change that to the list of what is to be done', async () => {
		await expect(open(empty, '', true)).rejects.toMatchObject({ status: 303, location: '/start' });
		expect((await open(full, '?as_of=2020-01-01', true)).board).toBeNull();
	});

	test('on a day before the first scoring has no board', async () => {
		expect((await open(full, '?as_of=2020-01-01')).board).toBeNull();
	});

	test('counts every project once, in the total, on the tiles and in the list', async () => {
		const { board: counted, tiles, ranked } = await board();
		expect(sizeOf(counted.total.counts)).toBe(96);
		expect(tiles.reduce((sum: number, tile: { total: number }) => sum + tile.total, 0)).toBe(96);
		expect(ranked.total).toBe(96);
	});

	test('lists the gravest first: no project stands above one of a graver tier', async () => {
		const { ranked } = await board();
		const order = ['red', 'yellow', 'blue', 'grey', 'normal'];
		const places = ranked.subjects.map((subject: RankedSubject) => order.indexOf(subject.tier));
		expect(places).toEqual([...places].sort((a, b) => a - b));
		expect(places[0]).toBe(0);
	});

	test('compares with the scoring of exactly a week before', async () => {
		const { run } = await board();
		expect(run).toMatchObject({ asOf: seededDay, before: '2026-08-07' });
	});

	test('of a past day shows that day, though later ones were scored', async () => {
		const { run } = await board('?as_of=2026-07-20');
		expect(run.asOf).toBe('2026-07-17');
	});

	test('a street narrows list and total together', async () => {
		const { board: counted, ranked } = await board(`?street=${encodeURIComponent('李封街道')}`);
		expect(ranked.total).toBe(sizeOf(counted.total.counts));
		expect(new Set(ranked.subjects.map((subject: RankedSubject) => subject.street))).toEqual(
			new Set(['李封街道'])
		);
	});

	test('grey finds the projects that cannot be judged, and no normal one', async () => {
		const { board: counted, ranked } = await board('?tier=grey');
		expect(ranked.total).toBe(counted.total.counts.grey);
		expect(ranked.subjects.every((subject: RankedSubject) => subject.tier === 'grey')).toBe(true);
	});

	test('an apostrophe in the search is a letter and not a command', async () => {
		expect((await board(`?q=${encodeURIComponent("'; drop table tier_result; --")}`)).ranked.total).toBe(0);
	});
});
