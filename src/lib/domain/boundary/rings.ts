/** Longitude and latitude, in degrees. */
export type Position = readonly [number, number];
/** Closed: the last position is the first. */
export type Ring = readonly Position[];
/** The first ring is the outside, counter-clockwise; the others are holes, clockwise. */
export type Polygon = readonly Ring[];

/** What was mended, by how often. */
export interface Repairs {
	readonly closed: number;
	readonly reversed: number;
	readonly duplicates: number;
	readonly dropped: number;
}

export const noRepairs: Repairs = { closed: 0, reversed: 0, duplicates: 0, dropped: 0 };

export const addRepairs = (one: Repairs, other: Repairs): Repairs => ({
	closed: one.closed + other.closed,
	reversed: one.reversed + other.reversed,
	duplicates: one.duplicates + other.duplicates,
	dropped: one.dropped + other.dropped
});

/** Six decimals of a degree are a tenth of a metre. */
const decimals = 1e6;
const metresOfDegree = 111_320;
/** A ring smaller than this, and than that part of the largest of its shape, is a leftover of drawing. */
const sliverSquareMetres = 1_000;
const sliverShare = 0.001;
const fewestPositions = 4;

const rounded = (value: number) => Math.round(value * decimals) / decimals;
const isSame = (one: Position, other: Position) => one[0] === other[0] && one[1] === other[1];

/** Twice the area in square degrees; positive where the ring runs counter-clockwise. */
export function signedArea(ring: Ring): number {
	const [x0, y0] = ring[0] ?? [0, 0];
	let sum = 0;
	for (let index = 1; index < ring.length; index++) {
		const [x1, y1] = ring[index - 1]!;
		const [x2, y2] = ring[index]!;
		sum += (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
	}
	return sum;
}

/** Area in square metres, near enough for a district. */
export function squareMetres(ring: Ring): number {
	let [south, north] = [90, -90];
	for (const [, y] of ring) [south, north] = [Math.min(south, y), Math.max(north, y)];
	const latitude = ((south + north) / 2) * (Math.PI / 180);
	return (Math.abs(signedArea(ring)) / 2) * metresOfDegree ** 2 * Math.cos(latitude);
}

/** A ring without repeated positions, closed and the right way round; null where it encloses nothing. */
export function repairRing(
	ring: readonly Position[],
	side: 'outside' | 'hole'
): { ring: Ring; repairs: Repairs } | null {
	const kept: Position[] = [];
	let duplicates = 0;
	for (const [x, y] of ring) {
		const position: Position = [rounded(x), rounded(y)];
		const last = kept.at(-1);
		if (last && isSame(last, position)) duplicates += 1;
		else kept.push(position);
	}
	const first = kept[0];
	if (!first) return null;
	const isOpen = !isSame(first, kept.at(-1)!);
	if (isOpen) kept.push(first);
	const area = signedArea(kept);
	if (kept.length < fewestPositions || area === 0) return null;
	const isReversed = area > 0 !== (side === 'outside');
	return {
		ring: isReversed ? kept.reverse() : kept,
		repairs: { closed: Number(isOpen), reversed: Number(isReversed), duplicates, dropped: 0 }
	};
}

/** The polygons of a shape, mended; leftovers are dropped, the largest outside never. */
export function repairShape(polygons: readonly (readonly (readonly Position[])[])[]): {
	polygons: Polygon[];
	repairs: Repairs;
} {
	let repairs = noRepairs;
	const drop = () => (repairs = addRepairs(repairs, { ...noRepairs, dropped: 1 }));
	const mend = (ring: readonly Position[], side: 'outside' | 'hole') => {
		const mended = repairRing(ring, side);
		if (mended) repairs = addRepairs(repairs, mended.repairs);
		else drop();
		return mended?.ring;
	};
	const mended = polygons.flatMap(([outside, ...holes]) => {
		const ring = outside && mend(outside, 'outside');
		if (!ring) return [];
		const mendedHoles = holes.map((hole) => mend(hole, 'hole')).filter((hole) => hole !== undefined);
		return [[ring, ...mendedHoles]];
	});
	const largest = Math.max(0, ...mended.map(([outside]) => squareMetres(outside!)));
	const isSliver = (ring: Ring) => {
		const size = squareMetres(ring);
		return size < sliverSquareMetres && size < largest * sliverShare;
	};
	const kept = mended.flatMap(([outside, ...holes]) => {
		if (isSliver(outside!)) {
			drop();
			return [];
		}
		return [[outside!, ...holes.filter((hole) => !isSliver(hole) || !drop())]];
	});
	return { polygons: kept, repairs };
}
