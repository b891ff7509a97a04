import type { FeedDefinition } from '$lib/domain/feed';
import { foldHeader } from './header-match';

/** Headers that a person has matched for a supplier: feed, folded header, column. */
export type RememberedHeaders = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The column that this supplier means by a header, or null where nobody has said so. */
export function rememberedColumn(
	remembered: RememberedHeaders | undefined,
	feed: FeedDefinition,
	header: string
): string | null {
	const ofFeed = remembered?.[feed.feed];
	if (!ofFeed || header === '') return null;
	const folded = foldHeader(header);
	const column = Object.hasOwn(ofFeed, folded) ? ofFeed[folded] : undefined;
	return feed.columns.find(({ name }) => name === column)?.name ?? null;
}
