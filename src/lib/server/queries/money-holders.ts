import { z } from 'zod';
import type { Filter } from '$lib/domain/filter';
import {
	holderIndicators,
	moneyHolder,
	type HolderFacts,
	type HolderVerdict,
	type JudgedIndicator
} from '$lib/domain/money-holder';
import type { Severity } from '$lib/domain/severity';
import { tierKey, tierOf, type TierKey } from '$lib/domain/tier-key';
import { sqlText } from '../warehouse/sql-values';
import type { Reader } from '../warehouse/warehouse';
import { among } from './among';

/** A red or yellow project with who holds its money up. */
export interface HeldProject extends HolderVerdict {
	readonly code: string;
	readonly name: string;
	readonly street: string | null;
	readonly sector: string | null;
	readonly tier: TierKey;
	readonly workers: number;
	readonly unpaidFen: number;
	/** Indicators that the rule looked at, with what they were. */
	readonly indicators: HolderFacts['indicators'];
}

const projectRow = z.object({
	code: z.string(),
	name: z.string(),
	street: z.string().nullable(),
	sector: z.string().nullable(),
	tier: z.coerce.number(),
	workers: z.coerce.number(),
	unpaid_fen: z.coerce.number()
});
const indicatorRow = z.object({
	code: z.string(),
	indicator: z.string(),
	value: z.coerce.number().nullable(),
	severity: z.coerce.number().nullable(),
	null_reason: z.enum(['not_applicable', 'missing']).nullable()
});
const owingRow = z.object({
	code: z.string(),
	employers: z.coerce.number(),
	owing_subcontractors: z.coerce.number(),
	contractor_owes: z.boolean()
});

interface Asked {
	readonly runId: number;
	readonly asOf: string;
	readonly filter: Filter;
}

const narrowed = `t.run_id = $run and t.subject_type = 'project' and t.tier >= 2 and ($tier is null or t.tier = cast($tier as tinyint))
	and ${among('street', 't.street')} and ${among('sector', 't.sector')}`;

/**
 * Wages of the latest month past due that is owed on, by employer. A line without an employer, and one of the general
 * contractor's own, counts as the contractor's.
 */
async function owingOf(reader: Reader, asked: Asked): Promise<Map<string, HolderFacts['owing']>> {
	const rows = await reader.read(
		`with owed_month as (
			select m.project_code, max(m.wage_month) as wage_month
			from mart_wage_month m
			join tier_result t on t.subject_code = m.project_code
			where m.run_id = $run and m.past_due and m.paid_fen < m.net_fen and ${narrowed}
			group by m.project_code
		),
		by_employer as (
			select w.project_code, case when w.employer_uscc = p.gc_uscc then '' else coalesce(w.employer_uscc, '') end as employer,
				sum(w.payable_fen - coalesce(w.deduction_fen, 0)) as net_fen,
				sum(case when w.pay_status = '成功' and w.pay_date <= cast($as_of as date) then w.paid_fen else 0 end) as settled_fen
			from owed_month o
			join feed_payroll w on w.project_code = o.project_code and w.wage_month = o.wage_month
			left join feed_projects p on p.project_code = o.project_code and p.known_to is null
			where w.known_to is null
			group by 1, 2
		)
		select project_code as code, count(*) as employers,
			sum(case when employer <> '' and settled_fen < net_fen then 1 else 0 end) as owing_subcontractors,
			max(case when employer = '' and settled_fen < net_fen then 1 else 0 end) = 1 as contractor_owes
		from by_employer
		group by project_code`,
		{
			run: asked.runId,
			as_of: asked.asOf,
			street: asked.filter.street ?? null,
			sector: asked.filter.sector ?? null,
			tier: asked.filter.tier ? tierOf(asked.filter.tier) : null
		},
		owingRow
	);
	return new Map(
		rows.map(({ code, employers, owing_subcontractors, contractor_owes }) => [
			code,
			{ employers, owingSubcontractors: owing_subcontractors, contractorOwes: contractor_owes }
		])
	);
}

/** Every red and yellow project of a run with who holds its money up, the most wages owed first. */
export async function heldProjects(reader: Reader, asked: Asked): Promise<HeldProject[]> {
	const where = {
		run: asked.runId,
		street: asked.filter.street ?? null,
		sector: asked.filter.sector ?? null,
		tier: asked.filter.tier ? tierOf(asked.filter.tier) : null
	};
	const [projects, judged, owing] = await Promise.all([
		reader.read(
			`select t.subject_code as code, t.name, t.street, t.sector, t.tier, t.workers_exposed as workers, t.unpaid_fen
			from tier_result t where ${narrowed}
			order by t.unpaid_fen desc, t.priority desc nulls last, t.subject_code`,
			where,
			projectRow
		),
		reader.read(
			`select v.subject_code as code, v.indicator, v.value, v.severity, v.null_reason
			from indicator_value v
			join tier_result t on t.run_id = v.run_id and t.subject_type = v.subject_type and t.subject_code = v.subject_code
			where v.run_id = $run and v.indicator in (${holderIndicators.map(sqlText).join(', ')}) and ${narrowed}`,
			where,
			indicatorRow
		),
		owingOf(reader, asked)
	]);
	const byProject = Map.groupBy(judged, ({ code }) => code);
	return projects.map((project) => {
		const indicators = Object.fromEntries(
			(byProject.get(project.code) ?? []).map((one): [string, JudgedIndicator] => [
				one.indicator,
				{ value: one.value, severity: one.severity as Severity | null, nullReason: one.null_reason }
			])
		);
		return {
			code: project.code,
			name: project.name,
			street: project.street,
			sector: project.sector,
			tier: tierKey(project.tier as Severity),
			workers: project.workers,
			unpaidFen: project.unpaid_fen,
			indicators,
			...moneyHolder({ indicators, owing: owing.get(project.code) ?? null })
		};
	});
}
