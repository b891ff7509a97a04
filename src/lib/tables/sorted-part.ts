import { linesOf, partOf, type ListPart } from '$lib/domain/list-part';
import { parseOrder, type OrderedColumns } from '$lib/domain/table-order';
import { sortRows } from './sort-rows';

interface Asked<Row> {
	readonly search: URLSearchParams;
	/** '' where the page has no other table. */
	readonly table?: string;
	/** Lines of a part. */
	readonly lines: number;
	readonly columns: OrderedColumns<Row>;
	readonly lang: 'zh' | 'en';
}

/** On the server: of rows that are all at hand the part that an address asks for, in the order that it names. */
export function sortedPart<Row extends object>(
	all: readonly Row[],
	{ search, table = '', lines, columns, lang }: Asked<Row>
): { rows: Row[]; part: ListPart } {
	const order = parseOrder(search, table, columns);
	const part = partOf(search, { total: all.length, lines, table });
	return { rows: linesOf(order ? sortRows(all, { columns, order, lang }) : all, part), part };
}
