import { orderName } from '$lib/domain/table-order';
import { loadSort } from './ordered-table.svelte';

/** `load` of a folder of pages with sorted tables: what orders their rows is there before they are drawn, where the address asks for it. */
export async function load({ url }: { url: URL }): Promise<void> {
	if (url.searchParams.has(orderName)) await loadSort();
}
