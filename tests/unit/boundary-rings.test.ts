import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { projectShapes, labelPoint } from '$lib/charts/project-shapes';
import { approvalNumber, liesInChina } from '$lib/domain/boundary/projection';
import {
	repairRing,
	repairShape,
	signedArea,
	squareMetres,
	type Position,
	type Ring
} from '$lib/domain/boundary/rings';
import { countPositions, simplifyRing, simplifyShapes } from '$lib/domain/boundary/simplify';

const square: Position[] = [
	[113, 35],
	[113.1, 35],
	[113.1, 35.1],
	[113, 35.1],
	[113, 35]
];
const position = fc.tuple(
	fc.integer({ min: 113_000_000, max: 113_300_000 }).map((value) => value / 1e6),
	fc.integer({ min: 35_000_000, max: 35_300_000 }).map((value) => value / 1e6)
);
/** A star-shaped ring round a centre: it never crosses itself. */
const star = fc
	.array(fc.integer({ min: 20, max: 100 }), { minLength: 5, maxLength: 300 })
	.map((lengths): Position[] =>
		lengths.map((length, index) => {
			const turn = (2 * Math.PI * index) / lengths.length;
			return [113.1 + Math.cos(turn) * length * 0.001, 35.1 + Math.sin(turn) * length * 0.001];
		})
	);
const isSame = (one: Position, other: Position) => one[0] === other[0] && one[1] === other[1];

describe('a mended ring', () => {
	test('is closed, runs the right way, repeats no position, and mending it again changes nothing', () => {
		fc.assert(
			fc.property(
				fc.array(position, { maxLength: 40 }),
				fc.constantFrom('outside' as const, 'hole' as const),
				(ring, side) => {
					const mended = repairRing(ring, side);
					if (!mended) return;
					expect(isSame(mended.ring[0]!, mended.ring.at(-1)!)).toBe(true);
					expect(signedArea(mended.ring) > 0).toBe(side === 'outside');
					expect(mended.ring.slice(1).every((at, index) => !isSame(at, mended.ring[index]!))).toBe(true);
					expect(repairRing(mended.ring, side)).toEqual({
						ring: mended.ring,
						repairs: { closed: 0, reversed: 0, duplicates: 0, dropped: 0 }
					});
				}
			)
		);
	});

	test('encloses the same area, whichever way round and wherever it was begun, closed or not', () => {
		fc.assert(
			fc.property(star, fc.nat(400), fc.boolean(), fc.boolean(), (ring, start, isReversed, isClosed) => {
				const at = start % ring.length;
				let other = [...ring.slice(at), ...ring.slice(0, at)];
				if (isReversed) other = other.reverse();
				if (isClosed) other = [...other, other[0]!];
				const [one, two] = [repairRing(ring, 'outside')!, repairRing(other, 'outside')!];
				expect(squareMetres(two.ring)).toBeCloseTo(squareMetres(one.ring), 0);
			})
		);
	});

	test('says what was mended', () => {
		const open = square.slice(0, 4);
		expect(repairRing([...open, open[3]!], 'outside')?.repairs).toEqual({
			closed: 1,
			reversed: 0,
			duplicates: 1,
			dropped: 0
		});
		expect(repairRing(square.toReversed(), 'outside')?.repairs.reversed).toBe(1);
		expect(repairRing(square, 'hole')?.repairs.reversed).toBe(1);
	});

	test('is none where two positions or a line are all there is', () => {
		expect(repairRing([], 'outside')).toBeNull();
		expect(repairRing(square.slice(0, 2), 'outside')).toBeNull();
		expect(repairRing([square[0]!, [113.05, 35], square[1]!, square[0]!], 'outside')).toBeNull();
	});
});

