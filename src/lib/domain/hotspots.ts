import { grouped } from './grouped';
import { addDays, daysBetween } from './day';

/** Red and yellow projects of one street or sector on the last judged day of one week. */
export interface HotCell {
	/** Monday of the week, 'YYYY-MM-DD'. */
	readonly week: string;
	/** Day that was judged. */
	readonly asOf: string;
	/** Null: projects whose street matches none of the pack, or that name no sector. */
	readonly place: string | null;
	readonly projects: number;
	readonly judged: number;
	readonly red: number;
	readonly yellow: number;
	/** Workers of its red and yellow projects. */
	readonly workers: number;
	/** Wages unpaid of all its projects. */
	readonly unpaidFen: number;
}

export const hotMeasures = ['share', 'workers', 'money'] as const;
export type HotMeasure = (typeof hotMeasures)[number];

/** How hot a cell is: 0 nothing, 5 the most; null where nothing was judged. */
export type Heat = 0 | 1 | 2 | 3 | 4 | 5 | null;

export interface HotRow {
	readonly place: string | null;
	/** As many as there are weeks; null where the week was not judged or nothing of the place was. */
	readonly cells: readonly (HotCell | null)[];
	/** Rise of the share from the first to the last judged week, in points; null with fewer than two. */
	readonly rise: number | null;
}

/** A field of places by weeks. Weeks that nobody judged are there, and empty. */
export interface HotField {
	readonly weeks: readonly { readonly monday: string; readonly asOf: string | null }[];
	readonly rows: readonly HotRow[];
}

/** Share of red and yellow among what could be judged; null where nothing could. */
export const hotShare = (cell: Pick<HotCell, 'judged' | 'red' | 'yellow'>): number | null =>
	cell.judged === 0 ? null : (cell.red + cell.yellow) / cell.judged;

export function hotValue(cell: HotCell, measure: HotMeasure): number | null {
	if (measure === 'share') return hotShare(cell);
	return measure === 'workers' ? cell.workers : cell.unpaidFen;
}

/** Upper ends of the classes of a share; ours. What is above the last is the hottest. */
export const shareSteps = [0.1, 0.2, 0.35, 0.5] as const;
const partSteps = [0.1, 0.25, 0.5, 0.75] as const;

/** The class of a value. Shares have classes of their own, so that two days compare; sums are parts of the greatest. */
export function heatOf(value: number | null, measure: HotMeasure, greatest: number): Heat {
	if (value === null) return null;
	if (value <= 0) return 0;
	const steps = measure === 'share' ? shareSteps : partSteps;
	const part = measure === 'share' ? value : value / greatest;
	const place = steps.findIndex((step) => part <= step);
	return (place < 0 ? 5 : place + 1) as Heat;
}

const daysOfWeek = 7;

function riseOf(cells: readonly (HotCell | null)[]): number | null {
	const shares = cells.flatMap((cell) => (cell ? (hotShare(cell) ?? []) : []));
	return shares.length < 2 ? null : shares.at(-1)! - shares[0]!;
}

/** Lays cells out by place and week: places in the order given, then others by name, the unknown last. */
export function hotField(cells: readonly HotCell[], order: readonly string[]): HotField {
	const judged = new Map(cells.map(({ week, asOf }) => [week, asOf]));
	const mondays = [...judged.keys()].sort();
	const [first, last] = [mondays[0], mondays.at(-1)];
	const count = first && last ? daysBetween(first, last) / daysOfWeek + 1 : 0;
	const weeks = Array.from({ length: count }, (_, index) => {
		const monday = addDays(first!, index * daysOfWeek);
		return { monday, asOf: judged.get(monday) ?? null };
	});
	const met = new Set(cells.map(({ place }) => place));
	const others = [...met].filter((place) => place !== null && !order.includes(place)).sort();
	const places = [...order, ...others, ...(met.has(null) ? [null] : [])];
	const byPlace = grouped(cells, ({ place }) => place);
	return {
		weeks,
		rows: places.map((place) => {
			const own = byPlace.get(place) ?? [];
			const found = weeks.map(({ monday }) => own.find(({ week }) => week === monday) ?? null);
			return { place, cells: found, rise: riseOf(found) };
		})
	};
}
