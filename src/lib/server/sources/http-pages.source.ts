import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { RiskError } from '$lib/domain/errors';
import { fetchPage, type Page, type PageLimits } from './http-page';
import { PageJournal } from './page-journal';
import type { CollectedFile, SourceContext } from './source';

/** A department that answers `GET {base}/{feed}?cursor=&limit=` page by page. */
export interface HttpPagesSource {
	readonly id: string;
	readonly supplier: string;
	readonly base: string;
	readonly token: string;
	readonly feeds: readonly string[];
	readonly pageSize?: number;
}

/** Limits of a whole pull, beside those of a page. */
export interface PullLimits extends PageLimits {
	readonly pages: number;
	readonly pullMilliseconds: number;
	readonly pullBytes: number;
	/** Pages in a row that say the same as an earlier one, before the upstream is taken to go round in circles. */
	readonly repeats: number;
	/** A pull that broke off longer ago is begun again. */
	readonly longestPauseMilliseconds: number;
}

export const pullLimits: PullLimits = {
	attempts: 6,
	requestMilliseconds: 30_000,
	pageBytes: 64 * 2 ** 20,
	firstWaitMilliseconds: 250,
	longestWaitMilliseconds: 8_000,
	patienceMilliseconds: 120_000,
	pages: 100_000,
	pullMilliseconds: 20 * 60_000,
	pullBytes: 4 * 2 ** 30,
	repeats: 20,
	longestPauseMilliseconds: 6 * 60 * 60_000
};

const usualPageSize = 2000;

/** All pages of a feed, as one file of one JSON object a line. */
export interface PulledPages extends CollectedFile {
	readonly rows: number;
	readonly pages: number;
	/** Pages that an earlier run had fetched already. */
	readonly resumedAfter: number;
	/** Lets go of the pages: they are in, or of no use. Until then the next run finds them here. */
	forget(): Promise<void>;
}

export interface PullOptions {
	readonly limits?: PullLimits;
	/** Hears how many pages and rows are in. */
	readonly watch?: (pages: number, rows: number) => void;
}

/** Where the pages of a pull lie until they are in. */
export const pullFolder = (home: string, sourceId: string, feed: string) =>
	join(home, 'pulls', sourceId, feed);

/**
 * Fetches the pages of one feed that are not here yet, each safe on the disk before the next is asked for. A pull that
 * broke off, by a failure or a crash, goes on behind its last page.
 * @throws RiskError SOURCE_FAILED, SOURCE_TOKEN, SOURCE_NOT_DATA, SOURCE_NO_PAGE, SOURCE_BUSY, SOURCE_SLOW,
 * SOURCE_TOO_MUCH, each one Chinese sentence
 */
export async function collectPages(
	context: SourceContext,
	source: HttpPagesSource,
	feed: string,
	{ limits = pullLimits, watch }: PullOptions = {}
): Promise<PulledPages> {
	const limit = source.pageSize ?? usualPageSize;
	const journal = await PageJournal.open(pullFolder(context.home, source.id, feed), {
		of: `${source.base} ${feed} ${limit}`,
		now: context.now().getTime(),
		longestMilliseconds: limits.longestPauseMilliseconds
	});
	let resumedAfter = journal.pages.length;
	const began = performance.now();
	while (!journal.isComplete) {
		if (performance.now() - began > limits.pullMilliseconds) throw slow(source, feed, journal);
		if (journal.pages.length >= limits.pages || journal.bytes > limits.pullBytes) {
			await journal.forget();
			throw tooMuch(source, feed);
		}
		const cursor = journal.pages.at(-1)?.next ?? null;
		let page: Page;
		try {
			page = await fetchPage(context, source, { feed, cursor, limit }, limits);
		} catch (error) {
			const isForgotten = error instanceof RiskError && error.code === 'SOURCE_NO_PAGE';
			if (!isForgotten || resumedAfter === 0 || journal.pages.length > resumedAfter) throw error;
			// The upstream no longer knows the place where we left: from the beginning, once.
			await journal.restart();
			resumedAfter = 0;
			continue;
		}
		await land(journal, cursor, page, { source, feed, repeats: limits.repeats });
		watch?.(journal.pages.length, journal.rows);
	}
	return {
		path: journal.rowsPath,
		name: `${feed}_${source.id}.ndjson`,
		feed,
		supplier: source.supplier,
		rows: journal.rows,
		pages: journal.pages.length,
		resumedAfter,
		forget: () => journal.forget()
	};
}

async function land(
	journal: PageJournal,
	cursor: string | null,
	page: Page,
	{ source, feed, repeats }: { source: HttpPagesSource; feed: string; repeats: number }
): Promise<void> {
	const { pages } = journal;
	const comesBack = page.next !== null && (page.next === cursor || journal.hasAsked(page.next));
	if (comesBack) {
		await journal.forget();
		throw inCircles(source, feed, `游标 ${page.next}`);
	}
	const text = page.rows.map((row) => `${JSON.stringify(row)}\n`).join('');
	const sha256 = createHash('sha256').update(text).digest('hex');
	// A page of one row may truly be like another one; a longer one is the same page sent twice.
	const isRepeat = page.rows.length > 1 && journal.hasContent(sha256);
	if (isRepeat && pages.slice(-repeats).filter((one) => one.sha256 === sha256).length >= repeats) {
		await journal.forget();
		throw inCircles(source, feed, `连续 ${repeats} 页内容相同`);
	}
	const rows = isRepeat ? 0 : page.rows.length;
	await journal.append(isRepeat ? '' : text, { cursor, next: page.next, rows, sha256 });
}

const inCircles = (source: HttpPagesSource, feed: string, why: string) =>
	new RiskError(
		'SOURCE_FAILED',
		`数据源“${source.supplier}”的 ${feed} 反复返回同一页（${why}），本次未入库，请联系对方检查分页接口。`
	);

const slow = (source: HttpPagesSource, feed: string, journal: PageJournal) =>
	new RiskError(
		'SOURCE_SLOW',
		`数据源“${source.supplier}”的 ${feed} 取得太慢，本次到时间先停下；已取到 ${journal.pages.length} 页并保留，下次运行接着取。`
	);

const tooMuch = (source: HttpPagesSource, feed: string) =>
	new RiskError(
		'SOURCE_TOO_MUCH',
		`数据源“${source.supplier}”的 ${feed} 超过一次取数的上限，本次未入库；请与对方约定按时间分段提供。`
	);
