import { page } from '$app/state';
import { replaceState } from '$app/navigation';
import {
	createSortedRowModel,
	createTable,
	rowSortingFeature,
	tableFeatures,
	type ColumnDef
} from '@tanstack/svelte-table';
import { queryWith } from '$lib/domain/query-string';
import { orderAfter, parseOrder, writtenOrder, type OrderedColumns, type TableOrder } from './order';

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
type Features = typeof features;

interface Options<Row> {
	/** Name of the order in the address, unlike that of any other table of the page. */
	readonly name: string;
	readonly columns: OrderedColumns<Row>;
	/** The rows as the server gave them, which is their order until another is asked for. */
	readonly rows: () => readonly Row[];
	readonly lang: 'zh' | 'en';
}

/** What the head of a column says and does. */
export interface OrderedHead {
	readonly href: string;
	readonly sorted: 'ascending' | 'descending' | undefined;
	readonly onclick: (event: MouseEvent) => void;
}

/** The rows of a small table in the order that the address names; a click on a head orders them in the browser. */
export function orderedTable<Row extends object>({ name, columns, rows, lang }: Options<Row>) {
	const collator = new Intl.Collator(lang === 'zh' ? 'zh-CN' : 'en', { numeric: true });
	const asked = $derived(parseOrder(page.url.searchParams, name, columns));
	/** As clicked; an address that is opened afterwards has the word again. */
	let clicked = $state.raw<{ order: TableOrder; at: string } | null>(null);
	const order = $derived(clicked && clicked.at === page.url.href ? clicked.order : asked);

	const table = createTable<Features, Row>({
		features,
		columns: Object.entries(columns).map(([id, { valueOf }]): ColumnDef<Features, Row> => ({
			id,
			accessorFn: (row) => valueOf(row) ?? undefined,
			sortUndefined: 'last',
			sortFn: (one, other) => {
				const [a, b] = [one.getValue(id), other.getValue(id)];
				return typeof a === 'number' && typeof b === 'number'
					? a - b
					: collator.compare(String(a), String(b));
			}
		})),
		get data() {
			return rows() as Row[];
		},
		get state() {
			return { sorting: order ? [{ id: order.by, desc: order.isDescending }] : [] };
		}
	});

	return {
		get rows(): Row[] {
			// Read here, so that whoever shows the rows is shown them anew when the order changes.
			void order;
			return table.getRowModel().rows.map((row) => row.original);
		},
		headOf(by: string): OrderedHead {
			const next = orderAfter(order, by, columns[by] ?? { isFigure: true });
			const href = page.url.pathname + queryWith(page.url.search, { [name]: writtenOrder(next) });
			const sorted = order?.by === by ? (order.isDescending ? 'descending' : 'ascending') : undefined;
			return {
				href,
				sorted,
				onclick: (event) => {
					if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
					event.preventDefault();
					clicked = { order: next, at: page.url.href };
					// So that the address can be sent to somebody; nothing is asked of the server.
					replaceState(href, page.state);
				}
			};
		}
	};
}
