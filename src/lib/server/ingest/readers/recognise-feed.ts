import type { FeedDefinition } from '$lib/domain/feed';
import { findHeader, type FoundHeader } from './find-header';
import type { RememberedHeaders } from './remembered-headers';

/** Fewer named columns than this say nothing: `项目编码` alone stands in most feeds. */
const LEAST_COLUMNS = 3;
/** The printed form 附件1 carries no project code; these columns make it the project ledger. */
const PRINTED_LEDGER = { feed: 'projects', columns: ['project_name', 'street', 'owner_name', 'gc_name'] };

/** A feed recognised by its header alone. */
export interface RecognisedFeed {
	definition: FeedDefinition;
	header: FoundHeader;
}

/**
 * Recognises the feed of a table by its header: all its required columns are there and it explains the header
 * better than any other feed does. Null when none does, or when two explain it equally well: a guess would put
 * one department's rows in another's table.
 */
export function recogniseFeed(
	grid: readonly (readonly string[])[],
	feeds: Iterable<FeedDefinition>,
	remembered?: RememberedHeaders
): RecognisedFeed | null {
	const candidates: RecognisedFeed[] = [];
	for (const definition of feeds) {
		const header = findHeader(grid, definition, remembered);
		if (header && isFeed(definition, header)) candidates.push({ definition, header });
	}
	const winners = candidates.filter((one) =>
		candidates.every((other) => one === other || explains(one, other))
	);
	return winners.length === 1 ? winners[0]! : null;
}

function isFeed(definition: FeedDefinition, header: FoundHeader): boolean {
	const named = header.headers.filter((text) => text !== '').length;
	if (header.matched < LEAST_COLUMNS || header.matched * 2 < named) return false;
	const has = (column: string) => header.columns.includes(column);
	if (definition.feed === PRINTED_LEDGER.feed && PRINTED_LEDGER.columns.every(has)) return true;
	return definition.columns.every((column) => !column.required || has(column.name));
}

/** True when `one` names every header cell that `other` names, and more. */
function explains(one: RecognisedFeed, other: RecognisedFeed): boolean {
	if (one.header.index !== other.header.index) return one.header.matched > other.header.matched;
	const covers = other.header.columns.every((column, i) => column === null || one.header.columns[i] != null);
	return covers && one.header.matched > other.header.matched;
}
