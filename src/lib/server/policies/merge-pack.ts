import { overlayDated } from './dated';
import type { Dated } from './dated';
import type { Sections } from './pack-shape';
import type { PackThresholdRow } from './threshold-shape';
import { seriesKey } from './threshold-order';

type DatedMap = Readonly<Record<string, readonly Dated<number>[] | undefined>>;

/** Dated lists by name, the pack's over the default's from the pack's own first date on. */
export function mergeDated(base: DatedMap = {}, own: DatedMap = {}): Map<string, Dated<number>[]> {
	const names = new Set([...Object.keys(base), ...Object.keys(own)]);
	return new Map([...names].map((name) => [name, overlayDated(base[name] ?? [], own[name] ?? [])]));
}

/** Entries by id: the pack's entry takes the place of the default's with the same id, the others follow. */
export function mergeById<E extends { readonly id: string }>(
	base: readonly E[] = [],
	own: readonly E[] = []
): E[] {
	const ownById = new Map(own.map((entry) => [entry.id, entry]));
	const kept = base.map((entry) => ownById.get(entry.id) ?? entry);
	const baseIds = new Set(base.map((entry) => entry.id));
	return [...kept, ...own.filter((entry) => !baseIds.has(entry.id))];
}

/** Threshold rows, series by series (level, measure, band), the pack's from its own first date on. */
export function mergeRows(
	base: readonly PackThresholdRow[],
	own: readonly PackThresholdRow[]
): PackThresholdRow[] {
	const baseSeries = Map.groupBy(base, seriesKey);
	const ownSeries = Map.groupBy(own, seriesKey);
	const keys = new Set([...baseSeries.keys(), ...ownSeries.keys()]);
	return [...keys].flatMap((key) => overlayDated(baseSeries.get(key) ?? [], ownSeries.get(key) ?? []));
}

/** Feeds by name; a pack's days run from its own first date on, the words of its rhythm replace the default's. */
export function mergeFeeds(base: Sections['feeds'] = {}, own: Sections['feeds'] = {}) {
	const names = new Set([...Object.keys(base), ...Object.keys(own)]);
	return new Map(
		[...names].map((name) => {
			const rhythm = own[name]?.rhythm ?? base[name]?.rhythm ?? '';
			const lag = overlayDated(base[name]?.allowed_lag_days ?? [], own[name]?.allowed_lag_days ?? []);
			const due = overlayDated(base[name]?.due_every_days ?? [], own[name]?.due_every_days ?? []);
			return [name, { rhythm, dueEveryDays: due, allowedLagDays: lag }];
		})
	);
}
