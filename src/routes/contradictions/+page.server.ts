import { parseFilter } from '$lib/domain/filter';
import { shanghaiDay } from '$lib/domain/clock';
import { contradictions } from '$lib/server/contradictions/registry';
import { contradictionList } from '$lib/server/queries/contradiction-list';
import { sortedPart } from '$lib/tables/sorted-part';
import { narrowed } from '../../hooks/narrowed';
import { contradictionOrders } from './contradiction-orders';
import type { PageServerLoad } from './$types';

/** Lines of a kind that stand on the page of all kinds, and on a page of its own. */
const shownOf = 30;
const linesAPage = 100;

export const load: PageServerLoad = async ({ locals, url }) => {
	const filter = parseFilter(url.searchParams);
	const day = filter.asOf ?? shanghaiDay(locals.app.clock());
	const found = await contradictionList(narrowed(locals, filter), day, null);
	const chosen = contradictions.get(url.searchParams.get('kind') ?? '')?.id ?? null;
	return {
		chosen,
		kinds: [...contradictions.values()]
			.filter(({ id }) => chosen === null || id === chosen)
			.map(({ id, label, left, right, asks }) => {
				const all = found.filter((one) => one.kind === id);
				const { rows, part } = sortedPart(all, {
					search: url.searchParams,
					table: id,
					lines: chosen === null ? shownOf : linesAPage,
					columns: contradictionOrders,
					lang: locals.lang
				});
				return {
					id,
					label,
					left,
					right,
					asks,
					total: all.length,
					part,
					found: rows.map(({ projectCode, name, street, month, left, right }) => ({
						projectCode,
						name,
						street,
						month,
						left,
						right
					}))
				};
			})
	};
};
