import type { FeedColumn, FeedDefinition } from '$lib/domain/feed';
import { foldHeader, statedUnit } from './header-match';

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
	const found = feed.columns.find(({ name }) => name === column);
	return found && isMatchable(found, header) ? found.name : null;
}

/** Whether a person may match a header to a column: a sum in 元 or 万元 can be read either way, in 亿元 it cannot. */
export function isMatchable(column: FeedColumn, header: string): boolean {
	const unit = statedUnit(header);
	if (unit === null) return true;
	if (column.type === 'money_yuan' || column.type === 'money_wan') return unit === '元' || unit === '万元';
	return column.type === 'ratio' && unit === '%';
}
