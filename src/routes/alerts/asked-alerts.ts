import { alertStates, type AlertState } from '$lib/domain/alert';
import { parseFilter, type Filter } from '$lib/domain/filter';
import { filterAt } from '$lib/domain/filter-reach';
import { parseOrder, type TableOrder } from '$lib/domain/table-order';
import { alertOrders } from '$lib/server/queries/alert-list';

const openStates: readonly AlertState[] = ['open', 'claimed', 'evidence'];

/** Which alerts an address asks for. */
export interface AskedAlerts {
	readonly filter: Filter;
	/** Null: every open one. */
	readonly chosen: AlertState | null;
	readonly states: readonly AlertState[];
	readonly order: TableOrder | null;
}

/** Reads which alerts an address asks for. */
export function askedAlerts(search: URLSearchParams): AskedAlerts {
	const chosen = alertStates.find((state) => state === search.get('state')) ?? null;
	return {
		filter: filterAt('/alerts', parseFilter(search)),
		chosen,
		states: chosen === null ? openStates : [chosen],
		order: parseOrder(search, '', alertOrders)
	};
}
