import type { MapShapes } from '$lib/charts/map-shapes';
import { projectShapes } from '$lib/charts/project-shapes';
import type { Polygon } from '$lib/domain/boundary/rings';
import type { MapDrawing } from '$lib/domain/map-measure';
import type { Reader } from '../warehouse/warehouse';
import { boundaryShapes, boundaryVersions, shownVersion } from './boundary-versions';

/** The official boundaries by unit; null where the schematic map is shown, or asked for. */
export async function mapShapes(reader: Reader, asked: MapDrawing | undefined): Promise<MapShapes | null> {
	if (asked === 'schematic') return null;
	const version = await shownVersion(reader);
	if (version === null) return null;
	const [shapes, versions] = await Promise.all([boundaryShapes(reader, version), boundaryVersions(reader)]);
	const source = versions.find((one) => one.version === version);
	if (!source) return null;
	const byUnit = new Map<string, Polygon[]>();
	for (const { unit, polygons } of shapes)
		if (unit !== null) byUnit.set(unit, [...(byUnit.get(unit) ?? []), ...polygons]);
	return {
		...projectShapes([...byUnit].map(([name, polygons]) => ({ name, polygons }))),
		approvalNo: source.approval_no,
		projection: source.projection
	};
}
