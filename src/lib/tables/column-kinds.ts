import { tierOf, type TierKey } from '$lib/domain/tier-key';
import type { SortedColumn, TableColumn } from './ordered-table.svelte';

type More = Omit<TableColumn, 'name' | 'isFigure'>;

/** Short ways to say the columns of a table with rows of one kind. */
export function columnKinds<Row>() {
	return {
		/** Words, in the order of the dictionary; without `orderedBy` they stay as they are. */
		words: (
			name: string,
			orderedBy: ((row: Row) => string | null) | null,
			more: More = {}
		): SortedColumn<Row> => ({ name, ...(orderedBy && { orderedBy }), ...more }),
		figure: (
			name: string,
			orderedBy: (row: Row) => number | string | null,
			more: More = {}
		): SortedColumn<Row> => ({ name, isFigure: true, orderedBy, ...more }),
		/** The gravest first; grey is last both ways round. */
		tier: (name: string, keyOf: (row: Row) => TierKey, more: More = {}): SortedColumn<Row> => ({
			name,
			isLargestFirst: true,
			orderedBy: (row) => tierOf(keyOf(row)),
			...more
		})
	};
}
