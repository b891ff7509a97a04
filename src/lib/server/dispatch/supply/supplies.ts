import { z } from 'zod';
import { supplyStanding, type SupplyStanding } from '$lib/domain/feed-silence';
import { feeds } from '$lib/domain/feeds';
import type { Policy } from '../../policies/policy';
import { dueDaysOn, lagDaysOn } from '../../policies/policy-on';
import { greyFeeds } from '../../scoring/parameter-tables';
import type { Reader } from '../../warehouse/warehouse';

/** A feed of one supplier, and where it stands on a day. */
export interface Supply extends SupplyStanding {
	readonly feed: string;
	/** As deliveries name it; '' where none was named, or none ever came. */
	readonly supplier: string;
	/** Who is asked: the supplier, else the departments that the feed comes from. */
	readonly addressee: string;
	/** Day and number of the newest delivery; null: it never came. */
	readonly last: string | null;
	readonly lastBatch: number | null;
	readonly every: number | null;
	readonly allowed: number | null;
}

const pairRow = z.object({ feed: z.string(), supplier: z.string(), last: z.string(), batch: z.number() });
const firstRow = z.object({ first: z.string().nullable() });

/**
 * Every feed of every supplier as of `day`; feeds that nobody ever delivered stand there without a supplier.
 * A delivery counts where it was not withdrawn and at least one of its rows was taken, as for the grey mark.
 */
export async function supplies(reader: Reader, policy: Policy, day: string): Promise<Supply[]> {
	const [pairs, [first]] = await Promise.all([
		reader.read(
			`select feed, coalesce(supplier, '') as supplier, cast(cast(max(received_at) as date) as varchar) as last,
				cast(max_by(batch_id, received_at) as integer) as batch
			from batch
			where status = 'loaded' and source_id not in ('matching', 'correction') and accepted > 0 and cast(received_at as date) <= cast($day as date)
			group by feed, coalesce(supplier, '') order by feed, supplier`,
			{ day },
			pairRow
		),
		reader.read(
			`select cast(cast(min(received_at) as date) as varchar) as first from batch
			where status = 'loaded' and source_id not in ('matching', 'correction') and cast(received_at as date) <= cast($day as date)`,
			{ day },
			firstRow
		)
	]);
	const since = first?.first ?? null;
	const standing = (feed: string, last: string | null) => {
		const days = { every: dueDaysOn(policy, feed, day), allowed: lagDaysOn(policy, feed, day) };
		return { ...days, ...supplyStanding({ last, since, today: day }, days) };
	};
	return [...feeds.values()].flatMap(({ feed, source }): Supply[] => {
		const own = pairs.filter((pair) => pair.feed === feed);
		if (own.length === 0)
			return [
				{ feed, supplier: '', addressee: source, last: null, lastBatch: null, ...standing(feed, null) }
			];
		return own.map(({ supplier, last, batch }) => ({
			feed,
			supplier,
			addressee: supplier || source,
			last,
			lastBatch: batch,
			...standing(feed, last)
		}));
	});
}

/**
 * Whether a stopped feed is a matter between people: one that came before, or one without which projects are grey.
 * The others of the 25 that nobody ever sent are simply not connected here.
 */
export function isMissed({ feed, last, state }: Supply): boolean {
	return state === 'silent' && (last !== null || greyFeeds.some((grey) => grey === feed));
}
