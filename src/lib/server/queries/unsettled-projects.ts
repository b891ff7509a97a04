import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';
import { among } from './among';

const row = z.object({
	code: z.string(),
	name: z.string(),
	street: z.string().nullable(),
	ended: z.string().nullable(),
	tier: z.coerce.number().nullable(),
	unpaid_fen: z.coerce.number(),
	labour_fen: z.coerce.number(),
	leavers: z.coerce.number(),
	cases: z.coerce.number()
});

/** A project that is completed and not settled. */
export interface UnsettledProject {
	readonly code: string;
	readonly name: string;
	readonly street: string | null;
	/** Day of completion; null where only the status says so. */
	readonly ended: string | null;
	/** Tier of the scoring; null: 灰. */
	readonly tier: number | null;
	/** Wages past due and not paid. */
	readonly unpaidFen: number;
	/** Labour cost due and not disbursed. */
	readonly labourFen: number;
	/** People who left the site and were not settled with. */
	readonly leavers: number;
	/** Verified cases not closed. */
	readonly cases: number;
}

/** Completed projects with wages unpaid, labour cost not disbursed, leavers or cases open, the most money first. */
export async function unsettledProjects(
	reader: Reader,
	{ runId, day, street }: { readonly runId: number; readonly day: string; readonly street: string | null }
): Promise<UnsettledProject[]> {
	const rows = await reader.read(
		`select t.subject_code as code, t.name, t.street, cast(p.actual_end as varchar) as ended, t.tier, t.unpaid_fen,
			greatest(coalesce(l.owed_fen, 0), 0) as labour_fen, coalesce(x.leavers, 0) as leavers, coalesce(c.cases, 0) as cases
		from tier_result t
		join feed_projects p on p.project_code = t.subject_code and p.known_to is null
		left join (
			select project_code, sum(coalesce(payable_fen, 0))
				- sum(case when paid_date <= cast($day as date) then coalesce(paid_fen, 0) else 0 end) as owed_fen
			from feed_disbursements
			where known_to is null and kind = '人工费' and due_date <= cast($day as date) group by project_code
		) l on l.project_code = t.subject_code
		left join (
			select run_id, subject_code, max(value) as leavers from indicator_value
			where indicator = 'exit_unsettled_count' and run_id = $run group by run_id, subject_code
		) x on x.subject_code = t.subject_code
		left join (
			select project_code, count(*) as cases from feed_cases
			where known_to is null and verified and opened_at <= cast($day as date)
				and (closed_at is null or closed_at > cast($day as date)) group by project_code
		) c on c.project_code = t.subject_code
		where t.run_id = $run and t.subject_type = 'project' and ${among('street', 't.street')}
			and (p.actual_end <= cast($day as date) or p.actual_end is null and p.status = '完工')
			and (t.unpaid_fen > 0 or coalesce(l.owed_fen, 0) > 0 or coalesce(x.leavers, 0) > 0 or coalesce(c.cases, 0) > 0)
		order by t.unpaid_fen + greatest(coalesce(l.owed_fen, 0), 0) desc, leavers desc, t.subject_code`,
		{ run: runId, day, street },
		row
	);
	return rows.map(({ unpaid_fen, labour_fen, ...one }) => ({
		...one,
		unpaidFen: unpaid_fen,
		labourFen: labour_fen
	}));
}
