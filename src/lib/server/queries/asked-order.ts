import type { TableOrder } from '$lib/domain/table-order';

/**
 * The order of the lines of a list in SQL: the asked column from a fixed list, so that nothing of an address reaches
 * it, then the usual order, which has to be total. What is unknown comes last both ways round.
 */
export function askedOrder(
	order: TableOrder | null,
	columns: Readonly<Record<string, string>>,
	usual: string
): string {
	const column = order && Object.hasOwn(columns, order.by) ? columns[order.by] : undefined;
	return column ? `${column} ${order?.isDescending ? 'desc' : 'asc'} nulls last, ${usual}` : usual;
}
