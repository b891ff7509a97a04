/** A unit with its place on the schematic map. */
export interface PlacedUnit {
	readonly name: string;
	readonly row: number;
	readonly col: number;
}

/** Where a tile lies, in the units of the drawing. */
export interface TileBox {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

export interface TileFrame {
	readonly width: number;
	readonly height: number;
	readonly gap: number;
}

/** The box of each unit: the grid of rows and columns stretched over the frame, so that empty edges take no room. */
export function tileBoxes(units: readonly PlacedUnit[], frame: TileFrame): TileBox[] {
	const top = Math.min(...units.map((unit) => unit.row));
	const left = Math.min(...units.map((unit) => unit.col));
	const { rows, columns } = tileGrid(units);
	const width = (frame.width - frame.gap * (columns - 1)) / columns;
	const height = (frame.height - frame.gap * (rows - 1)) / rows;
	return units.map((unit) => ({
		x: (unit.col - left) * (width + frame.gap),
		y: (unit.row - top) * (height + frame.gap),
		width,
		height
	}));
}

/** How many rows and columns the units span; at least one of each. */
export function tileGrid(units: readonly PlacedUnit[]): { rows: number; columns: number } {
	const span = (values: number[]) => (values.length ? Math.max(...values) - Math.min(...values) + 1 : 1);
	return { rows: span(units.map((unit) => unit.row)), columns: span(units.map((unit) => unit.col)) };
}
