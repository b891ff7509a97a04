import { feeds } from '$lib/domain/feeds';
import type { Policy } from '../policies/policy';
import { lagDaysOn } from '../policies/policy-on';

/** Days that each feed may be old on `day`, as the pack sets them; feeds without a limit are left out. */
export function feedLags(policy: Policy, day: string): Record<string, number> {
	const lags: Record<string, number> = {};
	for (const feed of feeds.keys()) {
		const lag = lagDaysOn(policy, feed, day);
		if (lag !== null) lags[feed] = lag;
	}
	return lags;
}
