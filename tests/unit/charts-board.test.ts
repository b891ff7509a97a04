import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rollUp, sizeOf, worstTier, type BoardCell } from '$lib/charts/board';
import { tierKeys, type TierKey } from '$lib/domain/tier-key';

const cell = (
	street: string | null,
	sector: string | null,
	tier: TierKey,
	projects = 1,
	more: Partial<BoardCell> = {}
): BoardCell => ({ street, sector, tier, projects, workers: 0, unpaidFen: 0, ...more });
const streets = ['东街', '西街'];
const sectors = ['房屋建筑', '市政', '水利'];
const board = (cells: BoardCell[], before: BoardCell[] | null = null, filter = {}) =>
	rollUp({ cells, before, streets, sectors, filter });

describe('rolling the district up', () => {
	test('whatever the cells are, rows, columns and total say the same number of projects', () => {
		const cells = fc.array(
			fc.record({
				street: fc.constantFrom('东街', '西街', '外街', null),
				sector: fc.constantFrom('房屋建筑', '市政', null),
				tier: fc.constantFrom(...tierKeys),
				projects: fc.integer({ min: 0, max: 50 }),
				workers: fc.constant(0),
				unpaidFen: fc.constant(0)
			})
		);
		fc.assert(
			fc.property(cells, (given) => {
				const { rows, sectors: columns, grand } = board(given);
				for (const key of tierKeys) {
					const all = grand.counts[key];
					expect(rows.reduce((sum, row) => sum + row.counts[key], 0)).toBe(all);
					expect(columns.reduce((sum, column) => sum + column.counts[key], 0)).toBe(all);
					const inside = rows.flatMap((row) => row.cells).reduce((sum, one) => sum + one.counts[key], 0);
					expect(inside).toBe(all);
				}
			})
		);
	});

	test('a project whose street is unknown has a row of its own and is not lost', () => {
		const { rows } = board([cell(null, '市政', 'red')]);
		expect(rows.at(-1)).toMatchObject({ name: null, counts: { red: 1 } });
	});

	test('a street of the pack without projects stays on the map, a sector without projects has no column', () => {
		const { rows, sectors: columns } = board([cell('东街', '水利', 'blue')]);
		expect(rows.map((row) => row.name)).toEqual(['东街', '西街']);
		expect(columns.map((column) => column.name)).toEqual(['水利']);
	});

	test('with no scoring a week before there is no change, which is not a change of 0', () => {
		expect(board([cell('东街', '市政', 'red')]).grand.change).toBeNull();
		expect(board([cell('东街', '市政', 'red')], []).grand.change?.red).toBe(1);
	});

	test('the change since last year is of the same streets and sectors, and none where nothing was judged then', () => {
		const cells = [cell('东街', '市政', 'red', 3), cell('西街', '市政', 'red', 2)];
		const yearBefore = [cell('东街', '市政', 'red', 1), cell('东街', '市政', 'yellow', 4)];
		const of = (filter: object, then: BoardCell[] | null) =>
			rollUp({ cells, before: null, yearBefore: then, streets, sectors, filter }).sinceLastYear;
		expect(of({}, null)).toBeNull();
		expect(of({}, yearBefore)).toMatchObject({ red: 4, yellow: -4, blue: 0 });
		expect(of({ street: '东街' }, yearBefore)).toMatchObject({ red: 2, yellow: -4 });
		expect(of({ street: '西街' }, [])).toMatchObject({ red: 2, yellow: 0 });
	});

	test('a project that moved from yellow to red counts once up and once down', () => {
		const { grand } = board([cell('东街', '市政', 'red')], [cell('东街', '市政', 'yellow')]);
		expect(grand.change).toMatchObject({ red: 1, yellow: -1, blue: 0 });
	});

	test('a street narrows the total and the sums, but not the matrix', () => {
		const cells = [
			cell('东街', '市政', 'red', 2, { workers: 30, unpaidFen: 500 }),
			cell('西街', '市政', 'normal', 3, { workers: 40, unpaidFen: 0 })
		];
		const narrowed = board(cells, null, { street: '东街' });
		expect(sizeOf(narrowed.total.counts)).toBe(2);
		expect(sizeOf(narrowed.grand.counts)).toBe(5);
		expect(narrowed.unpaidFen).toBe(500);
	});

	test('workers of blue, grey and normal projects are not counted as exposed', () => {
		const cells = tierKeys.map((key) => cell('东街', '市政', key, 1, { workers: 10 }));
		expect(board(cells).workers).toBe(20);
	});
});

describe('the gravest tier', () => {
	test('grey is graver than normal: silence is not green', () => {
		expect(worstTier({ red: 0, yellow: 0, blue: 0, grey: 1, normal: 9 })).toBe('grey');
	});

	test('blue is graver than grey', () => {
		expect(worstTier({ red: 0, yellow: 0, blue: 1, grey: 1, normal: 0 })).toBe('blue');
	});

	test('without projects there is none', () => {
		expect(worstTier({ red: 0, yellow: 0, blue: 0, grey: 0, normal: 0 })).toBeNull();
	});
});
