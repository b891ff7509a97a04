import { daysBetween, isDay } from './day';
import { understoodAt } from './filter-reach';

/** A view that somebody keeps: an address of this board under a name. */
export interface SavedView {
	readonly id: number;
	readonly name: string;
	/** Path and query. */
	readonly address: string;
	readonly ownerId: string;
	readonly owner: string;
	readonly isShared: boolean;
	/** Whether it is what the board of the person who asks opens with. */
	readonly isFirst: boolean;
	/** 'YYYY-MM-DD HH:MM:SS', Asia/Shanghai. */
	readonly savedAt: string;
}

/** Longest address that is kept; longer ones are no filter any more. */
const longest = 1_000;
/** Parts that say where somebody had scrolled to or what was just done, and not what is looked at. */
const passing = new Set(['page', 'piece', 'from_view']);

/**
 * The address as it is kept: a path of this board with what it is narrowed to, nothing that is empty or passes.
 * Null for what is no such address: another site, a download, a part of the program.
 */
export function viewAddress(given: string): string | null {
	const text = given.trim();
	// A browser takes `//host` and `/\host` for another site, and drops tabs and line ends before it looks.
	if (!/^\/(?![/\\])/.test(text) || text.length > longest || /[\s\\]/.test(text)) return null;
	const url = new URL(text, 'http://board.invalid');
	if (url.host !== 'board.invalid') return null;
	if (/\.[a-z]+$/.test(url.pathname) || /^\/(api|events|metrics|preferences|views|sign-)/.test(url.pathname))
		return null;
	const kept = [...url.searchParams].filter(
		([name, value]) => value !== '' && !name.startsWith('/') && !passing.has(name)
	);
	const query = new URLSearchParams(kept).toString();
	return url.pathname + (query ? `?${query}` : '');
}

/** Which day a view shows: always the latest, or one that stays; null where its page knows no days. */
export type ViewDay = { readonly kind: 'latest' } | { readonly kind: 'fixed'; readonly day: string };

/** Fields that name the later of two days, and the earlier one. */
const twoDays = { '/changes': ['to', 'from'] } as const;

const taken = (address: string) => {
	const url = new URL(address, 'http://board.invalid');
	const pair = url.pathname === '/changes' ? twoDays['/changes'] : null;
	return { url, search: url.searchParams, pair };
};
const written = ({ pathname, searchParams }: URL) => {
	const query = searchParams.toString();
	return pathname + (query ? `?${query}` : '');
};

export function viewDay(address: string): ViewDay | null {
	const { url, search, pair } = taken(address);
	if (!understoodAt(url.pathname).includes('asOf')) return null;
	const day = (pair && search.get(pair[0])) ?? search.get('as_of');
	return day !== null && isDay(day) ? { kind: 'fixed', day } : { kind: 'latest' };
}

/** The address with its day fixed, or with the latest one always; two days stay as far apart as they were. */
export function withViewDay(address: string, wanted: ViewDay): string {
	const { url, search, pair } = taken(address);
	if (!understoodAt(url.pathname).includes('asOf')) return address;
	if (wanted.kind === 'fixed') search.set(pair ? pair[0] : 'as_of', wanted.day);
	else {
		const [to, from] = pair ? [search.get(pair[0]), search.get(pair[1])] : [null, null];
		for (const name of ['as_of', 'known_at', ...(pair ?? [])]) search.delete(name);
		if (to && from && isDay(to) && isDay(from)) search.set('days', String(daysBetween(from, to)));
	}
	return written(url);
}
