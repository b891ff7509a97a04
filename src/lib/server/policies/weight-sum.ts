import { valueOn } from './dated';
import type { Dated } from './dated';
import type { ScoreGroup } from './policy';

const groups: readonly ScoreGroup[] = ['A', 'B', 'C', 'D', 'E'];
/** The score runs from 0 to 100, so the weights of the five groups add up to it. */
const scoreTop = 100;

/** Why the score weights do not hold together on some day; undefined when they add up to 100 on every day. */
export function unevenWeights(
	weights: Readonly<Record<ScoreGroup, readonly Dated<number>[]>>
): string | undefined {
	const missingGroup = groups.find((group) => (weights[group]?.length ?? 0) === 0);
	if (missingGroup !== undefined) return `缺少 ${missingGroup} 组的权重`;
	const days = new Set(groups.flatMap((group) => weights[group].map((entry) => entry.from)));
	for (const day of days) {
		const sum = groups.reduce((total, group) => total + (valueOn(weights[group], day)?.value ?? 0), 0);
		if (sum !== scoreTop) return `自 ${day} 起五组权重之和是 ${sum}，应为 ${scoreTop}`;
	}
	return undefined;
}
