import { page } from '$app/state';
import { replaceState } from '$app/navigation';
import { queryWith } from '$lib/domain/query-string';
import { orderAfter, parseOrder, writtenOrder, type OrderedColumns, type TableOrder } from './order';
import type { sortRows } from './sort-rows';

/** Name of the order in the address. */
export const orderName = 'by';

/** Fetches what orders rows; a page loads it with its data where its address asks for an order. */
export const loadSort = async (): Promise<typeof sortRows> => (await import('./sort-rows')).sortRows;

interface Options<Row> {
	readonly columns: OrderedColumns<Row>;
	/** The rows as the server gave them, which is their order until another is asked for. */
	readonly rows: () => readonly Row[];
	/** Null where the address asks for no order: then nobody pays for its bytes before the first click. */
	readonly sort: () => typeof sortRows | null;
	readonly lang: 'zh' | 'en';
}

/** What the head of a column says and does. */
export interface OrderedHead {
	readonly href: string;
	readonly sorted: 'ascending' | 'descending' | undefined;
	readonly onclick: (event: MouseEvent) => void;
}

/** The rows of a small table in the order that the address names; a click on a head orders them in the browser. */
export function orderedTable<Row extends object>({ columns, rows, sort, lang }: Options<Row>) {
	const asked = $derived(parseOrder(page.url.searchParams, orderName, columns));
	/** As clicked, on the page as it was opened; another address has the word again. */
	let clicked = $state.raw<{ order: TableOrder; at: string; sort: typeof sortRows } | null>(null);
	const valid = $derived(clicked?.at === page.url.href ? clicked : null);
	const order = $derived(valid?.order ?? asked);
	const sorted = $derived.by((): readonly Row[] => {
		const by = valid?.sort ?? sort();
		return order && by ? by(rows(), { columns, order, lang }) : rows();
	});

	return {
		get rows(): readonly Row[] {
			return sorted;
		},
		headOf(by: string): OrderedHead {
			const next = orderAfter(order, by, columns[by] ?? { isFigure: true });
			const href = page.url.pathname + queryWith(page.url.search, { [orderName]: writtenOrder(next) });
			return {
				href,
				sorted: order?.by === by ? (order.isDescending ? 'descending' : 'ascending') : undefined,
				onclick: (event) => {
					if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
					event.preventDefault();
					const at = page.url.href;
					void loadSort().then((loaded) => {
						clicked = { order: next, at, sort: loaded };
						// So that the address can be sent to somebody; nothing is asked of the server.
						replaceState(href, page.state);
					});
				}
			};
		}
	};
}
