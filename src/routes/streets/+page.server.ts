import { shanghaiDay } from '$lib/domain/clock';
import { parseFilter } from '$lib/domain/filter';
import { areaRulesOn } from '$lib/server/policies/area-rules';
import { areaTiers } from '$lib/server/queries/area-tiers';
import { latestRun } from '$lib/server/queries/latest-run';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { policy, clock } = locals.app;
	const day = parseFilter(url.searchParams).asOf ?? shanghaiDay(clock());
	const run = await latestRun(locals.reader, day);
	const rules = areaRulesOn(policy, day);
	if (!run) return { asOf: null, areas: null, rules };
	const { runId, asOf } = run;
	const streets = policy.units.map((unit) => unit.name);
	return { asOf, areas: await areaTiers(locals.reader, policy, { runId, asOf, streets }), rules };
};
