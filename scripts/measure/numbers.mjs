/** The value at `share` of the sorted values: 0.5 is the median. @param {readonly number[]} values */
export function quantile(values, share) {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** What a row of measurements says, in the unit of its values. @param {readonly number[]} values */
export const summary = (values) => ({
	least: round(Math.min(...values)),
	median: round(quantile(values, 0.5)),
	p95: round(quantile(values, 0.95))
});

export const round = (value, digits = 1) => Number(value.toFixed(digits));
