import { writeXlsx, type CellValue } from 'hucre/xlsx';

/** A column of a list in a workbook. */
export interface SheetColumn<Line> {
	readonly zh: string;
	readonly width: number;
	readonly format: string;
	readonly value: (line: Line) => CellValue;
}

export const textFormat = '@';
export const moneyFormat = '#,##0.00';
const fenInWan = 1_000_000;
/** Fen in 万元, as a number. */
export const inWan = (fen: number | null): number | null => (fen === null ? null : fen / fenInWan);

/** A text that a spreadsheet would take for a formula stays a text. */
const harmless = (value: string) => (/^[\s'"]*[=+\-@＝＋－＠\t\r]/.test(value) ? `'${value}` : value);

/**
 * A list as a workbook: numbers of things as text, money in 万元 as a number, and above it lines that say what it was
 * narrowed to and which data it shows. Nothing in it is taken for a formula.
 */
export function listSheet<Line>(list: {
	readonly name: string;
	readonly opening: readonly string[];
	readonly columns: readonly SheetColumn<Line>[];
	readonly lines: readonly Line[];
}): Promise<Uint8Array> {
	const { name, opening, columns, lines } = list;
	return writeXlsx({
		sheets: [
			{
				name,
				columns: columns.map(({ width, format }) => ({ width, numFmt: format })),
				rows: [
					...opening.map((line) => [harmless(line)]),
					columns.map(({ zh }) => zh),
					...lines.map((line) =>
						columns.map(({ value }) => {
							const cell = value(line);
							return typeof cell === 'string' ? harmless(cell) : cell;
						})
					)
				],
				freezePane: { rows: opening.length + 1 }
			}
		]
	});
}
