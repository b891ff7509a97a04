import type { FeedDefinition } from '$lib/domain/feed';
import { LEVEL_SEPARATOR, matchHeader } from './header-match';
import { rememberedColumn, type RememberedHeaders } from './remembered-headers';

/** Title, 填报单位 and notes may stand above a header; more lines than this are not a table. */
export const HEADER_SEARCH_ROWS = 15;

/** A header found in the first rows of a table. */
export interface FoundHeader {
	/** Index of the first header row. */
	index: number;
	/** 1, or 2 for a header of two levels. */
	rows: 1 | 2;
	headers: string[];
	columns: (string | null)[];
	matched: number;
	/** Columns that only the memory of this supplier named; not given where there are none. */
	remembered?: string[];
}

/** Finds the one- or two-row header that names most columns of `feed`; null when fewer than two are named. */
export function findHeader(
	grid: readonly (readonly string[])[],
	feed: FeedDefinition,
	remembered?: RememberedHeaders
): FoundHeader | null {
	let best: FoundHeader | null = null;
	for (let index = 0; index < Math.min(grid.length, HEADER_SEARCH_ROWS); index++) {
		const upper = grid[index]!;
		const single = match(index, 1, clean(upper), feed, remembered);
		best = better(best, single);
		const lower = grid[index + 1];
		if (lower && single.matched > 0) {
			best = better(best, match(index, 2, joinLevels(upper, lower), feed, remembered));
		}
	}
	const named = best?.headers.filter((header) => header !== '').length ?? 0;
	return best && best.matched >= Math.min(2, named) && best.matched > 0 ? best : null;
}

/** Joins the two rows of a header; a blank upper cell stands for the one to its left, as in a merged cell. */
export function joinLevels(upper: readonly string[], lower: readonly string[]): string[] {
	const joined: string[] = [];
	let group = '';
	for (let i = 0; i < Math.max(upper.length, lower.length); i++) {
		const above = tidy(upper[i] ?? '');
		const below = tidy(lower[i] ?? '');
		if (above !== '') group = above;
		if (below === '' || below === above) joined.push(above);
		else joined.push(group === '' ? below : group + LEVEL_SEPARATOR + below);
	}
	return joined;
}

function match(
	index: number,
	rows: 1 | 2,
	headers: string[],
	feed: FeedDefinition,
	remembered: RememberedHeaders | undefined
): FoundHeader {
	const taken = new Set<string>();
	const take = (column: string | null) => {
		if (column === null || taken.has(column)) return null;
		taken.add(column);
		return column;
	};
	const columns = headers.map((header) => take(matchHeader(header, feed)));
	const found = { index, rows, headers, columns };
	if (!remembered) return { ...found, matched: taken.size };
	// The rules of the feed come first: memory only fills what they leave open.
	const byMemory: string[] = [];
	for (const [at, header] of headers.entries()) {
		if (columns[at] != null) continue;
		const column = take(rememberedColumn(remembered, feed, header));
		if (column !== null) byMemory.push(column);
		columns[at] = column;
	}
	return { ...found, matched: taken.size, ...(byMemory.length > 0 && { remembered: byMemory }) };
}

function better(best: FoundHeader | null, next: FoundHeader): FoundHeader {
	return best && best.matched >= next.matched ? best : next;
}

function clean(cells: readonly string[]): string[] {
	return cells.map(tidy);
}

function tidy(cell: string): string {
	return cell.replace(/\s+/g, ' ').trim();
}
