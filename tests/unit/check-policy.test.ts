import { expect, it } from 'vitest';
import { checkIndicators } from '$lib/server/indicators/check-policy';
import { policy } from '../support/district';

it('takes a pack whose lines are of the indicators that there are', () => {
	expect(() => checkIndicators(policy)).not.toThrow();
});

it('refuses a line of an indicator that is not there, and an indicator without lines, by name', () => {
	const [first] = [...policy.thresholds];
	const misspelt = new Map([...policy.thresholds, ['wage_overdue_dais', first![1]]] as const);
	expect(() => checkIndicators({ ...policy, thresholds: misspelt })).toThrow(
		/wage_overdue_dais.*没有这个指标/
	);
	const fewer = new Map([...policy.thresholds].filter(([id]) => id !== 'power_drop'));
	expect(() => checkIndicators({ ...policy, thresholds: fewer })).toThrow(/power_drop.*没有分级线/);
});
