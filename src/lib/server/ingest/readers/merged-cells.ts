import type { CellValue } from './cell-text';

/** A merged range of cells; rows are 1-based as in Excel, columns 0-based, both ends included. */
export interface MergedRange {
	fromRow: number;
	toRow: number;
	fromColumn: number;
	toColumn: number;
}

/** A row of a sheet: its number as Excel shows it, and its cells from column A. */
export interface SheetRow {
	row: number;
	cells: CellValue[];
}

/** Ranges open at one row; no form has more columns than this. */
const MOST_OPEN = 500;

/** Copies the value of each merged range into all its cells, for header rows. Changes `rows`. */
export function fillHeaderMerges(
	rows: readonly SheetRow[],
	merges: readonly MergedRange[],
	width: number
): void {
	const byNumber = new Map(rows.map((row) => [row.row, row]));
	for (const merge of merges) {
		const value = byNumber.get(merge.fromRow)?.cells[merge.fromColumn];
		if (isBlank(value)) continue;
		for (const row of rows) {
			if (row.row < merge.fromRow || row.row > merge.toRow) continue;
			const last = Math.min(merge.toColumn, width - 1);
			for (let column = merge.fromColumn; column <= last; column++) row.cells[column] = value;
		}
	}
}

/**
 * Fills merged cells of the body downwards, row by row: a street merged over five rows belongs to all five.
 * Rows must come in order; ranges that begin in the header are not carried into the body.
 */
export class BodyMerges {
	private next = 0;
	private open: { merge: MergedRange; value: CellValue }[] = [];
	private readonly vertical: MergedRange[];

	constructor(merges: readonly MergedRange[], firstRow: number) {
		this.vertical = merges.filter((merge) => merge.fromRow >= firstRow && merge.toRow > merge.fromRow);
	}

	/** Fills the row's blank cells that belong to a range begun above. Changes `row`. */
	fill(row: SheetRow): void {
		if (this.next >= this.vertical.length && this.open.length === 0) return;
		this.open = this.open.filter(({ merge }) => merge.toRow >= row.row);
		for (const { merge, value } of this.open) {
			if (isBlank(row.cells[merge.fromColumn])) row.cells[merge.fromColumn] = value;
		}
		for (; this.next < this.vertical.length; this.next++) {
			const merge = this.vertical[this.next]!;
			if (merge.fromRow > row.row) break;
			const value = merge.fromRow === row.row ? row.cells[merge.fromColumn] : null;
			if (!isBlank(value) && merge.toRow > row.row && this.open.length < MOST_OPEN)
				this.open.push({ merge, value });
		}
	}
}

/** True for a cell without text. */
export function isBlank(value: CellValue): boolean {
	return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}
