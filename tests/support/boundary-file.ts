type Point = [number, number];

/** A made-up map of the district: one shape a name, side by side, as GeoJSON. */
export function boundaryFile(names: readonly string[]): string {
	const features = names.map((name, index) => {
		const [west, south] = [113.05 + (index % 4) * 0.04, 35.15 + Math.floor(index / 4) * 0.03];
		const corner = (x: number, y: number): Point => [west + x * 0.04, south + y * 0.03];
		const ring = [corner(0, 0), corner(0.5, 0.1), corner(1, 0), corner(1, 1), corner(0.4, 0.9), corner(0, 1)];
		return {
			type: 'Feature',
			properties: { name },
			geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]!]] }
		};
	});
	return JSON.stringify({ type: 'FeatureCollection', features });
}
