import { chosenOf, parseFilter, toggleAmong } from './filter';
import { understoodAt } from './filter-reach';

/** One thing that a page is narrowed to, with the address that takes it away. */
export interface FilterChip {
	readonly kind: 'street' | 'sector' | 'tier' | 'q' | 'as_of' | 'known_at';
	readonly value: string;
	readonly href: string;
}

const kinds = ['street', 'sector', 'tier', 'q', 'as_of', 'known_at'] as const;
const keyOf = {
	street: 'street',
	sector: 'sector',
	tier: 'tier',
	q: 'q',
	as_of: 'asOf',
	known_at: 'knownAt'
} as const;
/** Where a list had been turned to says nothing about another question. */
const passing = ['page', 'piece'];

function addressWith(url: URL, change: (search: URLSearchParams) => void): string {
	const search = new URLSearchParams(url.search);
	for (const name of passing) search.delete(name);
	change(search);
	const query = search.toString();
	return url.pathname + (query ? `?${query}` : '');
}

/** What the page of an address is narrowed to and understands, one by one. */
export function chipsOf(url: URL): FilterChip[] {
	const filter = parseFilter(url.searchParams);
	const understood = understoodAt(url.pathname);
	return kinds
		.filter((kind) => understood.includes(keyOf[kind]))
		.flatMap((kind) => {
			const value = filter[keyOf[kind]];
			if (value === undefined) return [];
			const values = kind === 'street' || kind === 'sector' ? chosenOf(value) : [value];
			return values.map((one) => ({
				kind,
				value: one,
				href: addressWith(url, (search) => {
					const rest = values.filter((other) => other !== one);
					if (rest.length > 0) search.set(kind, rest.join(','));
					else search.delete(kind);
				})
			}));
		});
}

/** The address of the page with nothing narrowed; what else it says stands. */
export const unfilteredHref = (url: URL): string =>
	addressWith(url, (search) => {
		for (const kind of kinds) search.delete(kind);
	});

/** The address of the page narrowed to one street, sector or tier alone; back from it where it is that one already. */
export const onlyHref = (url: URL, key: 'street' | 'sector' | 'tier', name: string): string =>
	addressWith(url, (search) => {
		if (parseFilter(url.searchParams)[key] === name) search.delete(key);
		else search.set(key, name);
	});

/** The address of the page with a street or sector added to those chosen, or taken out of them. */
export const amongHref = (url: URL, key: 'street' | 'sector', name: string): string =>
	addressWith(url, (search) => {
		const next = toggleAmong(parseFilter(url.searchParams), key, name)[key];
		if (next === undefined) search.delete(key);
		else search.set(key, next);
	});
