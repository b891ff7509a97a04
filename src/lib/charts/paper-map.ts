import type { TierKey } from '$lib/domain/tier-key';
import type { MapShapes } from './map-shapes';
import { figureSize, markPaths, tileFace, tileName } from './tile-drawing';
import { tileBoxes, tileGrid } from './tile-layout';
import { shares, type Tile, type Tone } from './tiles';

/** A map as it is printed: nothing of it is looked up, neither colours nor typefaces. */
export interface PaperMap {
	readonly svg: string;
	readonly width: number;
	readonly height: number;
}

/** Colours of the light set of tokens.css, which paper has. */
const printed: Readonly<Record<Tone, string>> = {
	red: '#bf2630',
	yellow: '#e3a911',
	blue: '#2f6fb3',
	grey: '#68727d',
	normal: '#3f8062',
	accent: '#1d4f7c',
	worse: '#b3202a',
	better: '#1f6b48'
};
const plain = '#c6cdd3';
const ink = '#000000';
const quiet = '#47515e';

const width = 400;
const rowHeight = 86;
const tallest = 440;

export const escaped = (text: string) =>
	text.replace(/[<>&"]/g, (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[sign]!);
const toneOf = (tone: Tone | null) => (tone ? printed[tone] : plain);
const mark = (tier: TierKey, x: number, y: number, size: number) =>
	`<path fill="${printed[tier]}" fill-rule="evenodd" d="${markPaths[tier]}" transform="translate(${x} ${y}) scale(${size / 12})"/>`;
const label = (
	text: string,
	{
		x,
		y,
		size,
		bold,
		anchor,
		fill
	}: { x: number; y: number; size: number; bold?: boolean; anchor?: string; fill?: string }
) =>
	`<text x="${x}" y="${y}" font-size="${size}" fill="${fill ?? ink}"${bold ? ' font-weight="bold"' : ''} text-anchor="${anchor ?? 'start'}">${escaped(text)}</text>`;

interface Words {
	readonly figureOf: (tile: Tile) => string;
	readonly totalOf: (tile: Tile) => string;
}

/** The map of the streets for paper, as boundaries where there are any, or as tiles. */
export function paperMap(tiles: readonly Tile[], map: MapShapes | null, words: Words): PaperMap {
	return map ? boundaries(tiles, map, words) : tileMap(tiles, words);
}

function tileMap(tiles: readonly Tile[], { figureOf, totalOf }: Words): PaperMap {
	const grid = tileGrid(tiles);
	const height = Math.min(tallest, grid.rows * rowHeight);
	const boxes = tileBoxes(tiles, { width, height, gap: grid.columns > 4 ? 5 : 8 });
	const drawn = tiles.map((tile, index) => {
		const box = boxes[index]!;
		const name = tileName(tile.name, box);
		const face = tileFace(box, name.length);
		const figure = figureOf(tile);
		const tone = toneOf(tile.tone);
		const size = `width="${box.width}" height="${box.height}" rx="5"`;
		const parts = [
			`<rect ${size} fill="${tone}" fill-opacity="${tile.depth}" stroke="${tone}" stroke-width="${tile.selected ? 2.5 : 0.9}"/>`,
			label(name, { x: face.pad, y: face.nameY, size: face.nameSize, bold: true }),
			tile.tier
				? mark(tile.tier, face.pad, face.countY - face.markSize - face.countSize * 0.12, face.markSize)
				: '',
			figure &&
				label(figure, {
					x: face.pad + (tile.tier ? face.markSize + 5 : 0),
					y: face.countY,
					size: figureSize(face, { text: figure, mark: tile.tier !== null }),
					bold: true
				}),
			face.roomForTotal
				? label(totalOf(tile), {
						x: box.width - face.pad,
						y: face.countY,
						size: 11,
						anchor: 'end',
						fill: quiet
					})
				: '',
			...shares(tile.counts).map(
				({ tier, from, share }) =>
					`<rect x="${face.pad + face.stripWidth * from}" y="${face.stripY}" width="${Math.max(0, face.stripWidth * share - 1)}" height="${face.stripHeight}" fill="${printed[tier]}"${tier === 'normal' ? ' fill-opacity="0.45"' : ''}/>`
			)
		];
		return `<g transform="translate(${box.x} ${box.y})">${parts.join('')}</g>`;
	});
	return { svg: framed(width, height, drawn), width, height };
}

function boundaries(tiles: readonly Tile[], map: MapShapes, { figureOf }: Words): PaperMap {
	const byName = new Map(tiles.map((tile) => [tile.name, tile]));
	const drawn = map.shapes.flatMap((shape) => {
		const tile = byName.get(shape.name);
		if (!tile) return [];
		return [
			`<path d="${shape.path}" fill-rule="evenodd" fill="${toneOf(tile.tone)}" fill-opacity="${tile.depth}" stroke="${quiet}" stroke-width="${tile.selected ? 2.4 : 0.8}"/>`,
			label(tile.name, { x: shape.x, y: shape.y - 3, size: 11, bold: true, anchor: 'middle' }),
			tile.tier ? mark(tile.tier, shape.x - 17, shape.y + 4, 10) : '',
			label(figureOf(tile), {
				x: tile.tier ? shape.x - 3 : shape.x,
				y: shape.y + 14,
				size: 13,
				bold: true,
				anchor: tile.tier ? 'start' : 'middle'
			})
		];
	});
	return { svg: framed(map.width, map.height, drawn), width: map.width, height: map.height };
}

const framed = (wide: number, high: number, parts: readonly string[]) =>
	`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}">${parts.join('')}</svg>`;
