import { signedArea, type Polygon, type Ring } from '$lib/domain/boundary/rings';
import type { MapShape } from './map-shapes';

const frameWidth = 400;
const tallest = 440;
const margin = 4;

/** Shapes with names, in degrees, as paths in a frame: north up, a degree of longitude shortened as at the middle latitude. */
export function projectShapes(
	shapes: readonly { readonly name: string; readonly polygons: readonly Polygon[] }[]
): { width: number; height: number; shapes: MapShape[] } {
	const all = shapes.flatMap(({ polygons }) => polygons.flatMap((polygon) => polygon[0] ?? []));
	if (all.length === 0) return { width: frameWidth, height: frameWidth / 2, shapes: [] };
	const [west, east] = extent(all.map(([x]) => x));
	const [south, north] = extent(all.map(([, y]) => y));
	const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
	const wide = Math.max((east - west) * shrink, 1e-9);
	const high = Math.max(north - south, 1e-9);
	const scale = Math.min((frameWidth - 2 * margin) / wide, (tallest - 2 * margin) / high);
	const width = frameWidth;
	const height = Math.ceil(high * scale + 2 * margin);
	const left = (width - wide * scale) / 2;
	const at = ([x, y]: readonly [number, number]) =>
		[left + (x - west) * shrink * scale, margin + (north - y) * scale] as const;
	return {
		width,
		height,
		shapes: shapes.map(({ name, polygons }) => {
			const [x, y] = at(labelPoint(polygons));
			return {
				name,
				path: polygons.flatMap((polygon) => polygon.map((ring) => pathOf(ring, at))).join(''),
				x: round(x),
				y: round(y)
			};
		})
	};
}

const round = (value: number) => Math.round(value * 10) / 10;

function extent(values: readonly number[]): [number, number] {
	let [least, most] = [Infinity, -Infinity];
	for (const value of values) {
		least = Math.min(least, value);
		most = Math.max(most, value);
	}
	return [least, most];
}

function pathOf(ring: Ring, at: (position: readonly [number, number]) => readonly [number, number]): string {
	const points = ring.slice(0, -1).map((position) => at(position).map(round).join(' '));
	return `M${points.join('L')}Z`;
}

/** Where a name stands: in the middle of the widest stretch of the largest part, at the height of its centre. */
export function labelPoint(polygons: readonly Polygon[]): [number, number] {
	const largest = polygons.reduce<Polygon>(
		(found, polygon) =>
			!found[0] || Math.abs(signedArea(polygon[0]!)) > Math.abs(signedArea(found[0])) ? polygon : found,
		polygons[0] ?? []
	);
	const outside = largest[0] ?? [];
	const [low, high] = extent(outside.map(([, y]) => y));
	const [left, right] = extent(outside.map(([x]) => x));
	const y = centreHeight(outside) ?? (low + high) / 2;
	const crossings = largest
		.flatMap((ring) =>
			ring.slice(1).flatMap(([x2, y2], index) => {
				const [x1, y1] = ring[index]!;
				return y1 > y === y2 > y ? [] : [x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)];
			})
		)
		.sort((a, b) => a - b);
	let best: [number, number] = [left, right];
	let widest = -1;
	for (let index = 0; index + 1 < crossings.length; index += 2) {
		const [from, to] = [crossings[index]!, crossings[index + 1]!];
		if (to - from > widest) [widest, best] = [to - from, [from, to]];
	}
	return [(best[0] + best[1]) / 2, y];
}

/** Height of the centre of area. */
function centreHeight(ring: Ring): number | null {
	const doubled = signedArea(ring);
	if (doubled === 0) return null;
	const [x0, y0] = ring[0]!;
	let sum = 0;
	for (let index = 1; index < ring.length; index++) {
		const [x1, y1] = [ring[index - 1]![0] - x0, ring[index - 1]![1] - y0];
		const [x2, y2] = [ring[index]![0] - x0, ring[index]![1] - y0];
		sum += (y1 + y2) * (x1 * y2 - x2 * y1);
	}
	return y0 + sum / (3 * doubled);
}
