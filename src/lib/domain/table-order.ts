import { pageName } from './list-part';

/** Name of the order in an address; a page with several tables says it once for each. */
export const orderName = 'by';

/** By which column a table is ordered, and which way round. */
export interface TableOrder {
	readonly by: string;
	readonly isDescending: boolean;
}

/** A column that a table can be ordered by. */
export interface OrderedColumn<Row> {
	/** What it is ordered by; null comes last both ways round, for a thing unknown is neither much nor little. */
	readonly orderedBy: (row: Row) => number | string | null;
}
export type OrderedColumns<Row> = Readonly<Record<string, OrderedColumn<Row>>>;

const beginningOf = (table: string) => (table === '' ? '' : `${table}.`);
const isOf = (table: string) => (written: string) =>
	table === '' ? !written.includes('.') : written.startsWith(`${table}.`);

/**
 * Reads the order of a table from an address: `by=late`, or `by=-late` for the largest first; of a table with a name
 * `by=units.-late`, the only table of a page has none. Null where the address does not say it, or names no column.
 */
export function parseOrder(
	search: URLSearchParams,
	table: string,
	columns: Readonly<Record<string, unknown>>
): TableOrder | null {
	const written = search.getAll(orderName).find(isOf(table));
	const [, sign, by = ''] = /^(-?)(.*)$/.exec(written?.slice(beginningOf(table).length) ?? '') ?? [];
	return Object.hasOwn(columns, by) ? { by, isDescending: sign === '-' } : null;
}

/** The query of an address with another order of one table, on its first page; those of other tables stay. */
export function queryInOrder(
	search: URLSearchParams,
	table: string,
	{ by, isDescending }: TableOrder
): string {
	const kept = [...search].filter(
		([name, value]) => name !== pageName(table) && (name !== orderName || !isOf(table)(value))
	);
	const written = beginningOf(table) + (isDescending ? '-' : '') + by;
	return `?${new URLSearchParams([...kept, [orderName, written]])}`;
}

/** The order after a click on the head of `by`: its usual way round first, then the other. */
export function orderAfter(
	order: TableOrder | null,
	by: string,
	{ isLargestFirst }: { readonly isLargestFirst: boolean }
): TableOrder {
	return { by, isDescending: order?.by === by ? !order.isDescending : isLargestFirst };
}
