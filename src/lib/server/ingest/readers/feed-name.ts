import type { FeedDefinition } from '$lib/domain/feed';
import { foldWidth } from '$lib/domain/fold-width';

/**
 * The feed that a file or sheet names first: `payroll_2026-08.csv`, `工资支付明细8月.xlsx`; null when none.
 * The longest match wins, so that `project_parties.csv` is not taken for `projects`.
 */
export function feedFromName(name: string, feeds: Iterable<FeedDefinition>): string | null {
	const folded = foldWidth(name).trim().toLowerCase().replace(/\s+/g, '');
	let best: { feed: string; length: number } | null = null;
	for (const { feed, zh } of feeds) {
		const chinese = foldWidth(zh).toLowerCase();
		const length = startsAsWord(folded, feed) ? feed.length : folded.startsWith(chinese) ? chinese.length : 0;
		if (length > 0 && length > (best?.length ?? 0)) best = { feed, length };
	}
	return best?.feed ?? null;
}

function startsAsWord(name: string, feed: string): boolean {
	return name.startsWith(feed) && (name.length === feed.length || '._-'.includes(name[feed.length]!));
}
