import { z } from 'zod';
import type { Filter } from '$lib/domain/filter';
import type { RankedSubject } from '$lib/domain/ranked-subject';
import type { Tier } from '$lib/domain/severity';
import { tierKey, tierOf } from '$lib/domain/tier-key';
import type { Reader } from '../warehouse/warehouse';

const row = z.object({
	subject_code: z.string(),
	name: z.string(),
	street: z.string().nullable(),
	sector: z.string().nullable(),
	tier: z.coerce.number().nullable(),
	grey: z.boolean(),
	priority: z.coerce.number().nullable(),
	fired: z.string(),
	workers: z.coerce.number(),
	unpaid_fen: z.coerce.number(),
	known_before: z.boolean(),
	tier_before: z.coerce.number().nullable(),
	is_exempt: z.boolean(),
	tier_judged: z.coerce.number().nullable(),
	exempted: z.string().nullable(),
	lead_value: z.coerce.number().nullable(),
	total: z.coerce.number()
});

export interface RankedPage {
	readonly subjects: RankedSubject[];
	/** How many match, on all pages. */
	readonly total: number;
}

export interface RankedParams {
	readonly runId: number;
	/** Scoring to compare with; null: no comparison. */
	readonly beforeRunId: number | null;
	readonly subjectType: 'project' | 'enterprise';
	readonly filter: Filter;
	readonly limit: number;
	readonly offset: number;
}

/** The subjects of one scoring that pass the filter, in tier order and, inside a tier, in the asked order. */
export async function rankedSubjects(reader: Reader, params: RankedParams): Promise<RankedPage> {
	const { filter } = params;
	const rows = await reader.read(
		`select now.subject_code, now.name, now.street, now.sector, now.tier, now.grey, now.priority, now.fired,
			now.workers_exposed as workers, now.unpaid_fen,
			before.subject_code is not null as known_before, before.tier as tier_before,
			judged.subject_code is not null as is_exempt, judged.tier as tier_judged, judged.exempted,
			lead.value as lead_value, count(*) over () as total
		from tier_result as now
		left join tier_result as before
			on before.run_id = $before_run_id and before.subject_type = now.subject_type
			and before.subject_code = now.subject_code
		left join tier_as_judged as judged
			on judged.run_id = now.run_id and judged.subject_type = now.subject_type
			and judged.subject_code = now.subject_code
		left join indicator_value as lead
			on lead.run_id = now.run_id and lead.subject_type = now.subject_type
			and lead.subject_code = now.subject_code
			and lead.indicator = split_part(now.fired, ';', 1) and lead.measure in ('', 'amount_wan')
		where now.run_id = $run_id and now.subject_type = $subject_type
			and ($street is null or now.street = $street)
			and ($sector is null or now.sector = $sector)
			and ($any_tier or now.tier is not distinct from cast($tier as tinyint))
			and ($q is null or contains(lower(now.name), lower($q)) or contains(lower(now.subject_code), lower($q)))
		order by
			case when $sort = 'priority' then coalesce(now.tier, 0.5) end desc,
			case when $sort = 'unpaid' then now.unpaid_fen end desc,
			case when $sort = 'workers' then now.workers_exposed end desc,
			case when $sort = 'name' then now.name end,
			coalesce(now.tier, 0.5) desc, now.priority desc nulls last, now.score desc nulls last, now.subject_code
		limit $limit offset $offset`,
		{
			run_id: params.runId,
			before_run_id: params.beforeRunId,
			subject_type: params.subjectType,
			street: filter.street ?? null,
			sector: filter.sector ?? null,
			any_tier: filter.tier === undefined,
			tier: filter.tier ? tierOf(filter.tier) : null,
			q: filter.q ?? null,
			sort: filter.sort ?? 'priority',
			limit: params.limit,
			offset: params.offset
		},
		row
	);
	return { subjects: rows.map(toSubject), total: rows[0]?.total ?? 0 };
}

function toSubject(found: z.infer<typeof row>): RankedSubject {
	return {
		code: found.subject_code,
		name: found.name,
		street: found.street,
		sector: found.sector,
		tier: tierKey(found.tier as Tier),
		grey: found.grey,
		priority: found.priority,
		fired: found.fired.split(';').filter(Boolean),
		leadValue: found.lead_value,
		workers: found.workers,
		unpaidFen: found.unpaid_fen,
		...(found.known_before ? { before: tierKey(found.tier_before as Tier) } : {}),
		...(found.is_exempt && {
			asJudged: tierKey(found.tier_judged as Tier),
			exempted: (found.exempted ?? '').split(';').filter(Boolean)
		})
	};
}
