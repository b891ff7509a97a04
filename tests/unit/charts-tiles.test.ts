import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { NamedCounts } from '$lib/charts/board';
import { paletteFrom } from '$lib/charts/palette';
import { tileFace } from '$lib/charts/tile-drawing';
import { tileBoxes, type PlacedUnit } from '$lib/charts/tile-layout';
import { tileOption } from '$lib/charts/tile-option';
import { shares, tilesOf } from '$lib/charts/tiles';

const frame = { width: 400, height: 430, gap: 8 };
const maps = resolve(import.meta.dirname, '../../data/maps');
const none = { red: 0, yellow: 0, blue: 0, grey: 0, normal: 0 };
const unit = (name: string, row: number, col: number): PlacedUnit => ({ name, row, col });
const counted = (name: string, counts: Partial<typeof none>): NamedCounts => ({
	name,
	counts: { ...none, ...counts },
	change: null
});
const tiles = (streets: NamedCounts[], tier?: 'red' | 'yellow') =>
	tilesOf({
		units: streets.map(({ name }, index) => unit(name ?? '', 0, index)),
		streets,
		tier,
		street: undefined
	});

describe('tiles on the schematic map', () => {
	for (const file of readdirSync(maps).filter((name) => name.endsWith('.json'))) {
		test(`of ${file} lie inside the frame, none over another, with room for their names`, () => {
			const { units } = JSON.parse(readFileSync(join(maps, file), 'utf8')) as { units: PlacedUnit[] };
			const boxes = tileBoxes(units, frame);
			boxes.forEach((box, index) => {
				expect(box.x).toBeGreaterThanOrEqual(0);
				expect(box.x + box.width).toBeLessThanOrEqual(frame.width + 0.001);
				expect(box.y + box.height).toBeLessThanOrEqual(frame.height + 0.001);
				expect(tileFace(box, units[index]!.name.length).nameSize).toBeGreaterThanOrEqual(7);
				boxes.slice(index + 1).forEach((other) => {
					const apart =
						box.x + box.width <= other.x + 0.001 ||
						other.x + other.width <= box.x + 0.001 ||
						box.y + box.height <= other.y + 0.001 ||
						other.y + other.height <= box.y + 0.001;
					expect(apart).toBe(true);
				});
			});
		});
	}
});

describe('what colours a tile', () => {
	test('the gravest tier, deeper the more projects it has', () => {
		const [many, one] = tiles([counted('东街', { red: 4, blue: 9 }), counted('西街', { red: 1 })]);
		expect(many).toMatchObject({ tier: 'red', count: 4, total: 13 });
		expect(many!.depth).toBeGreaterThan(one!.depth);
		expect(one!.depth).toBeGreaterThan(0);
	});

	test('a chosen tier that a street does not have leaves its tile plain', () => {
		const [tile] = tiles([counted('东街', { red: 4 })], 'yellow');
		expect(tile).toMatchObject({ tier: null, count: 0, depth: 0, total: 4 });
	});

	test('a street without projects is plain, not green', () => {
		expect(tiles([counted('东街', {})])[0]).toMatchObject({ tier: null, total: 0 });
	});
});

describe('the strip at the foot of a tile', () => {
	test('is whole: its parts follow one another and add up to 1', () => {
		const parts = shares({ red: 1, yellow: 2, blue: 0, grey: 3, normal: 4 });
		expect(parts.map((part) => part.tier)).toEqual(['red', 'yellow', 'grey', 'normal']);
		expect(parts.at(-1)!.from + parts.at(-1)!.share).toBeCloseTo(1);
	});

	test('of a street without projects has no part', () => {
		expect(shares(none)).toEqual([]);
	});
});

test('ECharts draws one item a tile, under its name, with a tooltip in plain text', () => {
	const option = tileOption({
		tiles: tiles([counted('东街', { red: 1 }), counted('西街', {})]),
		frame,
		palette: paletteFrom((token) => token),
		width: 358,
		describe: (tile) => tile.name,
		totalText: (tile) => String(tile.total)
	});
	expect(option.series).toMatchObject([{ type: 'custom', data: [{ name: '东街' }, { name: '西街' }] }]);
	expect(option.tooltip).toMatchObject({ renderMode: 'richText' });
});
