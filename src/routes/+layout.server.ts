import { parseFilter } from '$lib/domain/filter';
import { shanghaiDay } from '$lib/domain/clock';
import { tierNames } from '$lib/server/queries/tier-names';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, url }) => {
	const { policy, clock } = locals.app;
	const today = shanghaiDay(clock());
	return {
		lang: locals.lang,
		theme: locals.theme,
		jurisdiction: { code: policy.code, name: policy.name },
		tierNames: tierNames(policy),
		today,
		asOf: parseFilter(url.searchParams).asOf ?? today
	};
};
