import { isDay } from './day';
import { mapDrawings, mapMeasures, type MapDrawing, type MapMeasure } from './map-measure';
import { isMinute, minuteLength } from './minute';
import { tierKeys, type TierKey } from './tier-key';

/** Orders in which projects and enterprises can be listed. */
export const sortKeys = [
	'priority',
	'unpaid',
	'workers',
	'score',
	'contract',
	'name',
	'code',
	'street',
	'sector',
	'contractor'
] as const;
export type SortKey = (typeof sortKeys)[number];
export const directions = ['asc', 'desc'] as const;
export type Direction = (typeof directions)[number];

/** What a reader has narrowed the board to. It lives in the address and nowhere else. */
export interface Filter {
	/** One street, or several joined by commas: `chosenOf` takes them apart, `isChosen` asks for one. */
	readonly street?: string;
	/** One sector, or several joined by commas. */
	readonly sector?: string;
	readonly tier?: TierKey;
	/** 'YYYY-MM-DD': the day the board is read as of. */
	readonly asOf?: string;
	/** 'YYYY-MM-DDTHH:MM', Asia/Shanghai: the board as it was known then; as known now where it is not given. */
	readonly knownAt?: string;
	/** Words looked for in names and codes. */
	readonly q?: string;
	readonly sort?: SortKey;
	/** The way round of `sort`; figures from the largest, words from the first, where it is not given. */
	readonly dir?: Direction;
	/** What the map of the streets shows; what fits the tier where it is not given. */
	readonly measure?: MapMeasure;
	/** How the streets are drawn, where it is not by the official boundaries. */
	readonly map?: MapDrawing;
}

const names = {
	street: 'street',
	sector: 'sector',
	tier: 'tier',
	asOf: 'as_of',
	knownAt: 'known_at',
	q: 'q',
	sort: 'sort',
	dir: 'dir',
	measure: 'measure',
	map: 'map'
} as const;
const order = Object.keys(names) as (keyof typeof names)[];
const longest = 100;
/** Several streets or sectors together. */
const longestList = 600;

/** Reads a filter from an address; what is not understood is left out, so that an old link still opens. */
export function parseFilter(search: URLSearchParams): Filter {
	const text = (name: string, most = longest) => search.get(name)?.trim().slice(0, most) || undefined;
	// A form without a script sends a field once for every choice.
	const list = (name: string) => joined(chosenOf(search.getAll(name).join(separator).slice(0, longestList)));
	const oneOf = <T extends string>(values: readonly T[], value: string | undefined) =>
		values.find((known) => known === value);
	const day = text(names.asOf);
	const minute = text(names.knownAt)?.slice(0, minuteLength);
	return without({
		street: list(names.street),
		sector: list(names.sector),
		tier: oneOf(tierKeys, text(names.tier)),
		asOf: day && isDay(day) ? day : undefined,
		knownAt: minute && isMinute(minute) ? minute : undefined,
		q: text(names.q),
		sort: oneOf(sortKeys, text(names.sort)),
		dir: oneOf(directions, text(names.dir)),
		measure: oneOf(mapMeasures, text(names.measure)),
		map: oneOf(mapDrawings, text(names.map))
	});
}

/** Writes a filter as '?street=…', always in the same order; '' where nothing is narrowed. */
export function filterQuery(filter: Filter): string {
	const search = new URLSearchParams();
	for (const key of order) {
		const value = filter[key];
		if (value) search.set(names[key], value);
	}
	const query = search.toString();
	return query ? `?${query}` : '';
}

const words: readonly SortKey[] = ['name', 'code', 'street', 'sector', 'contractor'];

/** The way round in which an order is meant where nobody says: figures from the largest, words from the first. */
export const usualDirection = (key: SortKey): Direction => (words.includes(key) ? 'asc' : 'desc');

/** The filter with some parts set; undefined takes a part away. */
export function withFilter(filter: Filter, patch: { [K in keyof Filter]?: Filter[K] | undefined }): Filter {
	return without({ ...filter, ...patch });
}

/** The filter with one part set, or taken away where it already has that value: a second click undoes the first. */
export function toggleFilter<K extends keyof Filter>(filter: Filter, key: K, value: Filter[K]): Filter {
	return withFilter(filter, { [key]: filter[key] === value ? undefined : value });
}

function without(filter: { [K in keyof Filter]?: Filter[K] | undefined }): Filter {
	return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

const separator = ',';
const joined = (names: readonly string[]) => (names.length > 0 ? names.join(separator) : undefined);

/** The streets or sectors that a filter is narrowed to; none: to all. */
export const chosenOf = (value: string | undefined): readonly string[] => [
	...new Set(
		(value ?? '')
			.split(separator)
			.map((name) => name.trim())
			.filter(Boolean)
	)
];

/** Whether something of this street or sector is in the filter: nothing chosen holds everything. */
export const holds = (value: string | undefined, name: string | null): boolean =>
	value === undefined || (name !== null && chosenOf(value).includes(name));

/** Whether this street or sector was chosen itself. */
export const isChosen = (value: string | undefined, name: string | null): boolean =>
	value !== undefined && holds(value, name);

/** The filter with a street or sector added to those chosen, or taken out of them. */
export function toggleAmong(filter: Filter, key: 'street' | 'sector', name: string): Filter {
	const chosen = chosenOf(filter[key]);
	const next = chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name];
	return withFilter(filter, { [key]: joined(next) });
}

/** The part of a filter that every link keeps: which day is looked at, and as known when. */
export function viewOf({ asOf, knownAt }: Filter): Filter {
	return without({ asOf, knownAt });
}
