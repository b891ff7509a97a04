import { heatOf, hotValue, type HotField, type HotMeasure } from '$lib/domain/hotspots';

/** Sizes of a heat map in its own units, which are pixels where there is room. */
export const heatSizes = { label: 118, head: 38, row: 30, gap: 2, column: { most: 96, least: 44 } } as const;
/** Width that few weeks are stretched to. */
const wanted = 1080;

export interface HeatSquare {
	readonly x: number;
	readonly y: number;
	readonly heat: ReturnType<typeof heatOf>;
	readonly value: number | null;
	readonly row: number;
	readonly column: number;
}

/** Places of a field of streets by weeks. */
export function heatDrawing(field: HotField, measure: HotMeasure) {
	const { label, head, row, gap, column } = heatSizes;
	const values = field.rows.flatMap(({ cells }) =>
		cells.flatMap((cell) => (cell ? (hotValue(cell, measure) ?? []) : []))
	);
	const greatest = Math.max(1, ...values);
	const weeks = Math.max(1, field.weeks.length);
	const step = Math.max(column.least, Math.min(column.most, Math.floor((wanted - label) / weeks)));
	const squares = field.rows.flatMap(({ cells }, place) =>
		cells.map((cell, week): HeatSquare => {
			const value = cell ? hotValue(cell, measure) : null;
			return {
				x: label + week * step,
				y: head + place * row,
				heat: heatOf(value, measure, greatest),
				value,
				row: place,
				column: week
			};
		})
	);
	return {
		width: label + weeks * step,
		height: head + field.rows.length * row,
		cell: { width: step - gap, height: row - gap },
		step,
		greatest,
		squares
	};
}
