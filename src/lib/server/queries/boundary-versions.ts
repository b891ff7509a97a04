import { z } from 'zod';
import type { Polygon } from '$lib/domain/boundary/rings';
import type { Reader } from '../warehouse/warehouse';

const polygons = z.array(z.array(z.array(z.tuple([z.number(), z.number()]))));
const versionRow = z.object({
	version: z.coerce.number(),
	file_name: z.string(),
	approval_no: z.string(),
	origin: z.string(),
	projection: z.string(),
	features: z.coerce.number(),
	points_read: z.coerce.number(),
	points_kept: z.coerce.number(),
	repairs: z.string(),
	acted_at: z.string(),
	actor: z.string()
});
const repairs = z.object({
	closed: z.number(),
	reversed: z.number(),
	duplicates: z.number(),
	dropped: z.number()
});
const shapeRow = z.object({
	no: z.coerce.number(),
	given_name: z.string(),
	unit: z.string().nullable(),
	matched_by: z.enum(['name', 'alias', 'code', 'person']).nullable(),
	polygons: z.string()
});

/** A shape of a version with the unit that it stands for now. */
export interface BoundaryShape {
	readonly no: number;
	readonly givenName: string;
	readonly unit: string | null;
	readonly matchedBy: z.infer<typeof shapeRow>['matched_by'];
	readonly polygons: readonly Polygon[];
}

/** Every version that was brought in, newest first. */
export async function boundaryVersions(reader: Reader) {
	const rows = await reader.read(
		`select version, file_name, approval_no, origin, projection, features, points_read, points_kept, repairs,
			cast(acted_at as varchar) as acted_at, actor
		from boundary_import order by version desc`,
		{},
		versionRow
	);
	return rows.map((row) => ({ ...row, repairs: repairs.parse(JSON.parse(row.repairs)) }));
}

/** The version that maps are drawn by; null: the schematic map. */
export async function shownVersion(reader: Reader): Promise<number | null> {
	const [last] = await reader.read(
		`select version from boundary_act where act in ('use', 'schematic') order by act_no desc limit 1`,
		{},
		z.object({ version: z.coerce.number().nullable() })
	);
	return last?.version ?? null;
}

/** The shapes of a version; what a person assigned stands before what a name gave. */
export async function boundaryShapes(reader: Reader, version: number): Promise<BoundaryShape[]> {
	const rows = await reader.read(
		`select s.feature_no as no, s.given_name, s.polygons,
			case when a.act_no is null then s.unit else a.unit end as unit,
			case when a.act_no is null then s.matched_by when a.unit is null then null else 'person' end as matched_by
		from boundary_shape s
		left join (
			select feature_no, unit, act_no, row_number() over (partition by feature_no order by act_no desc) as place
			from boundary_act where act = 'assign' and version = $version
		) a on a.feature_no = s.feature_no and a.place = 1
		where s.version = $version
		order by s.feature_no`,
		{ version },
		shapeRow
	);
	return rows.map(({ given_name, matched_by, polygons: text, ...row }) => ({
		...row,
		givenName: given_name,
		matchedBy: matched_by,
		polygons: polygons.parse(JSON.parse(text))
	}));
}
