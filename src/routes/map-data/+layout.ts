export { load } from '$lib/tables/load-sort';
