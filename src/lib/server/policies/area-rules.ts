import type { AreaRules } from '$lib/domain/area-tier';
import type { Policy } from './policy';
import { parameterOn } from './policy-on';

/** The numbers by which streets and sectors are judged on a day. */
export function areaRulesOn(policy: Policy, day: string): AreaRules {
	const value = (name: Parameters<typeof parameterOn>[1]) => parameterOn(policy, name, day);
	return {
		smallNumber: value('area_small_number'),
		blueShare: value('area_blue_share'),
		yellowShare: value('area_yellow_share'),
		redShare: value('area_red_share'),
		redCount: value('area_red_count'),
		rise: value('area_rise'),
		redWorkers: value('area_red_workers')
	};
}
