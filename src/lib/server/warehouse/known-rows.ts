import { feeds } from '$lib/domain/feeds';
import type { FeedDefinition } from '$lib/domain/feed';
import { storedKey } from './feed-tables';
import type { Templates } from './render';
import { sqlText } from './sql-values';

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

/** The rows that a run saw: as known then, and of no batch that was loaded after it. */
export interface Reach extends KnownAt {
	/** Number of the last batch that the run could see. */
	readonly lastBatch: number;
	/** When the run judged, Shanghai time, where deliveries were ever withdrawn; null: none was. */
	readonly judgedAt: string | null;
}

/**
 * Each feed's name as a template for its rows as a run saw them, whatever arrived since. A later batch may have closed
 * a row of then, even from a moment before the run: of a key that a later batch names, the row that stood last
 * among the batches of the run is the one that the run saw. A delivery that was withdrawn after the run still stands
 * for it, and what came back with that withdrawal does not.
 */
export function rowsOfRun(reach: Reach): Templates {
	return Object.fromEntries([...feeds].map(([name, feed]) => [name, seenRows(feed, reach)]));
}

function seenRows(feed: FeedDefinition, { knownAt, lastBatch, judgedAt }: Reach): string {
	const table = `feed_${feed.feed}`;
	const batch = Math.trunc(lastBatch);
	const withdrawn = (when: '<=' | '>', what: string) =>
		judgedAt === null
			? 'false'
			: `exists (select 1 from batch_withdrawal as w where ${what}
				and date_trunc('second', w.withdrawn_at) ${when} cast(${sqlText(judgedAt)} as timestamp))`;
	const rows = `(select * from ${table} as f where f.batch_id <= ${batch}
		and not ${withdrawn('>', `w.feed = '${feed.feed}' and w.withdrawn_at = f.known_from`)}
		and not ${withdrawn('<=', 'w.batch_id = f.batch_id')})`;
	const known = knownAt === null ? 'true' : 'known_from <= cast($known_at as timestamp)';
	const open = `(known_to is null
		${knownAt === null ? '' : 'or known_to > cast($known_at as timestamp)'}
		or ${withdrawn('>', 'w.batch_id = r.batch_id and w.withdrawn_at = r.known_to')})`;
	const key = storedKey(feed).map(({ name }) => name);
	const sameKey = key.map((name) => `late.${name} is not distinct from early.${name}`).join(' and ');
	return `(
		select * from ${rows} as r where ${known} and ${open}
		union all
		select * exclude (place) from (
			select early.*, row_number() over (
				partition by ${key.map((name) => `early.${name}`).join(', ')}
				order by early.known_from desc, early.batch_id desc, early.row_no desc
			) as place
			from ${rows} as early
			where ${known.replace('known_from', 'early.known_from')}
				and exists (select 1 from ${table} as late where late.batch_id > ${batch} and ${sameKey})
		) as r
		where place = 1 and not ${open}
	)`;
}
