import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutShapes, joinRing } from '$lib/domain/boundary/arcs';
import { repairShape, signedArea, type Polygon, type Position } from '$lib/domain/boundary/rings';
import { countPositions, simplifyShapes } from '$lib/domain/boundary/simplify';

const round = (value: number) => Math.round(value * 1e6) / 1e6;

/** A jagged line from one corner to another; its ends are the corners themselves. */
function jagged(from: Position, to: Position, offsets: readonly number[]): Position[] {
	const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
	const length = Math.hypot(dx, dy);
	return [
		from,
		...offsets.map((off, index): Position => {
			const along = (index + 1) / (offsets.length + 1);
			const side = (off / 1000) * 0.25 * length;
			return [
				round(from[0] + dx * along - (dy / length) * side),
				round(from[1] + dy * along + (dx / length) * side)
			];
		}),
		to
	];
}

interface District {
	readonly columns: number;
	readonly rows: number;
	readonly offsets: readonly (readonly number[])[];
}

/** A rectangle of districts: inner borders jagged and drawn once, the outside straight. */
function districtsOf({ columns, rows, offsets }: District): Polygon[][] {
	const step = 0.1;
	const corner = (column: number, row: number): Position => [
		round(113 + column * step),
		round(35 + row * step)
	];
	let next = 0;
	const lines = new Map<string, Position[]>();
	const line = (from: [number, number], to: [number, number]): Position[] => {
		const key = `${from.join()} ${to.join()}`;
		const isOuter =
			(from[0] === to[0] && (from[0] === 0 || from[0] === columns)) ||
			(from[1] === to[1] && (from[1] === 0 || from[1] === rows));
		const known = lines.get(key);
		if (known) return known;
		const drawn = jagged(
			corner(...from),
			corner(...to),
			isOuter ? [0, 0, 0] : offsets[next++ % offsets.length]!
		);
		lines.set(key, drawn);
		return drawn;
	};
	const shapes: Polygon[][] = [];
	for (let row = 0; row < rows; row++)
		for (let column = 0; column < columns; column++) {
			const south = line([column, row], [column + 1, row]);
			const east = line([column + 1, row], [column + 1, row + 1]);
			const north = line([column, row + 1], [column + 1, row + 1]);
			const west = line([column, row], [column, row + 1]);
			const ring = [
				...south,
				...east.slice(1),
				...north.toReversed().slice(1),
				...west.toReversed().slice(1)
			];
			// Every district begins its ring where its drawer happened to begin.
			const turn = (row * 7 + column * 3) % (ring.length - 1);
			const open = ring.slice(0, -1);
			shapes.push(repairShape([[[...open.slice(turn), ...open.slice(0, turn)]]]).polygons);
		}
	return shapes;
}

const district = fc.record({
	columns: fc.integer({ min: 1, max: 4 }),
	rows: fc.integer({ min: 1, max: 3 }),
	offsets: fc.array(fc.array(fc.integer({ min: -900, max: 900 }), { minLength: 1, maxLength: 40 }), {
		minLength: 1,
		maxLength: 6
	})
});
/** Stretches that only one ring runs along, and how many two run along in opposite directions. */
function stretches(shapes: readonly (readonly Polygon[])[]) {
	const met = new Map<string, number>();
	for (const ring of shapes.flat(2))
		for (let place = 1; place < ring.length; place++) {
			const [from, to] = [String(ring[place - 1]), String(ring[place])];
			const key = from < to ? `${from} ${to}` : `${to} ${from}`;
			met.set(key, (met.get(key) ?? 0) + (from < to ? 1 : -1));
		}
	const alone = [...met].filter(([, sum]) => sum !== 0);
	return { alone, shared: met.size - alone.length };
}

describe('shapes cut into arcs', () => {
	test('are the same shapes when they are put together again, and every border of two is there once', () => {
		fc.assert(
			fc.property(district, (given) => {
				const shapes = districtsOf(given);
				const { arcs, shapes: cut } = cutShapes(shapes);
				const positions = arcs.map((arc) => arc.positions);
				for (const [shape, polygons] of shapes.entries()) {
					const again = joinRing(cut[shape]![0]![0]!, positions);
					expect(new Set(again.map(String))).toEqual(new Set(polygons[0]![0]!.map(String)));
					expect(signedArea(again)).toBeCloseTo(signedArea(polygons[0]![0]!), 12);
				}
				const uses = cut
					.flat(2)
					.flat()
					.map(({ arc }) => arc);
				const inner = (given.columns - 1) * given.rows + given.columns * (given.rows - 1);
				expect(uses.length - new Set(uses).size).toBe(inner);
			})
		);
	});
});

describe('neighbours that are simplified', () => {
	test('leave no gap between them and do not overlap, however few positions stay: what one ring runs along alone is the outside', () => {
		fc.assert(
			fc.property(district, fc.integer({ min: 4, max: 200 }), (given, most) => {
				const shapes = districtsOf(given);
				const simple = simplifyShapes(shapes, most);
				const east = round(113 + given.columns * 0.1);
				const north = round(35 + given.rows * 0.1);
				const isOutside = (position: string) => {
					const [x, y] = position.split(',').map(Number) as [number, number];
					return x === 113 || x === east || y === 35 || y === north;
				};
				const { alone, shared } = stretches(simple);
				for (const [key] of alone) expect(key.split(' ').every(isOutside), key).toBe(true);
				const inner = (given.columns - 1) * given.rows + given.columns * (given.rows - 1);
				expect(shared).toBeGreaterThanOrEqual(inner);
				for (const polygons of simple) {
					expect(polygons).toHaveLength(1);
					expect(polygons[0]![0]!.length).toBeGreaterThanOrEqual(4);
					expect(String(polygons[0]![0]![0])).toBe(String(polygons[0]![0]!.at(-1)));
				}
			})
		);
	});

	test('get fewer positions, and fine ones stay as they are', () => {
		const shapes = districtsOf({
			columns: 2,
			rows: 2,
			offsets: [Array.from({ length: 40 }, (_, at) => at % 7)]
		});
		const count = (list: readonly (readonly Polygon[])[]) =>
			list.reduce((sum, polygons) => sum + countPositions(polygons), 0);
		expect(count(simplifyShapes(shapes, 60))).toBeLessThanOrEqual(60);
		expect(simplifyShapes(shapes, count(shapes))).toEqual(shapes);
	});

	test('an island and the hole that it fills stay one border', () => {
		const hole = jagged([113.02, 35.02], [113.06, 35.02], [30, -40, 20]);
		const ring: Position[] = [...hole, [113.06, 35.06], [113.02, 35.06], hole[0]!];
		const outside: Position[] = [
			[113, 35],
			[113.1, 35],
			[113.1, 35.1],
			[113, 35.1],
			[113, 35]
		];
		const { polygons: around } = repairShape([[outside, ring]]);
		const { polygons: island } = repairShape([[[...ring.slice(2), ring[1]!, ring[2]!]]]);
		const simple = simplifyShapes([around, island], 8);
		expect(new Set(simple[0]![0]![1]!.map(String))).toEqual(new Set(simple[1]![0]![0]!.map(String)));
	});
});
