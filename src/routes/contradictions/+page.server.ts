import { parseFilter } from '$lib/domain/filter';
import { shanghaiDay } from '$lib/domain/clock';
import { contradictions } from '$lib/server/contradictions/registry';
import { contradictionList } from '$lib/server/queries/contradiction-list';
import { narrowed } from '../../hooks/narrowed';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const filter = parseFilter(url.searchParams);
	const day = filter.asOf ?? shanghaiDay(locals.app.clock());
	const found = await contradictionList(narrowed(locals, filter), day, null);
	return {
		kinds: [...contradictions.values()].map(({ id, label, left, right, asks }) => ({
			id,
			label,
			left,
			right,
			asks,
			found: found.filter((one) => one.kind === id)
		}))
	};
};
