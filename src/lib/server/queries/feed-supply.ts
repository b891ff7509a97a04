import { z } from 'zod';
import { daysBetween } from '$lib/domain/day';
import { feeds } from '$lib/domain/feeds';
import type { Reader } from '../warehouse/warehouse';

const row = z.object({
	feed: z.string(),
	batches: z.coerce.number(),
	last_received: z.string(),
	rows: z.coerce.number(),
	set_aside: z.coerce.number()
});

/** Whether a feed comes, and how old its newest batch is. */
export interface FeedSupply {
	readonly feed: string;
	readonly zh: string;
	readonly source: string;
	readonly cadence: string;
	readonly batches: number;
	readonly rows: number;
	readonly setAside: number;
	/** 'YYYY-MM-DD HH:MM:SS'; null: it never came. */
	readonly lastReceived: string | null;
	/** Whole days since then; null: it never came. */
	readonly ageDays: number | null;
	/** Days it may be old before the pack calls it late; null: the pack sets none. */
	readonly lagDays: number | null;
	readonly state: 'fresh' | 'late' | 'never';
}

/** The supply of every feed as of `day`, late ones first; `lags` is the pack's allowed age in days by feed. */
export async function feedSupply(
	reader: Reader,
	day: string,
	lags: Readonly<Record<string, number>>,
	knownAt: string | null = null
): Promise<FeedSupply[]> {
	const rows = await reader.read(
		`select feed, count(*) as batches, max(received_at) as last_received,
			sum(accepted) as rows, sum(set_aside) as set_aside
		from batch
		where status = 'loaded' and source_id not in ('matching', 'correction') and received_at < cast($day as date) + 1
			and (cast($known_at as timestamp) is null or received_at <= cast($known_at as timestamp))
		group by feed
		order by feed`,
		{ day, known_at: knownAt },
		row
	);
	const found = new Map(rows.map((supply) => [supply.feed, supply]));
	const order = { late: 0, never: 1, fresh: 2 };
	return [...feeds.values()]
		.map((definition): FeedSupply => {
			const supply = found.get(definition.feed);
			const ageDays = supply ? daysBetween(supply.last_received.slice(0, 10), day) : null;
			const lagDays = lags[definition.feed] ?? null;
			const late = ageDays !== null && lagDays !== null && ageDays > lagDays;
			return {
				feed: definition.feed,
				zh: definition.zh,
				source: definition.source,
				cadence: definition.cadence,
				batches: supply?.batches ?? 0,
				rows: supply?.rows ?? 0,
				setAside: supply?.set_aside ?? 0,
				lastReceived: supply?.last_received ?? null,
				ageDays,
				lagDays,
				state: ageDays === null ? 'never' : late ? 'late' : 'fresh'
			};
		})
		.sort((a, b) => order[a.state] - order[b.state] || (b.ageDays ?? 0) - (a.ageDays ?? 0));
}
