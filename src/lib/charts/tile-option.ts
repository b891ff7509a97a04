import type { CustomSeriesRenderItem, EChartsOption } from 'echarts';
import type { Palette } from './palette';
import { figureSize, markPaths, tileFace, tileName } from './tile-drawing';
import { tileBoxes, type TileBox, type TileFrame } from './tile-layout';
import { shares, type Tile } from './tiles';

export interface TileOptionInput {
	readonly tiles: readonly Tile[];
	/** Frame of the server's drawing; ECharts scales it to the room that there is. */
	readonly frame: TileFrame;
	readonly palette: Palette;
	/** Width in pixels of the room. */
	readonly width: number;
	/** Several lines for the tooltip of a tile. */
	readonly describe: (tile: Tile) => string;
	/** The figure as it is written on a tile; '' where it has none. */
	readonly figure?: (tile: Tile) => string;
	readonly totalText: (tile: Tile) => string;
}

/** The schematic map as an ECharts custom series: the same tiles that the server drew, with hover and motion. */
export function tileOption(input: TileOptionInput): EChartsOption {
	const { tiles, palette, frame, width } = input;
	const scale = width / frame.width;
	const boxes = tileBoxes(tiles, frame);
	const renderItem: CustomSeriesRenderItem = (params) => {
		const tile = tiles[params.dataIndex]!;
		const box = boxes[params.dataIndex]!;
		return {
			type: 'group',
			x: box.x * scale,
			y: box.y * scale,
			scaleX: scale,
			scaleY: scale,
			children: tileShapes(tile, box, input)
		} as unknown as ReturnType<CustomSeriesRenderItem>;
	};
	return {
		animationDuration: 300,
		animationDurationUpdate: 300,
		textStyle: { fontFamily: palette.font },
		tooltip: {
			renderMode: 'richText',
			position: (at, _tile, _drawn, _box, { contentSize, viewSize }) =>
				besidePointer(at, contentSize, viewSize),
			backgroundColor: palette.surface,
			borderColor: palette.line2,
			padding: [8, 20, 8, 12],
			textStyle: { color: palette.ink, fontSize: 13, lineHeight: 20, fontFamily: palette.font },
			formatter: (hit) => input.describe(tiles[(hit as unknown as { dataIndex: number }).dataIndex]!)
		},
		series: [
			{
				type: 'custom',
				coordinateSystem: 'none' as unknown as undefined,
				renderItem,
				data: tiles.map((tile) => ({ name: tile.name, value: tile.count })),
				cursor: 'pointer'
			}
		]
	} as EChartsOption;
}

/** Room between the pointer and what is said beside it, in pixels. */
const pointerRoom = 10;

/**
 * Where what is said of a tile stands: within the drawing and never under the pointer, for a click on it would not reach the
 * tile. Beside the pointer where there is room, otherwise above or below it.
 * @returns left and top, in pixels of the drawing
 */
export function besidePointer(
	[x, y]: readonly number[],
	[width, height]: readonly number[],
	[viewWidth, viewHeight]: readonly number[]
): [left: number, top: number] {
	const within = (at: number, size: number, view: number) => Math.max(0, Math.min(at, view - size));
	const [right, left] = [x! + pointerRoom, x! - pointerRoom - width!];
	const top = within(y! - height! / 2, height!, viewHeight!);
	if (right + width! <= viewWidth!) return [right, top];
	if (left >= 0) return [left, top];
	const above = y! - pointerRoom - height!;
	return [within(x! - width! / 2, width!, viewWidth!), above >= 0 ? above : y! + pointerRoom];
}

function colourOf({ tone }: Tile, palette: Palette): string {
	if (tone === null) return palette.line2;
	return tone === 'accent' || tone === 'worse' || tone === 'better' ? palette[tone] : palette.tiers[tone];
}

function tileShapes(tile: Tile, box: TileBox, input: TileOptionInput) {
	const { palette, totalText } = input;
	const name = tileName(tile.name, box);
	const face = tileFace(box, name.length);
	const colour = colourOf(tile, palette);
	const figure = input.figure ? input.figure(tile) : tile.tier ? String(tile.count) : '';
	const markRoom = tile.tier ? face.markSize + 5 : 0;
	const shape = { x: 0, y: 0, width: box.width, height: box.height, r: 6 };
	const text = (x: number, y: number, content: string, style: object) => ({
		type: 'text',
		silent: true,
		style: {
			x,
			y,
			text: content,
			fill: palette.ink,
			fontFamily: palette.font,
			verticalAlign: 'bottom',
			...style
		}
	});
	const mark = tile.tier && {
		type: 'path',
		silent: true,
		shape: {
			pathData: markPaths[tile.tier],
			x: face.pad,
			y: face.countY - face.markSize - face.countSize * 0.12,
			width: face.markSize,
			height: face.markSize
		},
		style: { fill: colour }
	};
	return [
		{ type: 'rect', shape, style: { fill: palette.surface } },
		{
			type: 'rect',
			shape,
			style: { fill: colour, opacity: tile.depth },
			emphasis: { style: { opacity: tile.depth + 0.12 } }
		},
		{
			type: 'rect',
			silent: true,
			shape: { x: 0.75, y: 0.75, width: box.width - 1.5, height: box.height - 1.5, r: 6 },
			style: {
				fill: 'none',
				stroke: tile.selected ? palette.ink : colour,
				lineWidth: tile.selected ? 2.5 : 1,
				opacity: tile.selected ? 1 : 0.55
			}
		},
		text(face.pad, face.nameY + 3, name, { fontSize: face.nameSize, fontWeight: 600 }),
		...(mark ? [mark] : []),
		...(figure
			? [
					text(face.pad + markRoom, face.countY + face.countSize * 0.2, figure, {
						fontSize: figureSize(face, { text: figure, mark: tile.tier !== null }),
						fontWeight: 650
					})
				]
			: []),
		...(face.roomForTotal
			? [
					text(box.width - face.pad, face.countY + 3, totalText(tile), {
						fontSize: 11,
						fill: palette.ink2,
						align: 'right'
					})
				]
			: []),
		...shares(tile.counts).map((part) => ({
			type: 'rect',
			silent: true,
			shape: {
				x: face.pad + face.stripWidth * part.from,
				y: face.stripY,
				width: Math.max(0, face.stripWidth * part.share - 1),
				height: face.stripHeight
			},
			style: { fill: palette.tiers[part.tier], opacity: part.tier === 'normal' ? 0.45 : 1 }
		}))
	];
}
