import type { EvidenceGroup } from '$lib/domain/evidence';
import { addMonths, isDay } from '$lib/domain/day';
import type { EvidenceSource } from '$lib/server/indicators/definition';
import type { Policy } from '$lib/server/policies/policy';
import { runTemplates } from '$lib/server/scoring/day-templates';
import type { Reader } from '$lib/server/warehouse/warehouse';
import { sourceRows } from './evidence';
import { runView } from './run-view';

/** Rows behind the figures of a project that are no indicators: the headline sums and a month of the time axis. */
function sourcesOf(what: string): readonly EvidenceSource[] {
	const own = 'r.project_code = $subject';
	if (what === 'unpaid') {
		const where = `${own} and r.wage_month in (
			select wage_month from mart_wage_month
			where run_id = $run and project_code = $subject and past_due and paid_fen < net_fen)`;
		return [{ feed: 'payroll', where }];
	}
	if (what === 'workers') {
		const where = `${own} and r.work_days > 0 and r.wage_month in (
			select wage_month from mart_wage_month
			where run_id = $run and project_code = $subject and wage_month <= {{as_of}} and attendance_days > 0
			order by wage_month desc limit 2)`;
		return [{ feed: 'attendance', where }];
	}
	const within = (column: string) =>
		`${own} and ${column} >= cast($first as date) and ${column} < cast($next as date) and ${column} < {{as_of}} + 1`;
	return [
		{ feed: 'payroll', where: `${own} and r.wage_month = cast($first as date)` },
		{ feed: 'disbursements', where: `${within('r.paid_date')} and r.kind = '人工费'` },
		{ feed: 'account_transactions', where: within('r.txn_time') },
		{ feed: 'attendance', where: `${own} and r.wage_month = cast($first as date)` }
	];
}

/**
 * The source rows behind `unpaid`, `workers` or a month (`2026-09`) of a project; nothing for another word.
 */
export async function projectRows(
	reader: Reader,
	policy: Policy,
	params: { runId: number; code: string; what: string }
): Promise<EvidenceGroup[]> {
	const { what } = params;
	const run = await runView(reader, params.runId);
	const isMonth = isDay(`${what}-01`);
	if (!run || (!isMonth && what !== 'unpaid' && what !== 'workers')) return [];
	const { asOf, knownAt } = run;
	const first = isMonth ? `${what}-01` : asOf;
	return sourceRows(
		reader,
		runTemplates(policy, run),
		{
			as_of: asOf,
			known_at: knownAt,
			subject: params.code,
			run: params.runId,
			first,
			next: addMonths(first, 1)
		},
		sourcesOf(what)
	);
}
