import { RiskError } from '$lib/domain/errors';
import type { Policy } from '../policies/policy';
import { indicators } from './registry';

/**
 * Every line of the pack is of an indicator that exists, and every indicator has lines: a name that was misspelt in
 * either place would otherwise judge nothing without a word.
 * @throws RiskError POLICY_UNKNOWN_INDICATOR, POLICY_MISSING_INDICATOR
 */
export function checkIndicators(policy: Policy): void {
	const unknown = [...policy.thresholds.keys()].filter((id) => !indicators.has(id));
	if (unknown.length > 0)
		throw new RiskError(
			'POLICY_UNKNOWN_INDICATOR',
			`政策文件 ${policy.code}.yaml（或 default.yaml）给“${unknown.join('”“')}”写了分级线，但没有这个指标。请改正名称，或补上 src/lib/server/indicators 里的指标文件。`,
			{ unknown }
		);
	const missing = [...indicators.keys()].filter((id) => !policy.thresholds.has(id));
	if (missing.length > 0)
		throw new RiskError(
			'POLICY_MISSING_INDICATOR',
			`指标“${missing.join('”“')}”在政策文件里没有分级线，永远不会触发。请在 data/policies/default.yaml 的 thresholds 里补写。`,
			{ missing }
		);
}
