import { writeXlsx } from 'hucre/xlsx';
import type { ExportTable } from '$lib/server/queries/export-rows';

/** A cell that a spreadsheet would take for a formula is kept a text; a number stays a number. */
function harmless(cell: string): string {
	return /^[=+\-@\t\r＝＋－＠]/.test(cell) && !/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(cell) ? `'${cell}` : cell;
}

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A table as CSV with a header line; null is an empty cell. */
export function csvText({ columns, rows }: ExportTable): string {
	const lines = rows.map((row) => columns.map((column) => quoted(harmless(row[column] ?? ''))).join(','));
	return `${[columns.join(','), ...lines].join('\n')}\n`;
}

/** A table as a JSON array of objects. */
export function jsonText({ columns, rows }: ExportTable): string {
	const objects = rows.map((row) =>
		JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column] ?? null])))
	);
	return `[${objects.join(',\n')}]\n`;
}

/** A table as a workbook; every cell is text, so that no id loses a digit. */
export function xlsxBytes({ columns, rows }: ExportTable, name: string): Promise<Uint8Array> {
	const head = columns.map((column) => ({ value: column }));
	const body = rows.map((row) => columns.map((column) => row[column] ?? null));
	return writeXlsx({
		sheets: [{ name, rows: [head.map((cell) => cell.value), ...body], freezePane: { rows: 1 } }]
	});
}
