import {
	constructTable,
	createSortedRowModel,
	rowSortingFeature,
	tableFeatures,
	type ColumnDef
} from '@tanstack/svelte-table';
import type { OrderedColumns, TableOrder } from '$lib/domain/table-order';

/** What is asked for once changes for nobody: cells that hold a value, without those who wait for another. */
const stillness = {
	createOptionsStore: false,
	wrapExternalAtoms: false,
	batch: (act: () => void) => act(),
	schedule: (act: () => void) => act(),
	untrack: <T>(read: () => T) => read(),
	addSubscription: () => undefined,
	unmount: () => undefined,
	createReadonlyAtom: <T>(read: () => T) => ({
		get: read,
		subscribe: () => ({ unsubscribe: () => undefined })
	}),
	createWritableAtom: <T>(first: T) => {
		let held = first;
		const set = (next: T | ((before: T) => T)) => {
			held = typeof next === 'function' ? (next as (before: T) => T)(held) : next;
		};
		return { get: () => held, set, subscribe: () => ({ unsubscribe: () => undefined }) };
	}
};
const features = tableFeatures({
	coreReactivityFeature: stillness as never,
	rowSortingFeature,
	sortedRowModel: createSortedRowModel()
});
type Features = typeof features;

export interface SortOptions<Row> {
	readonly columns: OrderedColumns<Row>;
	readonly order: TableOrder;
	readonly lang: 'zh' | 'en';
}

/** The rows in an order; what is null comes last both ways round, and equals stay as they were. */
export function sortRows<Row extends object>(
	rows: readonly Row[],
	{ columns, order, lang }: SortOptions<Row>
): Row[] {
	const collator = new Intl.Collator(lang === 'zh' ? 'zh-CN' : 'en', { numeric: true });
	const table = constructTable<Features, Row>({
		features,
		data: rows as Row[],
		state: { sorting: [{ id: order.by, desc: order.isDescending }] },
		columns: Object.entries(columns).map(([id, { orderedBy }]): ColumnDef<Features, Row> => ({
			id,
			accessorFn: (row) => orderedBy(row) ?? undefined,
			sortUndefined: 'last',
			sortFn: (one, other) => {
				const [a, b] = [one.getValue(id), other.getValue(id)];
				return typeof a === 'number' && typeof b === 'number'
					? a - b
					: collator.compare(String(a), String(b));
			}
		}))
	});
	return table.getRowModel().rows.map((row) => row.original);
}
