import { page } from '$app/state';
import { replaceState } from '$app/navigation';
import { shownUrl } from '$lib/carried';
import { orderAfter, parseOrder, queryInOrder, type TableOrder } from '$lib/domain/table-order';
import type { TierKey } from '$lib/domain/tier-key';
import type terms from '$lib/i18n/glossary/zh';
import type { sortRows } from './sort-rows';

/** What stands at the head of a column. */
export interface TableColumn {
	readonly name: string;
	readonly unit?: string | undefined;
	/** Figures stand at the right, in figures of one width. */
	readonly isFigure?: boolean;
	/** What is looked at from its largest on, though it is no figure: tiers, bars. */
	readonly isLargestFirst?: boolean;
	/** Term of the glossary that says what the figure is. */
	readonly help?: keyof typeof terms;
	/** Sign of a tier before its name. */
	readonly mark?: TierKey;
	/** For whoever listens alone: the column needs no word for the eye. */
	readonly isSpoken?: boolean;
	/** Left out on a phone. */
	readonly isMore?: boolean;
	readonly width?: string;
}

/** A column that the browser can order rows by, or one with no `orderedBy` that stays as it is. */
export interface SortedColumn<Row> extends TableColumn {
	/** Null comes last both ways round. */
	readonly orderedBy?: (row: Row) => number | string | null;
}

/** What the head of a column says and does. */
export interface OrderedHead {
	readonly href: string;
	readonly sorted: 'ascending' | 'descending' | undefined;
	readonly onclick?: (event: MouseEvent) => void;
}

/** A table as SortedTable draws it. */
export interface OrderedTable<Row> {
	/** '' where a page has but one. */
	readonly name: string;
	readonly columns: Readonly<Record<string, TableColumn>>;
	readonly rows: readonly Row[];
	/** Undefined where nothing can be ordered by the column. */
	headOf(column: string): OrderedHead | undefined;
}

/** What orders rows, from the first order that is asked for on; nobody pays for its bytes before. */
let sort = $state.raw<typeof sortRows | null>(null);
/** Fetches what orders rows. */
export async function loadSort(): Promise<void> {
	sort ??= (await import('./sort-rows')).sortRows;
}

interface Asked {
	readonly name: string;
	readonly columns: Readonly<Record<string, TableColumn>>;
	readonly order: TableOrder | null;
}
function headOf({ name, columns, order }: Asked, by: string): OrderedHead & { readonly query: string } {
	const { isFigure = false, isLargestFirst = isFigure } = columns[by] ?? {};
	const next = orderAfter(order, by, { isLargestFirst });
	const address = shownUrl();
	const query = queryInOrder(address.searchParams, name, next);
	return {
		query: address.pathname + query,
		href: `${address.pathname}${query}${name === '' ? '' : `#by-${name}`}`,
		sorted: order?.by === by ? (order.isDescending ? 'descending' : 'ascending') : undefined
	};
}

interface SortedOptions<Row> {
	/** Needed where a page has several tables. */
	readonly name?: string;
	readonly columns: () => Readonly<Record<string, SortedColumn<Row>>>;
	/** The rows as the server gave them, which is their order until another is asked for. */
	readonly rows: () => readonly Row[];
	readonly lang: 'zh' | 'en';
}

/**
 * A table whose rows are all on the page, in the order that the address names: a click on a head orders them in the
 * browser, a link without JavaScript on the server. The folder of the page has `+layout.ts` with `load-sort`.
 */
export function sortedTable<Row extends object>(options: SortedOptions<Row>): OrderedTable<Row> {
	const { name = '', lang } = options;
	const columns = $derived(options.columns());
	const sortable = $derived(
		Object.fromEntries(
			Object.entries(columns).flatMap(([id, { orderedBy }]) => (orderedBy ? [[id, { orderedBy }]] : []))
		)
	);
	const order = $derived(parseOrder(shownUrl().searchParams, name, sortable));
	const rows = $derived(
		order && sort ? sort(options.rows(), { columns: sortable, order, lang }) : options.rows()
	);
	return {
		name,
		get columns() {
			return columns;
		},
		get rows() {
			return rows;
		},
		headOf(by) {
			if (!columns[by]?.orderedBy) return undefined;
			const { query, ...head } = headOf({ name, columns, order }, by);
			return {
				...head,
				onclick: (event) => {
					if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
					event.preventDefault();
					// The address can be sent to somebody; nothing is asked of the server.
					void loadSort().then(() => replaceState(query, { ...page.state, shown: query }));
				}
			};
		}
	};
}

interface AskedOptions<Row> {
	readonly name?: string;
	readonly columns: () => Readonly<Record<string, TableColumn>>;
	/** A page of rows, as the server ordered them. */
	readonly rows: () => readonly Row[];
	/** Columns that the server can order by. */
	readonly by: readonly string[];
}

/** A table of which the page has a part: its heads are links, and the server orders all rows. */
export function askedTable<Row extends object>(options: AskedOptions<Row>): OrderedTable<Row> {
	const { name = '', by: orders } = options;
	const columns = $derived(options.columns());
	const known = Object.fromEntries(orders.map((by) => [by, true]));
	const order = $derived(parseOrder(page.url.searchParams, name, known));
	return {
		name,
		get columns() {
			return columns;
		},
		get rows() {
			return options.rows();
		},
		headOf(by) {
			if (!orders.includes(by)) return undefined;
			const { href, sorted } = headOf({ name, columns, order }, by);
			return { href, sorted };
		}
	};
}
