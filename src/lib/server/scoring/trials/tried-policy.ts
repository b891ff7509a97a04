import { createHash } from 'node:crypto';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { indicators } from '$lib/server/indicators/registry';
import type { Policy } from '$lib/server/policies/policy';
import { thresholdsOn, type ThresholdRow } from '$lib/server/policies/policy-on';
import { fallingRow } from '$lib/server/policies/threshold-order';

/** A line that is tried with another bound than the pack's; null: the level is taken away. */
export const triedLine = z.object({
	indicator: z.string().max(100),
	measure: z.string().max(100),
	band: z.string().max(100),
	severity: z.union([z.literal(1), z.literal(2), z.literal(3)]),
	bound: z.number().nullable()
});
export type TriedLine = z.output<typeof triedLine>;

const isSameLine = (row: Omit<TriedLine, 'indicator' | 'bound'>, line: TriedLine) =>
	row.measure === line.measure && row.band === line.band && row.severity === line.severity;

/** What of the tried lines is not in force as it stands: the rest changes nothing. */
export function changedLines(policy: Policy, lines: readonly TriedLine[], day: string): TriedLine[] {
	const inForce = thresholdsOn(policy, day);
	return lines.filter((line) => {
		const own = inForce.find((row) => row.indicator === line.indicator && isSameLine(row, line));
		return (own?.bound ?? null) !== line.bound;
	});
}

/** Lines of an indicator that are in force on a day. */
export const linesOf = (policy: Policy, indicator: string, day: string): ThresholdRow[] =>
	thresholdsOn(policy, day).filter((row) => row.indicator === indicator);

/**
 * The pack with the tried lines in the place of its own on every day, so that the past can be judged by them.
 * @throws RiskError TRIAL_LINE where a line is not in the pack, or a graver level would be easier to reach than a milder
 */
export function triedPolicy(policy: Policy, lines: readonly TriedLine[]): Policy {
	const thresholds = new Map(policy.thresholds);
	for (const line of lines) {
		const table = thresholds.get(line.indicator);
		const name = indicators.get(line.indicator)?.label.zh ?? line.indicator;
		if (!table?.rows.some((row) => isSameLine(row, line)))
			throw new RiskError('TRIAL_LINE', `口径里没有“${name}”的这条线，不能试算；请从页面上已有的线改起。`);
		const rows = table.rows.map((row) => (isSameLine(row, line) ? { ...row, bound: line.bound } : row));
		thresholds.set(line.indicator, { ...table, rows });
	}
	for (const [indicator, table] of thresholds) {
		const falling = fallingRow(table);
		if (falling === undefined) continue;
		const name = indicators.get(indicator)?.label.zh ?? indicator;
		throw new RiskError('TRIAL_LINE', `“${name}”的线前后矛盾：${falling.reason}；请让更严重的等级更难达到。`);
	}
	const sha256 = createHash('sha256').update(policy.sha256).update(JSON.stringify(lines)).digest('hex');
	return { ...policy, thresholds, sha256 };
}
