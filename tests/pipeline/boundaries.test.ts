import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { localActor } from '$lib/domain/actor';
import {
	assignShape,
	importBoundaries,
	showBoundaries,
	showSchematic,
	type BoundaryFile
} from '$lib/server/ingest/boundaries/boundary-book';
import { matchShape } from '$lib/server/ingest/boundaries/match-shapes';
import { boundaryLimits, readGeoJson } from '$lib/server/ingest/boundaries/read-geojson';
import { boundaryShapes, boundaryVersions, shownVersion } from '$lib/server/queries/boundary-versions';
import { mapShapes } from '$lib/server/queries/map-shapes';
import { boundaryFile } from '../support/boundary-file';
import { openDistrict, policy, type District } from '../support/district';

let district: District;
beforeAll(async () => {
	district = await openDistrict();
});
afterAll(() => district.close());

const unitNames = policy.units.map(({ name }) => name);
const bytes = (text: string) => new TextEncoder().encode(text);
const desk = () => ({
	warehouse: district.warehouse,
	policy,
	clock: () => new Date('2026-11-21T10:00:00+08:00')
});
const fileOf = (text: string, other: Partial<BoundaryFile> = {}): BoundaryFile => ({
	bytes: bytes(text),
	fileName: '边界.geojson',
	approvalNo: '豫S〔2023年〕018号',
	origin: '市自然资源和规划局中站分局',
	projection: 'CGCS2000',
	...other
});
const bring = (text: string, other?: Partial<BoundaryFile>) =>
	importBoundaries(desk(), localActor, fileOf(text, other));
const code = (thrown: () => unknown) => {
	try {
		thrown();
		return 'nothing';
	} catch (error) {
		return (error as { code?: string }).code;
	}
};

describe('matching', () => {
	test('a unit is met under every name that the pack knows for it, with the district before it too', () => {
		const spellings = policy.units.flatMap((unit) =>
			[unit.name, ...unit.aliases, ...(unit.code ? [unit.code] : [])].map((name) => ({
				unit: unit.name,
				name
			}))
		);
		fc.assert(
			fc.property(
				fc.constantFrom(...spellings),
				fc.boolean(),
				fc.constantFrom('', ' ', '　'),
				(one, isLong, space) => {
					const name = `${isLong ? policy.name : ''}${one.name}${space}`;
					expect(matchShape(policy, { no: 1, names: [name] }).unit).toBe(one.unit);
				}
			)
		);
	});

	test('no other text is given a unit: never by likeness', () => {
		const known = new Set(policy.units.flatMap((unit) => [unit.name, ...unit.aliases, unit.code]));
		fc.assert(
			fc.property(fc.string({ maxLength: 12 }), (name) => {
				const folded = name.normalize('NFKC').replace(/\s+/gu, '');
				if (known.has(folded)) return;
				expect(matchShape(policy, { no: 3, names: name.trim() ? [name] : [] }).unit).toBeNull();
			})
		);
		expect(matchShape(policy, { no: 1, names: ['李封村'] })).toMatchObject({ unit: null, matchedBy: null });
		expect(matchShape(policy, { no: 7, names: [] }).givenName).toBe('#7');
	});

	test('says by what it matched', () => {
		const by = (name: string) => matchShape(policy, { no: 1, names: [name] }).matchedBy;
		expect([by('李封街道'), by('李封办事处'), by('410803001')]).toEqual(['name', 'alias', 'code']);
	});
});

describe('a file is refused', () => {
	const feature = (coordinates: unknown) =>
		JSON.stringify({
			type: 'FeatureCollection',
			features: [{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates } }]
		});

	test('where it is too large, too deep, no JSON, no polygons or points elsewhere', () => {
		expect(code(() => readGeoJson(new Uint8Array(boundaryLimits.bytes + 1)))).toBe('BOUNDARY_LARGE');
		expect(code(() => readGeoJson(bytes('['.repeat(13))))).toBe('BOUNDARY_DEEP');
		expect(code(() => readGeoJson(bytes('{')))).toBe('BOUNDARY_UNREADABLE');
		expect(code(() => readGeoJson(bytes('{"type":"Point","coordinates":[113,35]}')))).toBe('BOUNDARY_SHAPE');
		expect(code(() => readGeoJson(bytes('{"type":"FeatureCollection","features":[]}')))).toBe(
			'BOUNDARY_SHAPE'
		);
		expect(code(() => readGeoJson(bytes(feature([[[38_500_000, 3_900_000]]]))))).toBe('BOUNDARY_OUTSIDE');
		expect(code(() => readGeoJson(bytes(feature([[['113', 35]]]))))).toBe('BOUNDARY_SHAPE');
	});

	test('where it points to something outside of itself', () => {
		const linked = JSON.parse(boundaryFile(unitNames)) as object;
		const text = JSON.stringify({
			...linked,
			crs: { type: 'link', properties: { href: 'http://example.com/crs' } }
		});
		expect(code(() => readGeoJson(bytes(text)))).toBe('BOUNDARY_LINK');
	});

	test('on one vertex or feature more than allowed, and not on the last allowed', () => {
		const ring = (count: number) =>
			Array.from({ length: count }, (_, index) => [113 + (index % 9) / 100, 35]);
		expect(readGeoJson(bytes(feature([ring(boundaryLimits.positions)])))).toHaveLength(1);
		expect(code(() => readGeoJson(bytes(feature([ring(boundaryLimits.positions + 1)]))))).toBe(
			'BOUNDARY_LARGE'
		);
		const many = (count: number) => boundaryFile(Array.from({ length: count }, (_, index) => `甲${index}`));
		expect(readGeoJson(bytes(many(500)))).toHaveLength(500);
		expect(code(() => readGeoJson(bytes(many(501))))).toBe('BOUNDARY_LARGE');
	});

	test('without the line 审图号', async () => {
		await expect(bring(boundaryFile(unitNames), { approvalNo: '无' })).rejects.toMatchObject({
			code: 'APPROVAL_NO'
		});
		expect(await boundaryVersions(district.warehouse)).toEqual([]);
	});
});