describe('a mended shape', () => {
	const speck = (side: number): Position[] => [
		[114, 36],
		[114 + side, 36],
		[114 + side, 36 + side],
		[114, 36 + side]
	];

	test('loses specks beside a large part and keeps its holes', () => {
		const hole: Position[] = [
			[113.02, 35.02],
			[113.06, 35.02],
			[113.06, 35.06]
		];
		const { polygons, repairs } = repairShape([[square, hole], [speck(0.0001)]]);
		expect(polygons).toHaveLength(1);
		expect(polygons[0]).toHaveLength(2);
		expect(signedArea(polygons[0]![1]!)).toBeLessThan(0);
		expect(repairs.dropped).toBe(1);
	});

	test('that is a speck as a whole is kept: nothing larger says that it is a leftover', () => {
		expect(repairShape([[speck(0.0001)]]).polygons).toHaveLength(1);
	});

	test('keeps an island of more than a thousand square metres', () => {
		expect(repairShape([[square], [speck(0.001)]]).polygons).toHaveLength(2);
	});
});

describe('simplified shapes', () => {
	test('have few enough positions, stay closed rings, and only positions that they had', () => {
		fc.assert(
			fc.property(
				fc.array(star, { minLength: 1, maxLength: 4 }),
				fc.integer({ min: 40, max: 400 }),
				(rings, most) => {
					const shapes = rings.map((ring) => repairShape([[ring]]).polygons);
					const simple = simplifyShapes(shapes, most);
					expect(countPositions(simple.flat())).toBeLessThanOrEqual(
						Math.min(most, countPositions(shapes.flat()))
					);
					simple.forEach((polygons, index) => {
						const before = shapes[index]![0]![0]!;
						const [ring] = polygons[0]!;
						expect(ring!.length).toBeGreaterThanOrEqual(4);
						expect(isSame(ring![0]!, ring!.at(-1)!)).toBe(true);
						expect(ring!.every((at) => before.includes(at))).toBe(true);
					});
				}
			)
		);
	});

	test('lie no farther from what they were than the tolerance', () => {
		fc.assert(
			fc.property(star, fc.double({ min: 0.0001, max: 0.01, noNaN: true }), (points, tolerance) => {
				const { ring } = repairRing(points, 'outside')!;
				const simple = simplifyRing(ring, tolerance);
				for (const at of ring) expect(offRing(at, simple)).toBeLessThanOrEqual(tolerance * 1.000001);
			})
		);
	});
});

function offRing([x, y]: Position, ring: Ring): number {
	return Math.min(
		...ring.slice(1).map(([x2, y2], index) => {
			const [x1, y1] = ring[index]!;
			const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
			const along =
				length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length));
			return Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1));
		})
	);
}

test('names stand inside their shape, and everything inside the frame', () => {
	fc.assert(
		fc.property(star, (points) => {
			const { polygons } = repairShape([[points]]);
			const [x, y] = labelPoint(polygons);
			const ring = polygons[0]![0]!;
			let isInside = false;
			for (let index = 1; index < ring.length; index++) {
				const [[x1, y1], [x2, y2]] = [ring[index - 1]!, ring[index]!];
				if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) isInside = !isInside;
			}
			expect(isInside).toBe(true);
			const { width, height, shapes } = projectShapes([{ name: 'A', polygons }]);
			const numbers = shapes[0]!.path.match(/[\d.]+ [\d.]+/g)!.map((pair) => pair.split(' ').map(Number));
			for (const [px, py] of numbers) {
				expect(px).toBeGreaterThanOrEqual(0);
				expect(px).toBeLessThanOrEqual(width);
				expect(py).toBeGreaterThanOrEqual(0);
				expect(py).toBeLessThanOrEqual(height);
			}
		})
	);
});

test('a line 审图号 has issuer, year and number, however it is spaced', () => {
	for (const good of [
		'豫S〔2023年〕018号',
		'GS（2019）1822号',
		'审图号：GS京(2022)1061号',
		' 豫 S [2023] 18 号 '
	])
		expect([good, approvalNumber(good) !== null]).toEqual([good, true]);
	for (const bad of ['', '豫S018号', 'GS(2019)号', '没有', 'GS(19)1822号'])
		expect([bad, approvalNumber(bad)]).toEqual([bad, null]);
});

test('China lies within its bounds, on the line too', () => {
	expect([
		liesInChina([73, 3]),
		liesInChina([72.99, 35]),
		liesInChina([35, 113]),
		liesInChina([38_500_000, 3_900_000])
	]).toEqual([true, false, false, false]);
});
