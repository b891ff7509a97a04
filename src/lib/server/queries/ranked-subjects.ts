import { z } from 'zod';
import { usualDirection, type Filter, type SortKey } from '$lib/domain/filter';
import type { GroupKey } from '$lib/domain/list-view';
import type { RankedSubject } from '$lib/domain/ranked-subject';
import type { Tier } from '$lib/domain/severity';
import { tierKey } from '$lib/domain/tier-key';
import { renderSql, usedParams } from '../warehouse/render';
import type { Reader } from '../warehouse/warehouse';
import { groupOrder, heldParams, heldSubjects } from './held-subjects';
import { rowsSeen } from './rows-seen';

const row = z.object({
	subject_code: z.string(),
	name: z.string(),
	street: z.string().nullable(),
	sector: z.string().nullable(),
	tier: z.coerce.number().nullable(),
	grey: z.boolean(),
	priority: z.coerce.number().nullable(),
	score: z.coerce.number().nullable(),
	fired: z.string(),
	workers: z.coerce.number(),
	unpaid_fen: z.coerce.number(),
	contractor: z.string().nullable(),
	owner: z.string().nullable(),
	status: z.string().nullable(),
	contract_fen: z.coerce.number().nullable(),
	kind: z.string().nullable(),
	grade: z.string().nullable(),
	short_on: z.string().nullable(),
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
	/** How many match, on all pages; 0 where the piece that was asked for lies behind the last. */
	readonly total: number;
}

export interface RankedParams {
	readonly runId: number;
	/** Scoring to compare with; null: no comparison. */
	readonly beforeRunId: number | null;
	readonly subjectType: 'project' | 'enterprise';
	readonly filter: Filter;
	/** Subjects of a group stand together, the group with the gravest first. */
	readonly group?: GroupKey | undefined;
	/** What the ledger says is shown as the run saw it. */
	readonly isKnownThen?: boolean;
	readonly limit: number;
	readonly offset: number;
}

const columnOf: Readonly<Record<Exclude<SortKey, 'priority'>, string>> = {
	unpaid: 'h.unpaid_fen',
	workers: 'h.workers',
	score: 'h.score',
	contract: 'h.contract_fen',
	name: 'h.name',
	code: 'h.subject_code',
	street: 'h.street',
	sector: 'h.sector',
	contractor: 'h.contractor'
};
const gravest = `coalesce(h.tier, 0.5) desc, h.priority desc nulls last, h.score desc nulls last`;

/** The order of lines, from a fixed list: nothing of an address reaches it. */
function lineOrder({ sort = 'priority', dir }: Filter): string {
	const way = (dir ?? usualDirection(sort)) === 'asc' ? 'asc' : 'desc';
	if (sort === 'priority')
		return way === 'desc' ? gravest : 'coalesce(h.tier, 0.5), h.priority nulls last, h.score nulls last';
	return `${columnOf[sort]} ${way} nulls last, ${gravest}`;
}

/** The subjects of one scoring that pass the filter, in tier order and, inside a tier, in the asked order. */
export async function rankedSubjects(reader: Reader, params: RankedParams): Promise<RankedPage> {
	const { filter, group, subjectType } = params;
	const seen = await rowsSeen(reader, params.runId, params.isKnownThen ?? false);
	const order = `${lineOrder(filter)}, h.subject_code`;
	// The few lines of a page are picked before anything is looked up for them: a list may have 50,000.
	const picked = group
		? `select h.*, row_number() over (order by ${groupOrder('g')}, ${order}) as place
			from held h
			join (
				select group_key, sum(case when tier = 3 then 1 else 0 end) as red,
					sum(case when tier = 2 then 1 else 0 end) as yellow, sum(workers) as workers
				from held group by group_key
			) g on g.group_key is not distinct from h.group_key
			order by place limit $limit offset $offset`
		: `select h.*, row_number() over (order by ${order}) as place
			from (select h.* from held h order by ${order} limit $limit offset $offset) h`;
	const ledger =
		subjectType === 'project'
			? {
					columns: `p.gc_name as contractor, p.owner_name as owner, p.status,
						p.contract_amount_fen as contract_fen, cast(null as varchar) as kind, cast(null as varchar) as grade`,
					join: 'left join {{projects}} as p on p.project_code = h.subject_code'
				}
			: {
					columns: `cast(null as varchar) as contractor, cast(null as varchar) as owner, e.reg_status as status,
						cast(null as bigint) as contract_fen, e.enterprise_type as kind, e.credit_grade as grade`,
					join: 'left join {{enterprises}} as e on e.uscc = h.subject_code'
				};
	const sql = renderSql(
		`with held as materialized (${heldSubjects(subjectType, filter, group)}),
		picked as materialized (${picked})
		select h.subject_code, h.name, h.street, h.sector, h.tier, now.grey, h.priority, h.score, now.fired, h.workers,
			h.unpaid_fen, ${ledger.columns}, (select count(*) from held) as total,
			cast(short.due_date as varchar) as short_on,
			before.subject_code is not null as known_before, before.tier as tier_before,
			judged.subject_code is not null as is_exempt, judged.tier as tier_judged, judged.exempted,
			lead.value as lead_value
		from picked as h
		join tier_result as now
			on now.run_id = $run_id and now.subject_type = $subject_type and now.subject_code = h.subject_code
		${ledger.join}
		left join tier_result as before
			on before.run_id = $before_run_id and before.subject_type = $subject_type
			and before.subject_code = h.subject_code
		left join tier_as_judged as judged
			on judged.run_id = $run_id and judged.subject_type = $subject_type
			and judged.subject_code = h.subject_code
		left join indicator_value as lead
			on lead.run_id = $run_id and lead.subject_type = $subject_type
			and lead.subject_code = h.subject_code
			and lead.indicator = split_part(now.fired, ';', 1) and lead.measure in ('', 'amount_wan')
		left join (
			select project_code, min(due_date) as due_date from mart_runway
			where run_id = $run_id and not covered and project_code in (select subject_code from picked)
			group by project_code
		) as short on $subject_type = 'project' and short.project_code = h.subject_code
		order by h.place`,
		seen.templates
	);
	const values = {
		...heldParams({ runId: params.runId, subjectType, filter }),
		...seen.params,
		before_run_id: params.beforeRunId,
		limit: params.limit,
		offset: params.offset
	};
	const rows = await reader.read(sql, usedParams(sql, values), row);
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
		score: found.score,
		contractor: found.contractor,
		owner: found.owner,
		status: found.status,
		contractFen: found.contract_fen,
		shortOn: found.short_on,
		kind: found.kind,
		grade: found.grade,
		...(found.known_before ? { before: tierKey(found.tier_before as Tier) } : {}),
		...(found.is_exempt && {
			asJudged: tierKey(found.tier_judged as Tier),
			exempted: (found.exempted ?? '').split(';').filter(Boolean)
		})
	};
}
