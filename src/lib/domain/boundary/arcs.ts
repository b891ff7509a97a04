import type { Polygon, Position, Ring } from './rings';

/** A stretch of boundary that is the same for all rings that run along it; its ends are where they part. */
export interface Arc {
	readonly positions: readonly Position[];
	/** Whether it is a whole ring that touches no other. */
	readonly isRing: boolean;
}

/** A ring as the arcs that it runs along, by number and whether forwards. */
type CutRing = readonly { readonly arc: number; readonly isForward: boolean }[];

export interface CutShapes {
	readonly arcs: readonly Arc[];
	/** By shape, polygon and ring. */
	readonly shapes: readonly (readonly (readonly CutRing[])[])[];
}

const keyOf = ([x, y]: Position) => `${x},${y}`;

/** Positions where rings that ran together part: those that lie between different neighbours in different rings. */
function junctionsOf(rings: readonly Ring[]): ReadonlySet<string> {
	const between = new Map<string, string>();
	const junctions = new Set<string>();
	for (const ring of rings) {
		const keys = ring.slice(0, -1).map(keyOf);
		for (const [place, key] of keys.entries()) {
			const pair = [keys.at(place - 1)!, keys[(place + 1) % keys.length]!].sort().join(' ');
			const known = between.get(key);
			if (known === undefined) between.set(key, pair);
			else if (known !== pair) junctions.add(key);
		}
	}
	return junctions;
}

/** A ring begun anew at the position of a place. */
const begunAt = (ring: Ring, place: number): Ring => {
	const open = ring.slice(0, -1);
	return [...open.slice(place), ...open.slice(0, place), open[place]!];
};

/** Cuts shapes into arcs, each of which is there once, however many shapes share it. */
export function cutShapes(shapes: readonly (readonly Polygon[])[]): CutShapes {
	const junctions = junctionsOf(shapes.flat(2));
	const arcs: Arc[] = [];
	const numbers = new Map<string, number>();

	function numberOf(positions: readonly Position[], isRing: boolean): { arc: number; isForward: boolean } {
		const keys = positions.map(keyOf);
		const forward = keys.join(' ');
		const backward = keys.toReversed().join(' ');
		const isForward = forward <= backward;
		const key = isForward ? forward : backward;
		const known = numbers.get(key);
		if (known !== undefined) return { arc: known, isForward };
		numbers.set(key, arcs.length);
		arcs.push({ positions: isForward ? positions : positions.toReversed(), isRing });
		return { arc: arcs.length - 1, isForward };
	}

	function cut(ring: Ring): CutRing {
		const keys = ring.slice(0, -1).map(keyOf);
		const first = keys.findIndex((key) => junctions.has(key));
		if (first < 0) {
			// Begun at the same position whoever draws it: the first in the order of the keys.
			const least = keys.reduce((best, key, place) => (key < keys[best]! ? place : best), 0);
			return [numberOf(begunAt(ring, least), true)];
		}
		const turned = begunAt(ring, first);
		const found: CutRing[number][] = [];
		let from = 0;
		for (let place = 1; place < turned.length; place++) {
			if (!junctions.has(keyOf(turned[place]!))) continue;
			found.push(numberOf(turned.slice(from, place + 1), false));
			from = place;
		}
		return found;
	}

	return {
		arcs,
		shapes: shapes.map((polygons) => polygons.map((polygon) => polygon.map(cut)))
	};
}

/** A ring put together again from its arcs. */
export const joinRing = (cut: CutRing, arcs: readonly (readonly Position[])[]): Ring =>
	cut.flatMap(({ arc, isForward }, place) => {
		const positions = isForward ? arcs[arc]! : arcs[arc]!.toReversed();
		// The end of one arc is the beginning of the next.
		return place === 0 ? positions : positions.slice(1);
	});
