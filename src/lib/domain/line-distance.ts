import type { Figure, FigureThreshold } from './figure';

/** How far a figure is from the next graver line and from leaving the line that it crossed. */
export interface LineDistance {
	/** The line above, and what is missing to it (in the unit of the figure); null where there is none. */
	readonly graver: { readonly severity: 1 | 2 | 3; readonly by: number } | null;
	/** How much it must move back so that it is less grave; null where it crossed no line. */
	readonly lighter: { readonly severity: 1 | 2 | 3; readonly by: number } | null;
}

const rises = ({ op }: FigureThreshold) => op === '>=' || op === '>';

/**
 * Distance of a figure to its lines. Null where it has no value, or where its lines are several tables of which one
 * number does not say which holds.
 */
export function lineDistance(figure: Figure): LineDistance | null {
	const { value, severity, nullReason, thresholds } = figure;
	if (value === null || nullReason !== null || severity === null) return null;
	if (thresholds.length === 0 || thresholds.some(({ band }) => band !== '')) return null;
	const far = (line: FigureThreshold) => Math.abs(line.bound - value);
	const above = thresholds
		.filter((line) => line.severity > severity)
		.sort((a, b) => a.severity - b.severity)[0];
	const crossed = thresholds.find((line) => line.severity === severity);
	// A capped finding lies beyond a line that it may not cross: there is no distance to tell.
	const isBeyond = above && (rises(above) ? value > above.bound : value < above.bound);
	return {
		graver: above && !isBeyond ? { severity: above.severity, by: far(above) } : null,
		lighter: crossed ? { severity: crossed.severity, by: far(crossed) } : null
	};
}
