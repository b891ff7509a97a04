/** A share with what it was counted over; null where nothing could be counted. */
export interface CountedShare {
	readonly share: number;
	readonly of: number;
}

/** What a supplier did in the span. */
export interface SupplierRecord {
	readonly supplier: string;
	/** Days in time of days on which something was expected, over all its feeds. */
	readonly onTime: CountedShare | null;
	/** Projects (or rows) reported of those expected. */
	readonly complete: CountedShare | null;
	/** Rows that could be used of those read. */
	readonly usable: CountedShare | null;
}

export interface LeaguePlace extends SupplierRecord {
	/** 1 for the best; null where there is too little to go by. */
	readonly place: number | null;
	/** 0 to 100; null where there is too little to go by. */
	readonly score: number | null;
}

/**
 * Parts of the score, and how much counting it takes until a supplier's own share weighs as much as the average: below
 * that it is drawn towards the average of all. Ours; shown as 示例.
 */
const leagueParts = {
	onTime: { points: 50, half: 30 },
	complete: { points: 30, half: 20 },
	usable: { points: 20, half: 500 }
} as const;
type Part = keyof typeof leagueParts;
const parts = Object.keys(leagueParts) as Part[];

/** Days on which something was expected, below which nobody is ranked. */
export const leagueLeastDays = 14;

/** A share drawn towards `mean` the more, the less it was counted over. */
export function drawnToMean({ share, of }: CountedShare, mean: number, half: number): number {
	return (share * of + mean * half) / (of + half);
}

function meanOf(records: readonly SupplierRecord[], part: Part): number {
	const counted = records.flatMap((record) => record[part] ?? []);
	const of = counted.reduce((total, one) => total + one.of, 0);
	return of === 0 ? 1 : counted.reduce((total, one) => total + one.share * one.of, 0) / of;
}

/**
 * Suppliers from best to worst, fair to size: few deliveries make neither a champion nor a culprit. What was not
 * counted of a supplier stands at the average. Those with too few days follow, without a place.
 */
export function supplyLeague(records: readonly SupplierRecord[]): LeaguePlace[] {
	const means = Object.fromEntries(parts.map((part) => [part, meanOf(records, part)])) as Record<
		Part,
		number
	>;
	const scoreOf = (record: SupplierRecord) =>
		parts.reduce((total, part) => {
			const { points, half } = leagueParts[part];
			const own = record[part];
			return total + points * (own === null ? means[part] : drawnToMean(own, means[part], half));
		}, 0);
	const isRanked = ({ onTime }: SupplierRecord) => onTime !== null && onTime.of >= leagueLeastDays;
	const ranked = records
		.filter(isRanked)
		.map((record) => ({ ...record, score: Math.floor(scoreOf(record) * 10 + 0.5) / 10 }))
		.sort((a, b) => b.score - a.score || a.supplier.localeCompare(b.supplier));
	return [
		...ranked.map((record) => ({
			...record,
			place: 1 + ranked.filter((other) => other.score > record.score).length
		})),
		...records
			.filter((record) => !isRanked(record))
			.sort((a, b) => a.supplier.localeCompare(b.supplier))
			.map((record) => ({ ...record, score: null, place: null }))
	];
}
