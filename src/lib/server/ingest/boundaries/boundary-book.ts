import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import { approvalNumber, type Projection } from '$lib/domain/boundary/projection';
import { addRepairs, noRepairs, repairShape, type Polygon } from '$lib/domain/boundary/rings';
import { countPositions, simplifyShapes } from '$lib/domain/boundary/simplify';
import { shanghaiTime, type Clock } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import type { Policy } from '$lib/server/policies/policy';
import type { Transaction, Warehouse } from '$lib/server/warehouse/warehouse';
import { matchShape } from './match-shapes';
import { readGeoJson } from './read-geojson';

/** As many positions as a page can carry and an eye can tell apart at its size. */
const mostPositions = 4_000;

export interface BoundaryDesk {
	readonly warehouse: Warehouse;
	readonly policy: Policy;
	readonly clock: Clock;
}

export interface BoundaryFile {
	readonly bytes: Uint8Array;
	readonly fileName: string;
	/** The line 审图号, as it was typed. */
	readonly approvalNo: string;
	/** Who gave the file. */
	readonly origin: string;
	readonly projection: Projection;
}

const numberRow = z.object({ n: z.coerce.number() });

/**
 * Checks, mends and matches an official map file and keeps it as a new version, which is not shown yet.
 * @throws RiskError APPROVAL_NO, BOUNDARY_… of `readGeoJson`, BOUNDARY_EMPTY
 */
export async function importBoundaries(
	desk: BoundaryDesk,
	actor: Actor,
	file: BoundaryFile
): Promise<number> {
	const approvalNo = approvalNumber(file.approvalNo);
	if (approvalNo === null)
		throw new RiskError(
			'APPROVAL_NO',
			'审图号要写成“豫S〔2023年〕018号”或“GS（2019）1822号”这样；没有审图号的地图不能公开使用，请向提供单位索取。'
		);
	const given = readGeoJson(file.bytes);
	const mended = given.map(({ polygons }) => repairShape(polygons));
	const whole = mended.map(({ polygons }) => polygons);
	const read = given.reduce((sum, { polygons }) => sum + countPositions(polygons), 0);
	const simple = simplifyShapes(whole, mostPositions);
	if (countPositions(simple.flat()) === 0)
		throw new RiskError('BOUNDARY_EMPTY', '边界文件里没有能围成面的边界，请检查是否导出了线或点。');
	const repairs = mended.reduce((sum, one) => addRepairs(sum, one.repairs), noRepairs);
	const shapes = given.flatMap((shape, index) => {
		const polygons: Polygon[] = simple[index] ?? [];
		return polygons.length > 0 ? [{ no: shape.no, ...matchShape(desk.policy, shape), polygons }] : [];
	});
	return desk.warehouse.write(async (tx) => {
		const version = await nextNumber(tx, 'select coalesce(max(version), 0) + 1 as n from boundary_import');
		await tx.run(
			`insert into boundary_import values ($version, $file, $sha, $approval, $origin, $projection, $features,
				$read, $kept, $repairs, cast($at as timestamp), $actor_id, $actor)`,
			{
				version,
				file: file.fileName.slice(0, 200),
				sha: createHash('sha256').update(file.bytes).digest('hex'),
				approval: approvalNo,
				origin: file.origin,
				projection: file.projection,
				features: given.length,
				read,
				kept: countPositions(simple.flat()),
				repairs: JSON.stringify(repairs),
				at: shanghaiTime(desk.clock()),
				actor_id: actor.id,
				actor: actor.name
			}
		);
		for (const { no, givenName, unit, matchedBy, polygons } of shapes)
			await tx.run('insert into boundary_shape values ($version, $no, $name, $unit, $by, $polygons)', {
				version,
				no,
				name: givenName,
				unit,
				by: matchedBy,
				polygons: JSON.stringify(polygons)
			});
		return version;
	});
}

/** A person says to which unit a shape belongs; null: to none. @throws RiskError BOUNDARY_UNKNOWN */
export async function assignShape(
	desk: BoundaryDesk,
	actor: Actor,
	{ version, no, unit }: { version: number; no: number; unit: string | null }
): Promise<void> {
	if (unit !== null && !desk.policy.units.some(({ name }) => name === unit))
		throw new RiskError('BOUNDARY_UNKNOWN', `政策包里没有“${unit}”这个单位，请从列表中选择。`);
	await act(desk, actor, { act: 'assign', version, no, unit });
}

/** Shows a version in place of the schematic map. @throws RiskError BOUNDARY_UNKNOWN */
export async function showBoundaries(desk: BoundaryDesk, actor: Actor, version: number): Promise<void> {
	await act(desk, actor, { act: 'use', version, no: null, unit: null });
}

/** Goes back to the schematic map; every version stays. */
export async function showSchematic(desk: BoundaryDesk, actor: Actor): Promise<void> {
	await act(desk, actor, { act: 'schematic', version: null, no: null, unit: null });
}

interface BoundaryAct {
	readonly act: 'assign' | 'use' | 'schematic';
	readonly version: number | null;
	readonly no: number | null;
	readonly unit: string | null;
}

async function act({ warehouse, clock }: BoundaryDesk, actor: Actor, done: BoundaryAct): Promise<void> {
	await warehouse.write(async (tx) => {
		if (done.version !== null) {
			const [row] = await tx.all(
				`select count(*) as n from boundary_shape
				where version = $version and (cast($no as integer) is null or feature_no = cast($no as integer))`,
				{ version: done.version, no: done.no }
			);
			if (Number(row?.['n']) === 0)
				throw new RiskError('BOUNDARY_UNKNOWN', '没有这一版边界，或其中没有这个要素，请刷新页面后重试。');
		}
		await tx.run(
			`insert into boundary_act values ($act_no, $act, $version, $no, $unit, cast($at as timestamp), $actor_id, $actor)`,
			{
				act_no: await nextNumber(tx, 'select coalesce(max(act_no), 0) + 1 as n from boundary_act'),
				...done,
				at: shanghaiTime(clock()),
				actor_id: actor.id,
				actor: actor.name
			}
		);
	});
}

async function nextNumber(tx: Transaction, sql: string): Promise<number> {
	const [row] = await tx.all(sql);
	return numberRow.parse(row).n;
}
