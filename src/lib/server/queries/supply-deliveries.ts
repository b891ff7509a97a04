import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';

const row = z.object({
	feed: z.string(),
	supplier: z.string(),
	day: z.string(),
	batches: z.coerce.number(),
	rows_read: z.coerce.number(),
	accepted: z.coerce.number(),
	set_aside: z.coerce.number()
});

/** What came of one feed from one supplier on one day. */
export interface DeliveryDay {
	readonly feed: string;
	/** '' where none was named. */
	readonly supplier: string;
	readonly day: string;
	readonly batches: number;
	readonly rowsRead: number;
	readonly accepted: number;
	readonly setAside: number;
}

/** Days with deliveries up to `day`, in order; a delivery of which no row was taken counts its errors, not its day. */
export async function deliveryDays(reader: Reader, day: string): Promise<DeliveryDay[]> {
	const rows = await reader.read(
		`select feed, coalesce(supplier, '') as supplier, cast(cast(received_at as date) as varchar) as day, count(*) as batches,
			sum(rows_read) as rows_read, sum(accepted) as accepted, sum(set_aside) as set_aside
		from batch where status = 'loaded' and source_id not in ('matching', 'correction') and cast(received_at as date) <= cast($day as date)
		group by feed, coalesce(supplier, ''), cast(received_at as date) order by day, feed, supplier`,
		{ day },
		row
	);
	return rows.map(({ rows_read, set_aside, ...one }) => ({
		...one,
		rowsRead: rows_read,
		setAside: set_aside
	}));
}

const reachRow = z.object({
	as_of: z.string(),
	feed: z.string(),
	supplier: z.string(),
	active_projects: z.number(),
	ever_projects: z.number(),
	recent_projects: z.number()
});

/** Projects under way that a supplier's rows speak of, as the nightly run counted them. */
export interface SupplyReach {
	readonly asOf: string;
	readonly feed: string;
	readonly supplier: string;
	readonly active: number;
	/** Named by any row of this supplier. */
	readonly ever: number;
	/** Named by a row that is not older than it may be. */
	readonly recent: number;
}

/** The newest count of projects, whatever day the page speaks of. */
export async function supplyReach(reader: Reader): Promise<SupplyReach[]> {
	const rows = await reader.read(
		`select cast(as_of as varchar) as as_of, feed, supplier, active_projects, ever_projects, recent_projects
		from supply_reach order by feed, supplier`,
		{},
		reachRow
	);
	return rows.map((one) => ({
		asOf: one.as_of,
		feed: one.feed,
		supplier: one.supplier,
		active: one.active_projects,
		ever: one.ever_projects,
		recent: one.recent_projects
	}));
}
