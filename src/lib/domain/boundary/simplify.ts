import { cutShapes, joinRing, type CutShapes } from './arcs';
import type { Polygon, Position, Ring } from './rings';

/** Two metres, in degrees; doubled until few enough positions are left. */
const firstTolerance = 0.00002;
const mostDoublings = 24;
const fewestPositions = 4;

export const countPositions = (polygons: readonly Polygon[]): number =>
	polygons.reduce((sum, polygon) => sum + polygon.reduce((rings, ring) => rings + ring.length, 0), 0);

/**
 * Shapes with at most `most` positions together, or as few as closed rings can have. Fine ones stay as they are. What
 * neighbours share is simplified once for both, so that no gap and no overlap comes between them.
 */
export function simplifyShapes(shapes: readonly (readonly Polygon[])[], most: number): Polygon[][] {
	const count = (list: readonly (readonly Polygon[])[]) =>
		list.reduce((sum, polygons) => sum + countPositions(polygons), 0);
	let simple = shapes.map((polygons) => [...polygons]);
	if (count(simple) <= most) return simple;
	const cut = cutShapes(shapes);
	let tolerance = firstTolerance;
	for (let turn = 0; turn < mostDoublings && count(simple) > most; turn++, tolerance *= 2)
		simple = simplifyCut(cut, tolerance);
	return simple;
}

function simplifyCut({ arcs, shapes }: CutShapes, tolerance: number): Polygon[][] {
	const simple = arcs.map(({ positions, isRing }) =>
		isRing ? simplifyRing(positions, tolerance) : simplifyArc(positions, tolerance)
	);
	// A ring that would be no more than a line keeps a position of its arcs, which their other side then keeps too.
	for (const ring of shapes.flat(2))
		while (joinRing(ring, simple).length < fewestPositions) {
			const fullest = ring.find(({ arc }) => simple[arc]!.length < arcs[arc]!.positions.length);
			if (!fullest) break;
			simple[fullest.arc] = withOneMore(arcs[fullest.arc]!.positions, simple[fullest.arc]!);
		}
	return shapes.map((polygons) => polygons.map((polygon) => polygon.map((ring) => joinRing(ring, simple))));
}

/** An arc by Douglas and Peucker; its ends stay where they are. */
function simplifyArc(positions: readonly Position[], tolerance: number): readonly Position[] {
	const last = positions.length - 1;
	const kept = new Set([0, last]);
	keepBetween(positions, { from: 0, to: last, tolerance }, kept);
	return positions.filter((_, index) => kept.has(index));
}

/** An arc with the position kept as well that lies farthest off the line between its ends. */
function withOneMore(positions: readonly Position[], simple: readonly Position[]): readonly Position[] {
	const kept = new Set(simple.map((at) => positions.indexOf(at)));
	kept.add(farthestFromLine(positions, 0, positions.length - 1, kept));
	return positions.filter((_, index) => kept.has(index));
}

/** A ring by Douglas and Peucker, halved at the position farthest from its first, so that it stays a ring. */
export function simplifyRing(ring: Ring, tolerance: number): Ring {
	if (ring.length <= fewestPositions) return ring;
	const first = ring[0]!;
	let far = 1;
	for (let index = 1; index < ring.length - 1; index++)
		if (distance(first, ring[index]!) > distance(first, ring[far]!)) far = index;
	const kept = new Set([0, far, ring.length - 1]);
	keepBetween(ring, { from: 0, to: far, tolerance }, kept);
	keepBetween(ring, { from: far, to: ring.length - 1, tolerance }, kept);
	if (kept.size < fewestPositions) kept.add(farthestFromLine(ring, 0, far, kept));
	return ring.filter((_, index) => kept.has(index));
}

function keepBetween(
	ring: Ring,
	whole: { from: number; to: number; tolerance: number },
	kept: Set<number>
): void {
	const waiting: [number, number][] = [[whole.from, whole.to]];
	for (let next = waiting.pop(); next; next = waiting.pop()) {
		const [from, to] = next;
		let worst = 0;
		let at = -1;
		for (let index = from + 1; index < to; index++) {
			const off = offLine(ring[index]!, ring[from]!, ring[to]!);
			if (off > worst) [worst, at] = [off, index];
		}
		if (at < 0 || worst <= whole.tolerance) continue;
		kept.add(at);
		waiting.push([from, at], [at, to]);
	}
}

function farthestFromLine(ring: Ring, from: number, to: number, kept: ReadonlySet<number>): number {
	let at = -1;
	for (let index = 1; index < ring.length - 1; index++) {
		if (kept.has(index)) continue;
		if (at < 0 || offLine(ring[index]!, ring[from]!, ring[to]!) > offLine(ring[at]!, ring[from]!, ring[to]!))
			at = index;
	}
	return at;
}

const distance = ([x1, y1]: Position, [x2, y2]: Position) => Math.hypot(x2 - x1, y2 - y1);

/** Distance of a position from the stretch between two others. */
function offLine(position: Position, from: Position, to: Position): number {
	const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
	const length = dx * dx + dy * dy;
	if (length === 0) return distance(position, from);
	const along = ((position[0] - from[0]) * dx + (position[1] - from[1]) * dy) / length;
	const at = Math.min(1, Math.max(0, along));
	return distance(position, [from[0] + at * dx, from[1] + at * dy]);
}
