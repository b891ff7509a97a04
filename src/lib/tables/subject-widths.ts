import type { ColumnKey, ListKind } from '$lib/domain/list-view';

/** Least pixels of a column: fixed, so that none moves when other lines come into view; name and reason share what is left. */
const widths: Readonly<Record<ColumnKey, number>> = {
	reason: 248,
	street: 108,
	sector: 100,
	contractor: 220,
	owner: 220,
	status: 92,
	kind: 120,
	grade: 84,
	workers: 96,
	unpaid: 118,
	contract: 128,
	short_on: 124,
	score: 84,
	priority: 96
};
const tierWidth = 116;
const pickWidth = 34;
const leastNameWidth = 200;

export interface SubjectWidths {
	/** Of the columns from the left, in pixels; null takes what is left. */
	readonly columns: readonly (number | null)[];
	/** Pixels below which the list is scrolled sideways. */
	readonly least: number;
}

/** How wide the columns of a list are. Projects can be picked for a comparison, in a column of their own. */
export function subjectWidths(kind: ListKind, columns: readonly ColumnKey[]): SubjectWidths {
	const leading = kind === 'project' ? [pickWidth, tierWidth] : [tierWidth];
	return {
		columns: [...leading, null, ...columns.map((key) => (key === 'reason' ? null : widths[key]))],
		least: [leastNameWidth, ...leading, ...columns.map((key) => widths[key])].reduce((sum, one) => sum + one)
	};
}