describe('a version', () => {
	beforeEach(async () => {
		await showSchematic(desk(), localActor);
	});

	test('is kept but not shown until somebody puts it to use; the schematic map is one act away', async () => {
		const version = await bring(boundaryFile(unitNames));
		expect(await mapShapes(district.warehouse, undefined)).toBeNull();
		await showBoundaries(desk(), localActor, version);
		const map = await mapShapes(district.warehouse, undefined);
		expect(map?.shapes.map(({ name }) => name)).toEqual(policy.units.map(({ name }) => name));
		expect(map).toMatchObject({ approvalNo: '豫S〔2023年〕018号', projection: 'CGCS2000' });
		expect(await mapShapes(district.warehouse, 'schematic')).toBeNull();
		await showSchematic(desk(), localActor);
		expect(await shownVersion(district.warehouse)).toBeNull();
		expect((await boundaryVersions(district.warehouse)).some((one) => one.version === version)).toBe(true);
	});

	test('lists what did not match, and a person assigns it, or takes a shape out', async () => {
		const version = await bring(boundaryFile(['李封街道', '矿区', '王封办事处']));
		const before = await boundaryShapes(district.warehouse, version);
		expect(before.map(({ unit, matchedBy }) => [unit, matchedBy])).toEqual([
			['李封街道', 'name'],
			[null, null],
			['王封街道', 'alias']
		]);
		await assignShape(desk(), localActor, { version, no: 2, unit: '朱村街道' });
		await assignShape(desk(), localActor, { version, no: 3, unit: null });
		const after = await boundaryShapes(district.warehouse, version);
		expect(after.map(({ unit, matchedBy }) => [unit, matchedBy])).toEqual([
			['李封街道', 'name'],
			['朱村街道', 'person'],
			[null, null]
		]);
		await expect(assignShape(desk(), localActor, { version, no: 2, unit: '火星' })).rejects.toMatchObject({
			code: 'BOUNDARY_UNKNOWN'
		});
		await expect(assignShape(desk(), localActor, { version, no: 99, unit: null })).rejects.toMatchObject({
			code: 'BOUNDARY_UNKNOWN'
		});
	});

	test('of two shapes of one unit draws both, and of a file in GB18030 reads the names', async () => {
		const version = await bring(boundaryFile(['李封街道', '李封']));
		await showBoundaries(desk(), localActor, version);
		const [shape, other] = (await mapShapes(district.warehouse, undefined))!.shapes;
		expect(other).toBeUndefined();
		expect(shape!.path.match(/M/g)).toHaveLength(2);
		const ascii = boundaryFile(['NAME']);
		const [head, tail] = ascii.split('NAME');
		// 李封街道 in GB18030.
		const name = Uint8Array.from([0xc0, 0xee, 0xb7, 0xe2, 0xbd, 0xd6, 0xb5, 0xc0]);
		const [shapeRead] = readGeoJson(Uint8Array.from([...bytes(head!), ...name, ...bytes(tail!)]));
		expect(shapeRead!.names).toContain('李封街道');
	});

	test('of a very fine file keeps few positions', async () => {
		const fine = JSON.parse(boundaryFile(['李封街道'])) as {
			features: { geometry: { coordinates: number[][][] } }[];
		};
		fine.features[0]!.geometry.coordinates = [
			Array.from({ length: 50_000 }, (_, index) => {
				const turn = (2 * Math.PI * index) / 50_000;
				const length = 0.05 + 0.002 * Math.sin(turn * 900);
				return [113.1 + Math.cos(turn) * length, 35.2 + Math.sin(turn) * length];
			})
		];
		const version = await bring(JSON.stringify(fine));
		const [kept] = await boundaryVersions(district.warehouse);
		expect(kept).toMatchObject({ version, points_read: 50_000 });
		expect(kept!.points_kept).toBeLessThanOrEqual(4_000);
		expect(kept!.points_kept).toBeGreaterThan(500);
	});
});
