import { z } from 'zod';
import { packWeeks, type WeekLoad } from '$lib/charts/weeks';
import type { BoardCell } from '$lib/charts/board';
import type { Tier } from '$lib/domain/severity';
import { tierKey } from '$lib/domain/tier-key';
import type { Reader } from '../warehouse/warehouse';

const weekRow = z.object({ run_id: z.coerce.number(), day: z.string(), tiers_only: z.boolean() });
const cellRow = z.object({
	run_id: z.coerce.number(),
	street: z.string().nullable(),
	sector: z.string().nullable(),
	tier: z.coerce.number().nullable(),
	projects: z.coerce.number(),
	workers: z.coerce.number(),
	unpaid_fen: z.coerce.number()
});

/** Every judged week from `first` to `last` ('YYYY-MM-DD'), oldest first: of each the day that was judged last. */
export async function weekCells(
	reader: Reader,
	{ first, last }: { readonly first: string; readonly last: string }
): Promise<WeekLoad> {
	const weeks = await reader.read(
		`select run_id, cast(as_of as varchar) as day, tiers_only from (
			select s.run_id, s.as_of, o.run_id is not null as tiers_only,
				row_number() over (partition by date_trunc('week', s.as_of) order by s.as_of desc, s.run_id desc) as place
			from score_run s
			left join tiers_only_run o on o.run_id = s.run_id
			where s.series = 'current' and s.known_at is null
				and s.as_of between cast($first as date) and cast($last as date)
		) where place = 1 order by day`,
		{ first, last },
		weekRow
	);
	const rows = await reader.read(
		`select t.run_id, t.street, t.sector, t.tier, count(*) as projects,
			sum(case when t.tier >= 2 then t.workers_exposed else 0 end) as workers, sum(t.unpaid_fen) as unpaid_fen
		from tier_result t
		where t.subject_type = 'project'
			and t.run_id in (select cast(unnest(string_split($runs, ',')) as integer))
		group by t.run_id, t.street, t.sector, t.tier
		order by t.run_id, t.street, t.sector, t.tier`,
		{ runs: weeks.length > 0 ? weeks.map(({ run_id }) => run_id).join(',') : '-1' },
		cellRow
	);
	const byRun = new Map<number, BoardCell[]>();
	for (const { run_id, street, sector, tier, projects, workers, unpaid_fen } of rows) {
		const cells = byRun.get(run_id) ?? [];
		byRun.set(run_id, cells);
		cells.push({ street, sector, tier: tierKey(tier as Tier), projects, workers, unpaidFen: unpaid_fen });
	}
	return packWeeks(
		weeks.map(({ day, tiers_only }) => ({ day, tiersOnly: tiers_only })),
		weeks.map(({ run_id }) => byRun.get(run_id) ?? [])
	);
}
