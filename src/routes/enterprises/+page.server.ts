import { shanghaiDay } from '$lib/domain/clock';
import { parseFilter } from '$lib/domain/filter';
import { endOfMinute } from '$lib/domain/minute';
import { subjectPage } from '$lib/server/queries/subject-page';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { reader } = locals;
	const { policy, clock } = locals.app;
	const filter = parseFilter(url.searchParams);
	const page = Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1);
	return {
		filter,
		streets: policy.units.map((unit) => unit.name),
		list: await subjectPage(reader, {
			type: 'enterprise',
			day: filter.asOf ?? shanghaiDay(clock()),
			knownAt: filter.knownAt ? endOfMinute(filter.knownAt) : null,
			filter,
			page
		})
	};
};
