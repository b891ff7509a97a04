import { feeds } from '$lib/domain/feeds';
import type { Templates } from './render';

/** Which rows are looked at: those known now, or those known at a moment (Shanghai time). */
export interface KnownAt {
	/** Null: as known now. */
	readonly knownAt: string | null;
}

/**
 * Each feed's name as a template for its rows as known then. A row is known from the moment that it was
 * received until a later row of the same key, or a withdrawal, closes it.
 */
export function knownRows({ knownAt }: KnownAt): Templates {
	const condition =
		knownAt === null
			? 'known_to is null'
			: 'known_from <= cast($known_at as timestamp) and (known_to is null or known_to > cast($known_at as timestamp))';
	return Object.fromEntries(
		[...feeds.keys()].map((feed) => [feed, `(select * from feed_${feed} where ${condition})`])
	);
}
