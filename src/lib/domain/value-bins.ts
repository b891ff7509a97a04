/** A value beyond a line of a threshold table, for the scale of a histogram. */
export interface ValueRange {
	/** Least and greatest value that is drawn by itself; what lies outside joins the outermost bin. */
	readonly low: number;
	readonly high: number;
	/** Width of a bin, a round number of the unit. */
	readonly width: number;
	readonly count: number;
}

const wantedBins = 24;
/** Ratios are floored to basis points: nothing lies between two of them. */
const leastWidth = 0.0001;
const nice = [1, 2, 2.5, 5, 10];

/** The smallest round number that is not below `value`. */
function niceUp(value: number): number {
	const power = 10 ** Math.floor(Math.log10(value));
	const found = nice.find((digit) => digit * power >= value * (1 - 1e-9));
	return (found ?? 10) * power;
}

/**
 * Bins of one width for an indicator: wide enough for its middle values and for every line of its thresholds, with room
 * beyond the outermost line, so that a line is never the edge of the picture. Whole units where values are whole.
 */
export function valueBins(given: {
	/** 2nd and 98th percentile of what was measured; null where nothing was. */
	readonly low: number | null;
	readonly high: number | null;
	readonly lines: readonly number[];
	readonly isWhole: boolean;
}): ValueRange | null {
	const known = [given.low, given.high, ...given.lines].filter((value) => value !== null);
	if (known.length === 0) return null;
	const least = Math.min(...known);
	const most = Math.max(...known);
	const room = (most - least || Math.abs(most) || 1) * 0.08;
	const raw = niceUp(Math.max(leastWidth, (most - least + 2 * room) / wantedBins));
	const width = given.isWhole ? Math.max(1, Math.ceil(raw)) : raw;
	// A share below zero or a count below zero does not exist: the axis begins at nought where nothing lies under it.
	const floor = Math.floor((least - room) / width + 1e-9);
	const first = least >= 0 ? Math.max(0, floor) : floor;
	const last = Math.max(first + 1, Math.ceil((most + room) / width - 1e-9));
	const round = (value: number) => Math.round(value * 1e6) / 1e6;
	return {
		low: round(first * width),
		high: round(last * width),
		width: round(width),
		count: last - first
	};
}
