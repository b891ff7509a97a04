import { indicators } from '../indicators/registry';

/** What a list needs to say about an indicator. */
export interface IndicatorLabel {
	readonly zh: string;
	readonly en: string;
	readonly unit: string;
}

/** Names and units of the given indicators; ids that the registry does not know are left out. */
export function indicatorLabels(ids: Iterable<string>): Record<string, IndicatorLabel> {
	const labels: Record<string, IndicatorLabel> = {};
	for (const id of ids) {
		const found = indicators.get(id);
		if (found) labels[id] = { zh: found.label.zh, en: found.label.en, unit: found.unit };
	}
	return labels;
}
