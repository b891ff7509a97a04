/** A view that somebody keeps: an address of this board under a name. */
export interface SavedView {
	readonly id: number;
	readonly name: string;
	/** Path and query. */
	readonly address: string;
	readonly ownerId: string;
	readonly owner: string;
	readonly isShared: boolean;
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
