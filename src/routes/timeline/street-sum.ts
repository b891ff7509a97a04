import type { StreetCounts, TierCounts } from '$lib/charts/board';

const none: TierCounts = { red: 0, yellow: 0, blue: 0, grey: 0, normal: 0 };

const plus = (one: TierCounts, other: TierCounts): TierCounts => ({
	red: one.red + other.red,
	yellow: one.yellow + other.yellow,
	blue: one.blue + other.blue,
	grey: one.grey + other.grey,
	normal: one.normal + other.normal
});

/** All streets together, as if they were one. */
export function sumOfStreets(streets: readonly StreetCounts[]): StreetCounts {
	return streets.reduce<StreetCounts>(
		(sum, { counts, change, workers, unpaidFen }) => ({
			name: null,
			counts: plus(sum.counts, counts),
			change: sum.change && change && plus(sum.change, change),
			workers: sum.workers + workers,
			unpaidFen: sum.unpaidFen + unpaidFen
		}),
		{ name: null, counts: none, change: none, workers: 0, unpaidFen: 0 }
	);
}
