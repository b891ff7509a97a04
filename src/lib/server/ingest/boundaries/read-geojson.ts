import { z } from 'zod';
import { liesInChina } from '$lib/domain/boundary/projection';
import type { Position } from '$lib/domain/boundary/rings';
import { RiskError } from '$lib/domain/errors';

/** Limits of a boundary file; a district's official map is far below each. */
export const boundaryLimits = {
	bytes: 5 * 1024 * 1024,
	depth: 12,
	features: 500,
	positions: 200_000
} as const;

/** A shape as it stands in the file. */
export interface GivenShape {
	/** As counted in the file, from 1. */
	readonly no: number;
	/** Texts among its properties that may name it, the likeliest first. */
	readonly names: readonly string[];
	readonly polygons: readonly (readonly (readonly Position[])[])[];
}

const position = z
	.array(z.number())
	.min(2)
	.transform(([x, y]) => [x!, y!] as const);
const polygon = z.array(z.array(position));
const collection = z.object({
	type: z.literal('FeatureCollection'),
	crs: z.object({ type: z.string() }).nullish(),
	features: z.array(
		z.object({
			type: z.literal('Feature'),
			properties: z.record(z.string(), z.unknown()).nullish(),
			geometry: z.discriminatedUnion('type', [
				z.object({ type: z.literal('Polygon'), coordinates: polygon }),
				z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon) })
			])
		})
	)
});

/** Names of properties that carry a unit's name or code, likeliest first; compared in lower case. */
const nameKeys = ['name', '名称', 'xzqmc', '街道名称', '乡镇名称', '街道', '乡镇', 'jdmc', 'xzmc', 'mc'];
const codeKeys = ['code', '代码', 'xzqdm', '行政区划代码', 'adcode', 'xzdm', 'dm'];

const refuse = (code: string, message: string, details: Record<string, unknown> = {}, cause?: unknown) =>
	new RiskError(code, message, details, cause === undefined ? undefined : { cause });

/**
 * Reads the shapes of a GeoJSON file of polygons in degrees.
 * @throws RiskError BOUNDARY_LARGE, BOUNDARY_DEEP, BOUNDARY_UNREADABLE, BOUNDARY_SHAPE, BOUNDARY_LINK, BOUNDARY_OUTSIDE
 */
export function readGeoJson(bytes: Uint8Array): GivenShape[] {
	if (bytes.byteLength > boundaryLimits.bytes)
		throw refuse('BOUNDARY_LARGE', '边界文件超过 5 MB，请先抽稀或只保留本辖区的街道。', {
			bytes: bytes.byteLength
		});
	const text = decoded(bytes);
	if (depthOf(text) > boundaryLimits.depth)
		throw refuse('BOUNDARY_DEEP', '边界文件层次过深，不是普通的 GeoJSON 面图层，请重新导出。');
	const parsed = collection.safeParse(json(text));
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		throw refuse(
			'BOUNDARY_SHAPE',
			`边界文件不是面要素集合（${issue?.path.join('.') || '开头'}），请导出为只含 Polygon 或 MultiPolygon 的 FeatureCollection。`,
			{},
			parsed.error
		);
	}
	const { features, crs } = parsed.data;
	if (crs?.type === 'link')
		throw refuse('BOUNDARY_LINK', '边界文件引用了外部坐标系链接，系统不会去取，请改为内嵌坐标系后重新导出。');
	if (features.length === 0) throw refuse('BOUNDARY_SHAPE', '边界文件里没有要素，请重新导出。');
	if (features.length > boundaryLimits.features)
		throw refuse(
			'BOUNDARY_LARGE',
			`边界文件有 ${features.length} 个要素，超过 500 个，请只保留本辖区的街道。`
		);
	const shapes = features.map(({ properties, geometry }, index) => ({
		no: index + 1,
		names: namesIn(properties ?? {}),
		polygons: geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
	}));
	checkPositions(shapes);
	return shapes;
}

function checkPositions(shapes: readonly GivenShape[]): void {
	let count = 0;
	for (const { no, polygons } of shapes)
		for (const ring of polygons.flat()) {
			count += ring.length;
			const outside = ring.find((at) => !liesInChina(at));
			if (outside)
				throw refuse(
					'BOUNDARY_OUTSIDE',
					`第 ${no} 个要素的坐标（${outside.join('，')}）不在中国范围内：坐标要用经纬度，先经度后纬度，不能是米制投影，请转换后重新导出。`,
					{ no }
				);
		}
	if (count > boundaryLimits.positions)
		throw refuse('BOUNDARY_LARGE', `边界文件有 ${count} 个顶点，超过 20 万个，请先抽稀。`, { count });
}

function decoded(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('gb18030').decode(bytes);
	}
}

function json(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw refuse('BOUNDARY_UNREADABLE', '边界文件不是 JSON，请导出为 GeoJSON 后重新上传。', {}, cause);
	}
}

/** How deep brackets are nested outside of texts; counted before anything is built from them. */
function depthOf(text: string): number {
	let depth = 0;
	let deepest = 0;
	let isText = false;
	for (let index = 0; index < text.length; index++) {
		const letter = text[index];
		if (isText) {
			if (letter === '\\') index += 1;
			else if (letter === '"') isText = false;
		} else if (letter === '"') isText = true;
		else if (letter === '[' || letter === '{') deepest = Math.max(deepest, (depth += 1));
		else if (letter === ']' || letter === '}') depth -= 1;
	}
	return deepest;
}

const longestName = 100;

function namesIn(properties: Readonly<Record<string, unknown>>): string[] {
	const texts = Object.entries(properties).flatMap(([key, value]) =>
		typeof value === 'string' || typeof value === 'number'
			? [{ key: key.toLowerCase(), text: String(value).trim().slice(0, longestName) }]
			: []
	);
	const ranked = [...nameKeys, ...codeKeys].flatMap((wanted) => texts.filter(({ key }) => key === wanted));
	return [...new Set([...ranked, ...texts].map(({ text }) => text))].filter((text) => text !== '');
}
