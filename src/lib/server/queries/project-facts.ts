import { z } from 'zod';
import type { Tier } from '$lib/domain/severity';
import { tierKey, type TierKey } from '$lib/domain/tier-key';
import { renderSql, usedParams } from '../warehouse/render';
import type { Reader } from '../warehouse/warehouse';
import { rowsSeen } from './rows-seen';

const row = z.object({
	subject_code: z.string(),
	name: z.string(),
	street: z.string().nullable(),
	sector: z.string().nullable(),
	tier: z.number().nullable(),
	grey: z.boolean(),
	grey_reason: z.string().nullable(),
	score: z.coerce.number().nullable(),
	priority: z.coerce.number().nullable(),
	clause: z.string(),
	fired: z.string(),
	workers: z.number(),
	unpaid_fen: z.coerce.number(),
	tier_before: z.number().nullable(),
	known_before: z.boolean(),
	status: z.string().nullable(),
	owner_name: z.string().nullable(),
	owner_uscc: z.string().nullable(),
	gc_name: z.string().nullable(),
	gc_uscc: z.string().nullable(),
	industry_dept: z.string().nullable(),
	contract_fen: z.coerce.number().nullable(),
	start_date: z.string().nullable(),
	planned_end: z.string().nullable(),
	pay_day: z.coerce.number().nullable(),
	pay_in_next_month: z.boolean().nullable()
});

/** One project as a run judged it, with what the ledger says of it. */
export interface ProjectFacts {
	readonly code: string;
	readonly name: string;
	readonly street: string | null;
	readonly sector: string | null;
	readonly tier: TierKey;
	readonly before: TierKey | null;
	/** Some feed it depends on never came or is too old. */
	readonly greyFeeds: readonly string[];
	readonly isGrey: boolean;
	readonly score: number | null;
	readonly priority: number | null;
	readonly clause: string;
	readonly fired: readonly string[];
	readonly workers: number;
	readonly unpaidFen: number;
	readonly status: string | null;
	readonly owner: { readonly name: string | null; readonly uscc: string | null };
	readonly contractor: { readonly name: string | null; readonly uscc: string | null };
	readonly department: string | null;
	readonly contractFen: number | null;
	readonly startDate: string | null;
	readonly plannedEnd: string | null;
	readonly payDay: number | null;
	readonly payInNextMonth: boolean;
}

/** A project in a run, compared with an earlier one; null where the run does not know it. */
export async function projectFacts(
	reader: Reader,
	params: { runId: number; beforeRunId: number | null; code: string; isKnownThen?: boolean }
): Promise<ProjectFacts | null> {
	const seen = await rowsSeen(reader, params.runId, params.isKnownThen ?? false);
	const sql = renderSql(
		`select t.subject_code, t.name, t.street, t.sector, t.tier, t.grey, t.grey_reason, t.score, t.priority, t.clause,
			t.fired, t.workers_exposed as workers, t.unpaid_fen, b.tier as tier_before,
			b.subject_code is not null as known_before, p.status, p.owner_name, p.owner_uscc, p.gc_name, p.gc_uscc,
			p.industry_dept, p.contract_amount_fen as contract_fen, p.start_date, p.planned_end, p.pay_day,
			p.pay_in_next_month
		from tier_result t
		left join tier_result b
			on b.run_id = $before and b.subject_type = 'project' and b.subject_code = t.subject_code
		left join {{projects}} as p on p.project_code = t.subject_code
		where t.run_id = $run and t.subject_type = 'project' and t.subject_code = $code`,
		seen.templates
	);
	const values = { run: params.runId, before: params.beforeRunId, code: params.code, ...seen.params };
	const [found] = await reader.read(sql, usedParams(sql, values), row);
	if (!found) return null;
	return {
		code: found.subject_code,
		name: found.name,
		street: found.street,
		sector: found.sector,
		tier: tierKey(found.tier as Tier),
		before: found.known_before ? tierKey(found.tier_before as Tier) : null,
		greyFeeds: found.grey_reason?.split(';') ?? [],
		isGrey: found.grey,
		score: found.score,
		priority: found.priority,
		clause: found.clause,
		fired: found.fired.split(';').filter(Boolean),
		workers: found.workers,
		unpaidFen: found.unpaid_fen,
		status: found.status,
		owner: { name: found.owner_name, uscc: found.owner_uscc },
		contractor: { name: found.gc_name, uscc: found.gc_uscc },
		department: found.industry_dept,
		contractFen: found.contract_fen,
		startDate: found.start_date,
		plannedEnd: found.planned_end,
		payDay: found.pay_day,
		payInNextMonth: found.pay_in_next_month ?? false
	};
}
