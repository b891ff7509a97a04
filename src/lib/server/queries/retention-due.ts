import { z } from 'zod';
import type { Policy } from '$lib/server/policies/policy';
import { parameterOn } from '$lib/server/policies/policy-on';
import type { Reader } from '$lib/server/warehouse/warehouse';

/** The law's own least time (条例 art. 28); a pack may only lengthen it. */
const leastYears = 3;

/** Years that personal data are kept after a project is complete and its wages are settled. */
export const retentionYears = (policy: Policy, day: string): number =>
	Math.max(leastYears, Math.ceil(parameterOn(policy, 'retention_years', day)));

/** A completed project whose time is over. */
export interface RetentionProject {
	readonly code: string;
	readonly name: string;
	readonly street: string | null;
	/** The later of completion, the last payment and the last closed case. */
	readonly settledOn: string;
	readonly dueOn: string;
	readonly workers: number;
	/** Why it may not go yet: wages open, a case open; null: it may. */
	readonly heldBy: 'wages' | 'case' | null;
	readonly unpaidFen: number;
	/** The proposal that waits for a second person. */
	readonly proposal: number | null;
}

const dueRow = z.object({
	code: z.string(),
	name: z.string(),
	street: z.string().nullable(),
	settled_on: z.string(),
	due_on: z.string(),
	workers: z.coerce.number(),
	unpaid_fen: z.coerce.number(),
	open_cases: z.coerce.number(),
	proposal: z.coerce.number().nullable()
});

/** Completed projects whose personal data have been kept long enough on a day, longest overdue first. */
export async function retentionDue(reader: Reader, years: number, day: string): Promise<RetentionProject[]> {
	const rows = await reader.read(
		`with wages as (
			select project_code, count(distinct worker_id_no_key) as workers, max(pay_date) as last_paid,
				sum(payable_fen - coalesce(deduction_fen, 0)
					- case when pay_status = '成功' then coalesce(paid_fen, 0) else 0 end) as unpaid_fen
			from feed_payroll where known_to is null group by project_code
		),
		matters as (
			select project_code, max(closed_at) as last_closed, sum(case when closed_at is null then 1 else 0 end) as open_cases
			from feed_cases where known_to is null and project_code is not null group by project_code
		),
		done as (
			select p.project_code as code, p.project_name as name, p.street,
				greatest(p.actual_end, coalesce(w.last_paid, p.actual_end), coalesce(m.last_closed, p.actual_end)) as settled_on,
				coalesce(w.workers, 0) as workers, coalesce(w.unpaid_fen, 0) as unpaid_fen,
				coalesce(m.open_cases, 0) as open_cases
			from feed_projects p
			left join wages w on w.project_code = p.project_code
			left join matters m on m.project_code = p.project_code
			where p.known_to is null and p.status = '完工' and p.actual_end is not null
		),
		waiting as (
			select e.project_code, max(e.erasure_no) as proposal from erasure_project e
			where e.erasure_no in (select erasure_no from erasure_act group by erasure_no having count(*) = 1)
			group by e.project_code
		)
		select d.code, d.name, d.street, cast(d.settled_on as varchar) as settled_on,
			cast(cast(d.settled_on + to_years(cast($years as integer)) as date) as varchar) as due_on,
			d.workers, d.unpaid_fen, d.open_cases, g.proposal
		from done d
		left join waiting g on g.project_code = d.code
		where d.settled_on + to_years(cast($years as integer)) <= cast($day as date)
			and d.code not in (select project_code from erased_project)
		order by d.settled_on, d.code`,
		{ years, day },
		dueRow
	);
	return rows.map((row) => ({
		code: row.code,
		name: row.name,
		street: row.street,
		settledOn: row.settled_on,
		dueOn: row.due_on,
		workers: row.workers,
		heldBy: row.unpaid_fen > 0 ? 'wages' : row.open_cases > 0 ? 'case' : null,
		unpaidFen: row.unpaid_fen,
		proposal: row.proposal
	}));
}

/** An erasure from proposal to record. */
export interface ErasureRecord {
	readonly no: number;
	readonly state: 'proposed' | 'refused' | 'carried_out';
	readonly proposedBy: string;
	readonly proposedById: string;
	readonly proposedAt: string;
	readonly reason: string;
	readonly decidedBy: string | null;
	readonly decidedAt: string | null;
	readonly projects: readonly string[];
	/** Where it was carried out. */
	readonly counts: { severed: number; values: number; files: number; attachments: number } | null;
}

const recordRow = z.object({
	no: z.coerce.number(),
	acts: z.string(),
	projects: z.string()
});
const actShape = z.object({
	act: z.string(),
	at: z.string(),
	actor_id: z.string(),
	actor: z.string(),
	reason: z.string(),
	counts: z
		.object({
			severed: z.number(),
			values: z.number(),
			files: z.number(),
			attachments: z.number()
		})
		.nullable()
});

/** Every erasure, newest first. */
export async function erasures(reader: Reader): Promise<ErasureRecord[]> {
	const rows = await reader.read(
		`select a.erasure_no as no,
			cast(to_json(list({'act': a.act, 'at': strftime(a.acted_at, '%Y-%m-%d %H:%M'), 'actor_id': a.actor_id,
				'actor': a.actor, 'reason': a.reason, 'counts': a.counts} order by a.acted_at, a.act = 'carried_out')) as varchar) as acts,
			cast(to_json(any_value(p.codes)) as varchar) as projects
		from erasure_act a
		left join (select erasure_no, list(project_code order by project_code) as codes from erasure_project group by erasure_no) p
			on p.erasure_no = a.erasure_no
		group by a.erasure_no order by a.erasure_no desc`,
		{},
		recordRow
	);
	return rows.map(({ no, acts, projects }) => {
		const steps = z.array(actShape).parse(JSON.parse(acts));
		const first = steps.find(({ act }) => act === 'proposed') ?? steps[0]!;
		const last = steps.at(-1)!;
		const isOpen = steps.length === 1 && last.act === 'proposed';
		return {
			no,
			state: isOpen ? 'proposed' : last.act === 'refused' ? 'refused' : 'carried_out',
			proposedBy: first.actor,
			proposedById: first.actor_id,
			proposedAt: first.at,
			reason: first.reason,
			decidedBy: isOpen ? null : last.actor,
			decidedAt: isOpen ? null : last.at,
			projects: z.array(z.string()).nullable().parse(JSON.parse(projects)) ?? [],
			counts: last.counts
		};
	});
}
