import { loadSort, orderName } from '$lib/tables/ordered-table.svelte';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, url }) => ({
	...data,
	sort: url.searchParams.has(orderName) ? await loadSort() : null
});
