import { RiskError } from '$lib/domain/errors';
import type { Basis } from './dated';
import { valueOn } from './dated';
import type { Sector } from './pack-values';
import type { ParameterName } from './parameter-names';
import { parameterNames } from './parameter-names';
import type { Policy, ScoreGroup, WinterWindow } from './policy';
import { rowsOn } from './threshold-order';
import type { ThresholdOp } from './threshold-shape';

/** One level of one indicator on a day: severity holds when `value op bound`. */
export interface ThresholdRow {
	readonly indicator: string;
	/** Which of the indicator's values is compared; '' when it has one. */
	readonly measure: string;
	/** Which of its tables; '' when it has one. */
	readonly band: string;
	readonly severity: 1 | 2 | 3;
	readonly op: ThresholdOp;
	readonly bound: number;
	readonly unit: string;
	readonly basis: Basis;
	readonly reference: string;
	readonly checkedOn: string;
	readonly clause?: string | undefined;
	readonly note?: string | undefined;
}

/**
 * The number `name` that holds on `day` ('YYYY-MM-DD'), in the unit its entry states.
 * @throws RiskError POLICY_NO_VALUE when the pack has no value for so early a day.
 */
export function parameterOn(policy: Policy, name: ParameterName, day: string): number {
	return numberOn({ policy, dated: policy.parameters[name], what: parameterNames[name], day });
}

/** Least share of labour cost in completed value (0–1) for a sector on `day`; null where the pack sets none. */
export function labourCostFloorOn(policy: Policy, sector: string, day: string): number | null {
	return valueOn(policy.labourCostFloors.get(sector as Sector) ?? [], day)?.value ?? null;
}

/** Every threshold that holds on `day`, ordered by indicator, measure, band and severity. */
export function thresholdsOn(policy: Policy, day: string): ThresholdRow[] {
	const rows: ThresholdRow[] = [];
	for (const [indicator, table] of policy.thresholds) {
		for (const { from: _from, bound, ...row } of rowsOn(table.rows, day)) {
			if (bound !== null) rows.push({ ...row, indicator, bound });
		}
	}
	return rows.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

function sortKey(row: ThresholdRow): string {
	return [row.indicator, row.measure, row.band, row.severity].join('|');
}

/** Days a feed may be silent before its subjects turn grey; null for a feed that the pack does not know. */
export function lagDaysOn(policy: Policy, feed: string, day: string): number | null {
	return valueOn(policy.feeds.get(feed)?.allowedLagDays ?? [], day)?.value ?? null;
}

/** Days from one delivery of a feed to the next; null where it comes only when something has changed. */
export function dueDaysOn(policy: Policy, feed: string, day: string): number | null {
	return valueOn(policy.feeds.get(feed)?.dueEveryDays ?? [], day)?.value ?? null;
}

/**
 * Points of each indicator group on `day`; they add up to 100.
 * @throws RiskError POLICY_NO_VALUE when the pack has no weights for so early a day.
 */
export function scoreWeightsOn(policy: Policy, day: string): Record<ScoreGroup, number> {
	const weight = (group: ScoreGroup) =>
		numberOn({ policy, dated: policy.scoreWeights[group], what: `${group} 组权重`, day });
	return { A: weight('A'), B: weight('B'), C: weight('C'), D: weight('D'), E: weight('E') };
}

/** The winter campaign that `day` falls in, first and last day included; null outside one. */
export function winterWindowOn(policy: Policy, day: string): WinterWindow | null {
	return policy.winterWindows.find((window) => window.start <= day && day <= window.end) ?? null;
}

/** The campaign of a day: the one that it falls in, the next one to begin, and the last one that ended. */
export function campaignsOn(policy: Policy, day: string) {
	const windows = [...policy.winterWindows].sort((a, b) => (a.start < b.start ? -1 : 1));
	return {
		current: winterWindowOn(policy, day),
		next: windows.find((window) => window.start > day) ?? null,
		last: windows.findLast((window) => window.end < day) ?? null
	};
}

/** The day by which a campaign is to have cleared everything. */
export const clearByOf = (window: WinterWindow): string => window.clear_by ?? window.end;

type NumberRequest = {
	policy: Policy;
	dated: Parameters<typeof valueOn<number>>[0];
	what: string;
	day: string;
};

function numberOn({ policy, dated, what, day }: NumberRequest): number {
	const entry = valueOn(dated, day);
	if (entry !== undefined) return entry.value;
	throw new RiskError(
		'POLICY_NO_VALUE',
		`政策文件 ${policy.code}.yaml 没有 ${day} 当天的「${what}」。请补写一条 from 不晚于这一天的数值，或选较晚的日期。`,
		{ code: policy.code, what, day }
	);
}
