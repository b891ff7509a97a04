import { z } from 'zod';
import type { Filter } from '$lib/domain/filter';
import type { HotCell } from '$lib/domain/hotspots';
import type { Reader } from '../warehouse/warehouse';
import { among } from './among';

const row = z.object({
	week: z.string(),
	as_of: z.string(),
	place: z.string().nullable(),
	projects: z.coerce.number(),
	judged: z.coerce.number(),
	red: z.coerce.number(),
	yellow: z.coerce.number(),
	workers: z.coerce.number(),
	unpaid_fen: z.coerce.number()
});

/** Half a year of weeks: as many as stand side by side. */
const shownDays = 26 * 7;

/** Where red and yellow stood week by week, by street or by sector, on the last day of each week that was judged. */
export async function hotCells(
	reader: Reader,
	asked: { readonly by: 'street' | 'sector'; readonly asOf: string; readonly filter: Filter }
): Promise<HotCell[]> {
	const { by, asOf, filter } = asked;
	const rows = await reader.read(
		`with judged_week as (
			select run_id, as_of, date_trunc('week', as_of) as week,
				row_number() over (partition by date_trunc('week', as_of) order by as_of desc, run_id desc) as place
			from score_run
			where series = 'current' and as_of <= cast($as_of as date) and as_of > cast($as_of as date) - ${shownDays}
		)
		select cast(cast(w.week as date) as varchar) as week, cast(w.as_of as varchar) as as_of, t.${by} as place,
			count(*) as projects, count(t.tier) as judged,
			sum(case when t.tier = 3 then 1 else 0 end) as red,
			sum(case when t.tier = 2 then 1 else 0 end) as yellow,
			sum(case when t.tier >= 2 then t.workers_exposed else 0 end) as workers,
			sum(t.unpaid_fen) as unpaid_fen
		from judged_week w
		join tier_result t on t.run_id = w.run_id and t.subject_type = 'project'
		where w.place = 1 and ${among('street', 't.street')} and ${among('sector', 't.sector')}
		group by w.week, w.as_of, t.${by}
		order by w.week, t.${by}`,
		{ as_of: asOf, street: filter.street ?? null, sector: filter.sector ?? null },
		row
	);
	return rows.map(({ as_of, unpaid_fen, ...cell }) => ({ ...cell, asOf: as_of, unpaidFen: unpaid_fen }));
}

/** How many days were judged in that time: what the weeks rest on. */
export async function judgedDays(
	reader: Reader,
	asOf: string
): Promise<{ days: number; first: string | null }> {
	const [found] = await reader.read(
		`select count(distinct as_of) as days, cast(min(as_of) as varchar) as first
		from score_run
		where series = 'current' and as_of <= cast($as_of as date) and as_of > cast($as_of as date) - ${shownDays}`,
		{ as_of: asOf },
		z.object({ days: z.coerce.number(), first: z.string().nullable() })
	);
	return found ?? { days: 0, first: null };
}
