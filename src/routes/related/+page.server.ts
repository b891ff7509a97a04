import { shanghaiDay } from '$lib/domain/clock';
import { parseFilter } from '$lib/domain/filter';
import { endOfMinute } from '$lib/domain/minute';
import { parameterOn } from '$lib/server/policies/policy-on';
import { latestRun } from '$lib/server/queries/latest-run';
import { partKinds, relatedGroups, relatedLinks } from '$lib/server/queries/related-groups';
import type { PageServerLoad } from './$types';

const linesAPage = 40;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { policy, clock } = locals.app;
	const search = url.searchParams;
	const filter = parseFilter(search);
	const day = filter.asOf ?? shanghaiDay(clock());
	const run = await latestRun(locals.reader, day, filter.knownAt ? endOfMinute(filter.knownAt) : null);
	const page = Math.max(1, Math.trunc(Number(search.get('page'))) || 1);
	const project = search.get('project');
	const uscc = search.get('enterprise');
	const kind = partKinds.find((known) => known === search.get('kind')) ?? null;
	// Who asks about one subject wants all of its groups.
	const withinStreet = search.get('within') === '1' || project !== null || uscc !== null;
	const root = search.get('root');
	const hubProjects = parameterOn(policy, 'related_hub_projects', day);
	const asked = { project, uscc, kind, withinStreet, root, page };
	if (!run) return { asked, asOf: null, hubProjects, groups: [], total: 0, hubs: 0, pages: 1, links: null };
	const { runId, asOf } = run;
	const [found, links] = await Promise.all([
		relatedGroups(locals.reader, {
			runId,
			project,
			uscc,
			kind,
			withinStreet,
			hubProjects,
			limit: linesAPage,
			offset: (page - 1) * linesAPage
		}),
		root === null ? null : relatedLinks(locals.reader, { runId, root })
	]);
	return {
		asked,
		asOf,
		hubProjects,
		...found,
		pages: Math.max(1, Math.ceil(found.total / linesAPage)),
		links
	};
};
