import { z } from 'zod';
import { daysBetween } from '$lib/domain/day';
import type { Ground, LiabilityFacts } from '$lib/domain/liability';
import type { Policy } from '../../policies/policy';
import { thresholdsOn } from '../../policies/policy-on';
import type { Reader } from '../../warehouse/warehouse';

/** The cycle of the regulation, where a pack sets no line of its own for it: a month (art. 24). */
const usualCycleDays = 31;

const row = z.object({
	latest_paid: z.string().nullable(),
	start_date: z.string().nullable(),
	disbursed: z.coerce.number(),
	short_fen: z.coerce.number().nullable(),
	unsettled_fen: z.coerce.number().nullable(),
	parties: z.coerce.number(),
	subcontractors: z.coerce.number()
});

/** What the feeds say on a day about who is in delay on a project. */
export async function liabilityFacts(
	reader: Reader,
	policy: Policy,
	today: string,
	subject: { readonly projectCode: string | null; readonly grounds: readonly Ground[] }
): Promise<LiabilityFacts> {
	const { projectCode, grounds } = subject;
	const firstLine = thresholdsOn(policy, today).find(
		({ indicator, severity }) => indicator === 'labour_fee_gap_days' && severity === 1
	);
	const labourCostCycleDays = firstLine?.bound ?? usualCycleDays;
	const [found] =
		projectCode === null
			? []
			: await reader.read(
					`select d.latest_paid, cast(p.start_date as varchar) as start_date, coalesce(d.disbursed, 0) as disbursed,
						d.short_fen, g.unsettled_fen, coalesce(a.parties, 0) as parties, coalesce(a.subcontractors, 0) as subcontractors
					from feed_projects p
					left join (
						select project_code, count(*) as disbursed,
							cast(max(case when kind = '人工费' and paid_fen > 0 and paid_date <= cast($today as date) then paid_date end) as varchar) as latest_paid,
							sum(case when kind = '人工费' and due_date <= cast($today as date) then greatest(coalesce(payable_fen, 0)
								- case when paid_date <= cast($today as date) then paid_fen else 0 end, 0) end) as short_fen
						from feed_disbursements where known_to is null group by project_code
					) d on d.project_code = p.project_code
					left join (
						select project_code, sum(completed_value_fen) - sum(coalesce(progress_paid_fen, 0)) as unsettled_fen
						from feed_progress where known_to is null and period <= cast($today as date) group by project_code
					) g on g.project_code = p.project_code
					left join (
						select project_code, count(*) as parties,
							sum(case when party_role in ('专业分包', '劳务') then 1 else 0 end) as subcontractors
						from feed_project_parties where known_to is null group by project_code
					) a on a.project_code = p.project_code
					where p.known_to is null and p.project_code = $project`,
					{ today, project: projectCode },
					row
				);
	const since = found?.latest_paid ?? found?.start_date ?? null;
	return {
		isConstruction: projectCode !== null,
		hasSubcontractor: !found || found.parties === 0 ? null : found.subcontractors > 0,
		labourCostGapDays: !found || found.disbursed === 0 || since === null ? null : daysBetween(since, today),
		labourCostCycleDays,
		labourCostShortFen: found?.short_fen ?? null,
		unsettledFen: found?.unsettled_fen ?? null,
		grounds
	};
}
