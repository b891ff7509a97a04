import { parseListView } from '$lib/domain/list-view';
import { shanghaiDay } from '$lib/domain/clock';
import { endOfMinute } from '$lib/domain/minute';
import { subjectPage } from '$lib/server/queries/subject-page';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { reader } = locals;
	const { policy, clock } = locals.app;
	const view = parseListView(url.searchParams, 'enterprise');
	const { asOf, knownAt } = view.filter;
	const page = Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1);
	return {
		view,
		streets: policy.units.map((unit) => unit.name),
		list: await subjectPage(reader, {
			type: 'enterprise',
			day: asOf ?? shanghaiDay(clock()),
			knownAt: knownAt ? endOfMinute(knownAt) : null,
			view,
			page
		})
	};
};
