import { filterQuery, parseFilter, withFilter, type Filter } from './filter';

type Part = keyof Filter;

const places: readonly Part[] = ['street', 'sector'];
const day: readonly Part[] = ['asOf', 'knownAt'];
const drawing: readonly Part[] = ['measure', 'map'];
const order: readonly Part[] = ['q', 'sort', 'dir'];

/**
 * Which parts of the filter a page understands: links to it carry these and no others, and it shows them as chips.
 * `/*` stands for one more step of the path; the longest line that fits counts. A page without a line understands none.
 */
export const filterReach: readonly (readonly [path: string, parts: readonly Part[]])[] = [
	['/', [...places, 'tier', ...day, ...drawing]],
	['/leader.pdf', [...places, 'tier', ...day, ...drawing]],
	['/timeline', [...places, 'tier', 'asOf', ...drawing]],
	['/screen', [...places, 'tier', ...day]],
	['/projects', [...places, 'tier', ...day, ...order]],
	['/projects/list.xlsx', [...places, 'tier', ...day, ...order]],
	['/projects/rows', [...places, 'tier', ...day, ...order]],
	['/projects/*', day],
	['/projects/*/*', day],
	['/enterprises', ['street', 'tier', ...day, ...order]],
	['/enterprises/list.xlsx', ['street', 'tier', ...day, ...order]],
	['/enterprises/rows', ['street', 'tier', ...day, ...order]],
	['/enterprises/*', day],
	['/changes', [...places, 'tier', ...day]],
	['/changes/list.xlsx', [...places, 'tier', ...day]],
	['/compare', day],
	['/runway', [...places, 'tier', ...day, 'q']],
	['/streets', [...places, ...day]],
	['/related', [...day]],
	['/contradictions', [...places, 'asOf']],
	['/analysis/hotspots', [...places, 'asOf']],
	['/analysis/sectors', [...places, 'asOf']],
	['/analysis/causes', [...places, 'tier', ...day]],
	['/analysis/funnel', [...places, 'asOf']],
	['/analysis/leagues', ['asOf']],
	['/analysis/indicators', [...places, 'tier', ...day]],
	['/analysis/indicators/*', [...places, 'tier', ...day]],
	['/alerts', [...places, 'tier', 'q']],
	['/alerts/list.xlsx', [...places, 'tier', 'q']],
	['/clues', places],
	['/cases', places],
	['/triggers', places],
	['/exemptions', places],
	['/campaign', [...places, 'asOf']],
	['/meetings', places],
	['/reports', places],
	// Of the funds of the district: a street has none.
	['/reports/fund_check', []],
	['/reports/fund_check/*', []],
	['/reports/*', places],
	['/reports/*/*', places],
	['/bulletins', places],
	['/bulletins/*/*', places],
	['/bulletins/*/*/*', places],
	['/operations', ['asOf']],
	['/supply', ['asOf']]
];

const fits = (pattern: string, path: string) => {
	const wanted = pattern.split('/');
	const given = path.split('/');
	return wanted.length === given.length && wanted.every((step, at) => step === '*' || step === given[at]);
};

/** Parts of the filter that the page at a path understands. */
export function understoodAt(path: string): readonly Part[] {
	const exact = filterReach.find(([pattern]) => pattern === path);
	return (exact ?? filterReach.find(([pattern]) => fits(pattern, path)))?.[1] ?? [];
}

/** The parts of a filter that the page at a path understands. */
export function filterAt(path: string, filter: Filter): Filter {
	const understood = understoodAt(path);
	return Object.fromEntries(Object.entries(filter).filter(([key]) => understood.includes(key as Part)));
}

/** Words looked for and orders belong to the list in which they were chosen. */
const stays = (filter: Filter): Filter =>
	withFilter(filter, { q: undefined, sort: undefined, dir: undefined });

/** An address of this board with what its page understands of a filter; what it says already stands. */
export function hrefWith(href: string, filter: Filter): string {
	const [, path = '', query = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(href) ?? [];
	const search = new URLSearchParams(query);
	const own = parseFilter(search);
	const carried = new URLSearchParams(filterQuery({ ...filterAt(path, stays(filter)), ...own }));
	for (const [name, value] of search) if (!carried.has(name)) carried.append(name, value);
	const text = carried.toString();
	return path + (text ? `?${text}` : '') + hash;
}
