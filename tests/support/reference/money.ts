import { addDays, daysBetween } from './calendar';
import { Exact } from './exact';
import { missing, notApplicable, ratioOf, valueOf } from './outcome';
import type { Project } from './project';
import { runwayOf } from './runway';
import type { Outcome, Outcomes } from './types';
import { amount, date, sumOf, text } from './world';
import type { World } from './world';

/** CHOICE 16: where no disbursement of any kind was received the feed is missing, not "none paid since the start". */
function labourFeeGapDays(p: Project, world: World): Outcome {
	if (!p.active) return notApplicable;
	const received = world.of('disbursements', 'project_code', p.code);
	if (received.length === 0) return missing;
	const days = received
		.filter((row) => row.kind === '人工费' && amount(row, 'paid')!.isPositive())
		.map((row) => date(row, 'paid_date'))
		.filter((day) => day !== null)
		.sort();
	return valueOf(
		daysBetween(days.at(-1) ?? date(p.row, 'start_date')!, world.d),
		world.levels('labour_fee_gap_days')
	);
}

function labourFeeRate(p: Project, world: World): Exact | null {
	const agreed = amount(p.row, 'labour_fee_rate');
	const floor = world.policy.labourFeeFloors[text(p.row, 'sector') ?? ''];
	if (floor === undefined) return agreed;
	return Exact.parse(floor).max(agreed ?? Exact.zero);
}

/** CHOICE 17: no rate (or a rate of 0) is said before missing; then progress, then disbursements never received. */
function labourFeeShortfall(p: Project, world: World): Outcome {
	const rate = labourFeeRate(p, world);
	if (rate === null || rate.isZero()) return notApplicable;
	const progress = world.of('progress', 'project_code', p.code);
	if (progress.length === 0) return missing;
	const completed = sumOf(progress, 'completed_value');
	if (completed.isZero()) return notApplicable;
	const received = world.of('disbursements', 'project_code', p.code);
	if (received.length === 0) return missing;
	const paid = sumOf(
		received.filter((row) => row.kind === '人工费' && date(row, 'paid_date') !== null),
		'paid'
	);
	const gap = Exact.one.minus(paid.over(rate.times(completed)));
	return ratioOf(gap.max(Exact.zero), world.levels('labour_fee_shortfall'));
}

/** CHOICE 18: Σ completed_value = 0 is not applicable; progress_paid blank in every row is missing, in some adds 0. */
function progressPaymentRatio(p: Project, world: World): Outcome {
	if (p.row.is_gov_invest !== true && p.row.is_soe !== true) return notApplicable;
	const progress = world.of('progress', 'project_code', p.code);
	if (progress.length === 0 || progress.every((row) => text(row, 'progress_paid') === null)) return missing;
	const completed = sumOf(progress, 'completed_value');
	if (completed.isZero()) return notApplicable;
	return ratioOf(sumOf(progress, 'progress_paid').over(completed), world.levels('progress_payment_ratio'));
}

function accountCover(p: Project, world: World): Outcome {
	const runway = runwayOf(p, world);
	if (runway.null_reason !== null) return runway.null_reason === 'missing' ? missing : notApplicable;
	const next = runway.payDays[0]!;
	if (next.stillToPay.isZero()) return notApplicable;
	return ratioOf(runway.balance.plus(next.inflowUpTo).over(next.stillToPay), world.levels('account_cover'));
}

function runwayDays(p: Project, world: World): Outcome {
	const runway = runwayOf(p, world);
	if (runway.null_reason !== null) return runway.null_reason === 'missing' ? missing : notApplicable;
	return valueOf(runway.days, world.levels('runway_days'));
}

/**
 * CHOICE 19: a blank payee is not on the roster; who left is, who enters after D is not yet. With money out and no roster ever received, the rule cannot tell:
 * missing. 支 of 0 元 in all: 0.
 */
function accountOutflowSuspect(p: Project, world: World): Outcome {
	const transactions = world.of('account_transactions', 'project_code', p.code);
	if (transactions.length === 0) return missing;
	const levels = world.levels('account_outflow_suspect');
	const from = addDays(world.d, -90);
	const out = transactions.filter((row) => row.direction === '支' && date(row, 'txn_time')! > from);
	if (out.length === 0) return ratioOf(Exact.zero, levels);
	if (p.roster.length === 0) return missing;
	const known = new Set(p.roster.map((row) => text(row, 'worker_id_no')));
	const suspect = out.filter((row) => {
		const payee = text(row, 'payee_id_no');
		return row.counterparty_type !== '税费' && (payee === null || !known.has(payee));
	});
	const all = sumOf(out, 'amount');
	return ratioOf(all.isZero() ? Exact.zero : sumOf(suspect, 'amount').over(all), levels);
}

/** CHOICE 20: no account received for the project is missing, not 0. */
function accountFrozen(p: Project, world: World): Outcome {
	const accounts = world.of('special_accounts', 'project_code', p.code);
	if (accounts.length === 0) return missing;
	return valueOf(accounts.some((row) => row.status === '冻结') ? 1 : 0, world.levels('account_frozen'));
}

/** Group B of a project. */
export function moneyIndicators(p: Project, world: World): Outcomes {
	return {
		labour_fee_gap_days: labourFeeGapDays(p, world),
		labour_fee_shortfall: labourFeeShortfall(p, world),
		progress_payment_ratio: progressPaymentRatio(p, world),
		account_cover: accountCover(p, world),
		runway_days: runwayDays(p, world),
		account_outflow_suspect: accountOutflowSuspect(p, world),
		account_frozen: accountFrozen(p, world)
	};
}
