import { parseFilter } from '$lib/domain/filter';
import { shanghaiDay } from '$lib/domain/clock';
import { contradictions } from '$lib/server/contradictions/registry';
import { contradictionList } from '$lib/server/queries/contradiction-list';
import { narrowed } from '../../hooks/narrowed';
import type { PageServerLoad } from './$types';

/** Lines of a kind that stand on the page of all kinds, and on a page of its own. */
const shownOf = 30;
const linesAPage = 200;

export const load: PageServerLoad = async ({ locals, url }) => {
	const filter = parseFilter(url.searchParams);
	const day = filter.asOf ?? shanghaiDay(locals.app.clock());
	const found = await contradictionList(narrowed(locals, filter), day, null);
	const chosen = contradictions.get(url.searchParams.get('kind') ?? '')?.id ?? null;
	const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
	return {
		chosen,
		page,
		kinds: [...contradictions.values()]
			.filter(({ id }) => chosen === null || id === chosen)
			.map(({ id, label, left, right, asks }) => {
				const all = found.filter((one) => one.kind === id);
				const from = chosen === null ? 0 : (page - 1) * linesAPage;
				return {
					id,
					label,
					left,
					right,
					asks,
					total: all.length,
					pages: Math.max(1, Math.ceil(all.length / linesAPage)),
					found: all
						.slice(from, from + (chosen === null ? shownOf : linesAPage))
						.map(({ projectCode, name, street, month, left, right }) => ({
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
