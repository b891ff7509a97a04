import { daysBetween } from '$lib/domain/day';
import { measureValue, scaleLimits, type MapMeasure } from '$lib/domain/map-measure';
import { tierKeys, type TierKey } from '$lib/domain/tier-key';
import { streetCounts, type BoardCell, type StreetCounts } from './board';
import { factsOf } from './tiles';

/** A week on the map: the day that was judged last in it. */
export interface MapWeek {
	/** 'YYYY-MM-DD'. */
	readonly day: string;
	/** Whether only its tiers are kept. */
	readonly tiersOnly: boolean;
}

/** Every week in one small load: names once, and of each week a row of whole numbers. */
export interface WeekLoad {
	readonly weeks: readonly MapWeek[];
	readonly streets: readonly (string | null)[];
	readonly sectors: readonly (string | null)[];
	/** By week: place and tier in one number, projects, workers, fen unpaid; again and again. */
	readonly cells: readonly (readonly number[])[];
}

const numbersOfCell = 4;
/** Weeks farther apart than this are not "last week". */
const farthestDays = 13;

/** Packs the cells of all weeks; `cells` stand in the order of `weeks`. */
export function packWeeks(weeks: readonly MapWeek[], cells: readonly (readonly BoardCell[])[]): WeekLoad {
	const streets = [...new Set(cells.flatMap((week) => week.map(({ street }) => street)))];
	const sectors = [...new Set(cells.flatMap((week) => week.map(({ sector }) => sector)))];
	return {
		weeks,
		streets,
		sectors,
		cells: cells.map((week) =>
			week.flatMap(({ street, sector, tier, projects, workers, unpaidFen }) => {
				const place = streets.indexOf(street) * sectors.length + sectors.indexOf(sector);
				return [place * tierKeys.length + tierKeys.indexOf(tier), projects, workers, unpaidFen];
			})
		)
	};
}

/** The cells of one week, as they were packed. */
export function cellsOfWeek({ streets, sectors, cells }: WeekLoad, index: number): BoardCell[] {
	const numbers = cells[index] ?? [];
	const found: BoardCell[] = [];
	for (let at = 0; at < numbers.length; at += numbersOfCell) {
		const key = numbers[at]!;
		const place = Math.floor(key / tierKeys.length);
		found.push({
			street: streets[Math.floor(place / sectors.length)] ?? null,
			sector: sectors[place % sectors.length] ?? null,
			tier: tierKeys[key % tierKeys.length]!,
			projects: numbers[at + 1]!,
			workers: numbers[at + 2]!,
			unpaidFen: numbers[at + 3]!
		});
	}
	return found;
}

/** What each street counts in every week, narrowed to a sector; the change is against the week before, where it was judged. */
export function streetsByWeek(
	load: WeekLoad,
	{ streets, sector }: { readonly streets: readonly (string | null)[]; readonly sector: string | undefined }
): StreetCounts[][] {
	const weeks = load.weeks.map((_, index) => cellsOfWeek(load, index));
	return weeks.map((cells, index) => {
		const earlier = load.weeks[index - 1];
		const isNear = earlier && daysBetween(earlier.day, load.weeks[index]!.day) <= farthestDays;
		return streetCounts({ cells, before: isNear ? weeks[index - 1]! : null, streets, sector });
	});
}

/** One scale for all weeks, so that a colour means the same in each. */
export function limitsOfWeeks(
	byWeek: readonly (readonly StreetCounts[])[],
	measure: MapMeasure,
	tier: TierKey | undefined
): number[] {
	return scaleLimits(
		measure,
		byWeek.flatMap((streets) => streets.map((street) => measureValue(factsOf(street), measure, tier)))
	);
}

/** The last week that is not after a day; the first one where all are. */
export function weekAt(weeks: readonly MapWeek[], day: string): number {
	const index = weeks.findLastIndex((week) => week.day <= day);
	return Math.max(0, index);
}
