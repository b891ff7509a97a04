import { classesOf, countedTier, type MapClass, type MapMeasure } from '$lib/domain/map-measure';
import type { TierKey } from '$lib/domain/tier-key';
import type { Speech } from './context';
import { figures } from './figures';

/** What a map shows: the measure, the tier that it counts, and the limits of its scale. */
export interface MapView {
	readonly measure: MapMeasure;
	readonly tier: TierKey | undefined;
	readonly limits: readonly number[];
}

/** How the map speaks: its measures, figures and classes in words. */
export function mapWords({ t, tierName, lang }: Speech) {
	const { integer, decimal, wan, signed } = figures(lang);
	const figure = (value: number, measure: MapMeasure): string => {
		if (measure === 'share') return decimal(Math.floor(value * 1000) / 10, 1);
		if (measure === 'unpaid') return wan(value);
		return measure === 'change' ? signed(value) : integer(value);
	};
	return {
		/** The figure of a street without its unit; '' where it has none. */
		figure: (value: number | null, measure: MapMeasure) => (value === null ? '' : figure(value, measure)),
		/** What the figures of a measure are, with their unit. */
		means({ measure, tier }: MapView): string {
			if (measure === 'count') return t('map.measure.count.means', { tier: tierName(countedTier(tier)) });
			if (measure === 'change' && tier) return t('map.measure.change.tier', { tier: tierName(tier) });
			return t(`map.measure.${measure}.means`);
		},
		/** A class of the legend. */
		className(of: MapClass, { measure, limits }: MapView): string {
			if (of.kind === 'tier') return tierName(of.tier);
			if (of.kind === 'no_data')
				return t(measure === 'change' ? 'map.class.no_compare' : 'map.class.no_data');
			if (of.kind !== 'step') return t(`map.class.${of.kind}`);
			if (of.step === 0) return '0';
			const write = (limit: number) => (measure === 'share' ? integer(limit * 100) : figure(limit, measure));
			if (of.step > limits.length) return t('map.class.above', { from: write(limits.at(-1) ?? 0) });
			const isWhole = measure === 'count' || measure === 'workers';
			const below = of.step === 1 ? 0 : limits[of.step - 2]!;
			const from = isWhole ? below + 1 : below;
			const to = limits[of.step - 1]!;
			return isWhole && from === to ? write(to) : t('map.class.range', { from: write(from), to: write(to) });
		},
		classes: ({ measure }: MapView) => classesOf(measure)
	};
}
