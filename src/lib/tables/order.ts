/** By which column a table is ordered, and which way round. */
export interface TableOrder {
	readonly by: string;
	readonly isDescending: boolean;
}

/** A column that a table can be ordered by. */
export interface OrderedColumn<Row> {
	/** What it is ordered by; null comes last both ways round, for a thing unknown is neither much nor little. */
	readonly valueOf: (row: Row) => number | string | null;
	/** Of figures the largest is looked for first, of names the first. */
	readonly isFigure: boolean;
}
export type OrderedColumns<Row> = Readonly<Record<string, OrderedColumn<Row>>>;

/** Reads the order of the table `name` from an address: `league=late`, or `league=-late` for the largest first. */
export function parseOrder(
	search: URLSearchParams,
	name: string,
	columns: Readonly<Record<string, unknown>>
): TableOrder | null {
	const written = search.get(name) ?? '';
	const by = written.replace(/^-/, '');
	return Object.hasOwn(columns, by) ? { by, isDescending: written.startsWith('-') } : null;
}

/** How an order is written into an address. */
export const writtenOrder = ({ by, isDescending }: TableOrder): string => (isDescending ? `-${by}` : by);

/** The order after a click on the head of `by`: its usual way round first, then the other. */
export function orderAfter(
	order: TableOrder | null,
	by: string,
	{ isFigure }: { readonly isFigure: boolean }
): TableOrder {
	return { by, isDescending: order?.by === by ? !order.isDescending : isFigure };
}
