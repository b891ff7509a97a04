import { feeds } from '$lib/domain/feeds';
import { feedFromName } from './feed-name';

/** A sheet to be read, and the feed its name says, or the file's. */
export interface ChosenSheet<Sheet> {
	sheet: Sheet;
	feed: string | null;
}

/**
 * Chooses what to read of a workbook: every sheet named as a feed (`all`), otherwise the first visible sheet
 * that is not empty (`first`, in the order to try).
 */
export function chooseSheets<Sheet extends { name: string; hidden: boolean }>(
	sheets: readonly Sheet[],
	fileFeed: string | null
): { take: 'all' | 'first'; sheets: ChosenSheet<Sheet>[] } {
	const named = sheets
		.map((sheet) => ({ sheet, feed: feedFromName(sheet.name, feeds.values()) }))
		.filter((one) => one.feed !== null);
	if (named.length > 0) return { take: 'all', sheets: named };
	const visible = sheets.filter((sheet) => !sheet.hidden);
	const order = visible.length > 0 ? visible : sheets;
	return { take: 'first', sheets: order.map((sheet) => ({ sheet, feed: fileFeed })) };
}
