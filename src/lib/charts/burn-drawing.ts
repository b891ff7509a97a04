import type { BurnDownPoint } from '$lib/domain/burn-down';
import { addDays, daysBetween } from '$lib/domain/day';

/** A burn-down as lines in a square of 100 by 100, stretched by whoever draws it. */
export interface BurnDrawing {
	/** Path of what remained, a step a day. */
	readonly actual: string;
	/** The same, closed down to the ground. */
	readonly area: string;
	/** Path of the even course, from the eve of the start to the clear-by day. */
	readonly ideal: string;
	/** Whole numbers beside the drawing, with their height from the top. */
	readonly scale: readonly { readonly value: number; readonly y: number }[];
	/** Months and the clear-by day under it. */
	readonly months: readonly { readonly day: string; readonly x: number }[];
	/** Place of the last point, or null where there is none. */
	readonly now: { readonly x: number; readonly y: number } | null;
}

const nice = [1, 2, 5];
const linesWanted = 4;

/** The smallest round step that makes at most four lines up to `top`. */
function stepFor(top: number): number {
	for (let power = 1; ; power *= 10) {
		const found = nice.map((digit) => digit * power).find((step) => top / step <= linesWanted);
		if (found !== undefined) return found;
	}
}

const round = (value: number) => Math.round(value * 100) / 100;

/** Draws a campaign: the days from start to clear-by lie evenly from left to right, nothing open is the ground. */
export function burnDrawing(
	points: readonly BurnDownPoint[],
	{ start, clearBy, atStart }: { readonly start: string; readonly clearBy: string; readonly atStart: number }
): BurnDrawing {
	const whole = daysBetween(start, clearBy) + 1;
	const most = Math.max(1, atStart, ...points.map(({ remaining }) => remaining));
	const step = stepFor(most);
	const top = step * Math.ceil(most / step);
	const x = (day: string) => round(((daysBetween(start, day) + 1) / whole) * 100);
	const y = (value: number) => round(100 - (value / top) * 100);
	const steps = points.map(({ day, remaining }) => `H${x(day)}V${y(remaining)}`).join('');
	const actual = `M0 ${y(atStart)}${steps}`;
	const last = points.at(-1);
	const months: { day: string; x: number }[] = [];
	for (let day = start; day <= clearBy; day = addDays(day, 1)) {
		if (day === start || day.endsWith('-01'))
			months.push({ day, x: round((daysBetween(start, day) / whole) * 100) });
	}
	return {
		actual,
		area: last ? `${actual}V100H0Z` : '',
		ideal: `M0 ${y(atStart)}L100 100`,
		scale: Array.from({ length: top / step + 1 }, (_, index) => ({
			value: index * step,
			y: y(index * step)
		})),
		months,
		now: last ? { x: x(last.day), y: y(last.remaining) } : null
	};
}
