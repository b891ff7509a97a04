import { z } from 'zod';
import type { Filter } from '$lib/domain/filter';
import type { Tier } from '$lib/domain/severity';
import { tierKey, tierOf, type TierKey } from '$lib/domain/tier-key';
import type { Reader } from '../warehouse/warehouse';
import { among } from './among';

/** A project that the forecast sees missing one of its next three pay days. */
export interface MissedPayDay {
	readonly code: string;
	readonly name: string;
	readonly street: string | null;
	readonly sector: string | null;
	readonly tier: TierKey;
	readonly workers: number;
	/** The first pay day that is not covered, 'YYYY-MM-DD', and how many days off it is. */
	readonly dueDate: string;
	readonly days: number;
	/** Wage month that is paid then, 'YYYY-MM'. */
	readonly month: string;
	readonly owedFen: number;
	readonly balanceFen: number;
	readonly inflowFen: number;
	/** What is missing on that day, positive. */
	readonly shortFen: number;
	readonly coveredBest: boolean;
	readonly coveredWorst: boolean;
	/** Whether it is missed as expected, not only where nothing comes in. */
	readonly isExpected: boolean;
}

const row = z.object({
	code: z.string(),
	name: z.string(),
	street: z.string().nullable(),
	sector: z.string().nullable(),
	tier: z.number().nullable(),
	workers: z.coerce.number(),
	due_date: z.string(),
	days: z.coerce.number(),
	wage_month: z.string(),
	owed_fen: z.coerce.number(),
	balance_fen: z.coerce.number(),
	inflow_fen: z.coerce.number(),
	short_fen: z.coerce.number(),
	covered_best: z.boolean(),
	covered_worst: z.boolean(),
	is_expected: z.boolean()
});

/**
 * Projects that miss one of their next three pay days, the first to miss it first; with those that miss one only in
 * the worst case, marked.
 */
export async function runwayList(
	reader: Reader,
	params: { runId: number; asOf: string; filter: Filter }
): Promise<MissedPayDay[]> {
	const { filter } = params;
	const rows = await reader.read(
		`with missed as (
			select project_code, k, covered, row_number() over (partition by project_code order by covered, k) as place
			from mart_runway
			where run_id = $run and (not covered or not covered_worst)
		)
		select t.subject_code as code, t.name, t.street, t.sector, t.tier, t.workers_exposed as workers,
			cast(r.due_date as varchar) as due_date, r.due_date - cast($as_of as date) as days,
			strftime(r.wage_month, '%Y-%m') as wage_month, r.owed_fen, r.balance_fen, r.inflow_fen,
			greatest(0, -(case when m.covered then r.left_fen - r.inflow_fen else r.left_fen end)) as short_fen,
			r.covered_best, r.covered_worst, not m.covered as is_expected
		from missed m
		join mart_runway r on r.run_id = $run and r.project_code = m.project_code and r.k = m.k
		join tier_result t on t.run_id = $run and t.subject_type = 'project' and t.subject_code = m.project_code
		where m.place = 1
			and ${among('street', 't.street')}
			and ${among('sector', 't.sector')}
			and ($any_tier or t.tier is not distinct from cast($tier as tinyint))
			and ($q is null or contains(lower(t.name), lower($q)) or contains(lower(t.subject_code), lower($q)))
		order by is_expected desc, r.due_date, short_fen desc, t.subject_code`,
		{
			run: params.runId,
			as_of: params.asOf,
			street: filter.street ?? null,
			sector: filter.sector ?? null,
			any_tier: filter.tier === undefined,
			tier: filter.tier ? tierOf(filter.tier) : null,
			q: filter.q ?? null
		},
		row
	);
	return rows.map((found) => ({
		code: found.code,
		name: found.name,
		street: found.street,
		sector: found.sector,
		tier: tierKey(found.tier as Tier),
		workers: found.workers,
		dueDate: found.due_date,
		days: found.days,
		month: found.wage_month,
		owedFen: found.owed_fen,
		balanceFen: found.balance_fen,
		inflowFen: found.inflow_fen,
		shortFen: found.short_fen,
		coveredBest: found.covered_best,
		coveredWorst: found.covered_worst,
		isExpected: found.is_expected
	}));
}

/** How many projects runway_days could not be judged for, though it applies. */
export async function runwayUnknown(reader: Reader, runId: number): Promise<number> {
	const [found] = await reader.read(
		`select count(*) as n from indicator_value
		where run_id = $run and subject_type = 'project' and indicator = 'runway_days' and null_reason = 'missing'`,
		{ run: runId },
		z.object({ n: z.coerce.number() })
	);
	return found?.n ?? 0;
}
