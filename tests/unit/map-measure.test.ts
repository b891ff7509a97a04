import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BoardCell } from '$lib/charts/board';
import { limitsOf, tilesOf } from '$lib/charts/tiles';
import { cellsOfWeek, limitsOfWeeks, packWeeks, streetsByWeek, weekAt } from '$lib/charts/weeks';
import {
	classKey,
	classesOf,
	mapMeasures,
	measureStreet,
	scaleLimits,
	shownMeasure,
	type MapMeasure,
	type StreetFacts
} from '$lib/domain/map-measure';
import { tierKeys, type TierKey } from '$lib/domain/tier-key';

const none = { red: 0, yellow: 0, blue: 0, grey: 0, normal: 0 };
const facts = (counts: Partial<typeof none>, other: Partial<StreetFacts> = {}): StreetFacts => ({
	counts: { ...none, ...counts },
	workers: 0,
	unpaidFen: 0,
	before: null,
	...other
});
const keyOf = (of: StreetFacts, measure: MapMeasure, limits: number[] = [], tier?: TierKey) =>
	classKey(measureStreet(of, { measure, tier, limits }).class);

describe('what a street is coloured by', () => {
	test('a street of grey projects alone cannot be judged, one without projects has no data, and neither is nothing', () => {
		for (const measure of ['share', 'workers', 'unpaid', 'count'] as const) {
			expect(keyOf(facts({ grey: 2 }), measure, [1, 2, 3])).toBe('unjudged');
			expect(keyOf(facts({}), measure, [1, 2, 3])).toBe('no_data');
			expect(keyOf(facts({ normal: 1 }), measure, [1, 2, 3])).toBe('step0');
		}
		expect(keyOf(facts({ grey: 2, normal: 3 }), 'worst')).toBe('grey');
		expect(keyOf(facts({ grey: 2 }), 'count', [1, 2, 3], 'grey')).toBe('step2');
	});

	test('grey projects are left out of the share', () => {
		expect(
			measureStreet(facts({ red: 1, grey: 6, normal: 3 }), { measure: 'share', tier: undefined, limits: [] })
				.value
		).toBe(0.25);
	});

	test('a step reaches up to its limit, that one included', () => {
		const at = (unpaidFen: number) => keyOf(facts({ red: 1 }, { unpaidFen }), 'unpaid', [100, 200, 300]);
		expect([at(0), at(1), at(100), at(101), at(300), at(301)]).toEqual([
			'step0',
			'step1',
			'step1',
			'step2',
			'step3',
			'step4'
		]);
	});

	test('a change needs a week before; of three more on it is much worse', () => {
		const moved = (red: number) => keyOf(facts({ red }, { before: { ...none, red: 5 } }), 'change');
		expect([moved(4), moved(5), moved(6), moved(7), moved(8)]).toEqual([
			'better',
			'same',
			'worse',
			'worse',
			'much_worse'
		]);
		expect(keyOf(facts({ red: 5 }), 'change')).toBe('no_data');
	});

	test('the tier that the page is narrowed to is counted where nobody chose a measure', () => {
		expect([
			shownMeasure(undefined, undefined),
			shownMeasure(undefined, 'blue'),
			shownMeasure('worst', 'blue')
		]).toEqual(['worst', 'count', 'worst']);
	});
});

const amount = fc.nat(90_000_000);
const cell: fc.Arbitrary<BoardCell> = fc.record({
	street: fc.constantFrom('甲街道', '乙街道', '丙街道', null),
	sector: fc.constantFrom('市政', '水利', null),
	tier: fc.constantFrom(...tierKeys),
	projects: fc.integer({ min: 1, max: 40 }),
	workers: fc.nat(900),
	unpaidFen: amount
});
const units = ['甲街道', '乙街道', '丙街道', '丁街道'].map((name, index) => ({ name, row: 0, col: index }));

test('every street is in one class of the legend, whatever it counts', () => {
	fc.assert(
		fc.property(
			fc.array(cell, { maxLength: 30 }),
			fc.constantFrom(...mapMeasures),
			fc.option(fc.constantFrom(...tierKeys), { nil: undefined }),
			(cells, measure, tier) => {
				const load = packWeeks([{ day: '2026-11-22', tiersOnly: false }], [cells]);
				const [streets] = streetsByWeek(load, { streets: units.map(({ name }) => name), sector: undefined });
				const limits = limitsOf(streets!, measure, tier);
				const tiles = tilesOf({ units, streets: streets!, tier, street: undefined, measure, limits });
				const legend = classesOf(measure).map(classKey);
				expect(new Set(legend).size).toBe(legend.length);
				expect(tiles.every((tile) => legend.includes(classKey(tile.class)))).toBe(true);
				expect(tiles.every((tile) => tile.depth >= 0 && tile.depth <= 0.5)).toBe(true);
			}
		)
	);
});

test('limits rise, and no value lies above the last step but what it is for', () => {
	fc.assert(
		fc.property(fc.array(amount, { maxLength: 20 }), (values) => {
			const limits = scaleLimits('unpaid', values);
			expect(limits.every((limit, index) => index === 0 || limit > limits[index - 1]!)).toBe(true);
			expect(Math.max(0, ...values)).toBeLessThanOrEqual(limits[0]! * 4);
		})
	);
});

describe('all weeks in one load', () => {
	test('give back the cells that were packed', () => {
		fc.assert(
			fc.property(fc.array(fc.array(cell, { maxLength: 12 }), { maxLength: 6 }), (weeks) => {
				const load = packWeeks(
					weeks.map((_, index) => ({ day: `2026-0${index + 1}-04`, tiersOnly: true })),
					weeks
				);
				expect(weeks.map((_, index) => cellsOfWeek(load, index))).toEqual(weeks);
			})
		);
	});

	const one = (projects: number): BoardCell[] => [
		{ street: '甲街道', sector: '市政', tier: 'red', projects, workers: 3, unpaidFen: 100 }
	];
	const load = packWeeks(
		['2026-10-18', '2026-10-31', '2026-11-15'].map((day) => ({ day, tiersOnly: false })),
		[one(1), one(3), one(4)]
	);

	test('compare with the week before, not with one of a fortnight ago', () => {
		const byWeek = streetsByWeek(load, { streets: ['甲街道'], sector: undefined });
		expect(byWeek.map(([street]) => street!.change?.red ?? null)).toEqual([null, 2, null]);
	});

	test('have one scale, and a sector that is not there leaves nothing', () => {
		const byWeek = streetsByWeek(load, { streets: ['甲街道'], sector: '水利' });
		expect(byWeek.flat().every((street) => street.counts.red === 0)).toBe(true);
		expect(limitsOfWeeks(byWeek, 'count', 'red')).toEqual([1, 2, 3]);
	});

	test('a day is shown by the last week that is not after it', () => {
		expect(
			['2026-01-01', '2026-10-18', '2026-10-30', '2026-12-01'].map((day) => weekAt(load.weeks, day))
		).toEqual([0, 0, 0, 2]);
	});
});
