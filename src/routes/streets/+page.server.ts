import { shanghaiDay } from '$lib/domain/clock';
import { holds, parseFilter } from '$lib/domain/filter';
import { endOfMinute } from '$lib/domain/minute';
import { areaRulesOn } from '$lib/server/policies/area-rules';
import { areaTiers } from '$lib/server/queries/area-tiers';
import { latestRun } from '$lib/server/queries/latest-run';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { policy, clock } = locals.app;
	const filter = parseFilter(url.searchParams);
	const day = filter.asOf ?? shanghaiDay(clock());
	const run = await latestRun(locals.reader, day, filter.knownAt ? endOfMinute(filter.knownAt) : null);
	const rules = areaRulesOn(policy, day);
	if (!run) return { asOf: null, areas: null, rules };
	const { runId, asOf } = run;
	const streets = policy.units.map((unit) => unit.name);
	const areas = await areaTiers(locals.reader, policy, { runId, asOf, streets });
	return {
		asOf,
		areas: {
			...areas,
			streets: areas.streets.filter(({ name }) => holds(filter.street, name)),
			sectors: areas.sectors.filter(({ name }) => holds(filter.sector, name))
		},
		rules
	};
};
