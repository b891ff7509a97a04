import { addDays, addToMonth, daysBetween } from './calendar';
import { Exact } from './exact';
import { missing, notApplicable, ratioOf, valueOf } from './outcome';
import { paidOf } from './project';
import type { Project, WageMonth } from './project';
import type { FeedRow, Outcome, Outcomes } from './types';
import { amount, date, sumOf, text } from './world';
import type { World } from './world';

/** Working days in a month of full pay, by which a monthly minimum becomes a daily one. */
const PAID_DAYS_A_MONTH = Exact.parse('21.75');

function shareOf(part: number, whole: number): Exact {
	return Exact.of(part).over(Exact.of(whole));
}

function wageOverdueDays(p: Project, world: World): Outcome {
	if (!p.hasPayroll && !p.hasAttendance) return missing;
	const earliest = p.pastDue.find((month) => {
		if (month.lines.length === 0) return month.worked;
		return month.paid.compare(month.net) < 0;
	});
	return valueOf(earliest ? daysBetween(earliest.due, world.d) : 0, world.levels('wage_overdue_days'));
}

/** CHOICE 7: without attendance nothing is known to be worked: missing; without payroll all of it is unpaid. */
function unpaidWageMonths(p: Project, world: World): Outcome {
	if (!p.hasAttendance) return missing;
	const unpaid = p.pastDue.filter((month) => month.worked && month.paid.isZero());
	let longest = 0;
	let run = 0;
	let previous = '';
	for (const { month } of unpaid) {
		run = previous !== '' && addToMonth(previous, 1) === month ? run + 1 : 1;
		longest = Math.max(longest, run);
		previous = month;
	}
	return valueOf(longest, world.levels('unpaid_wage_months'));
}

function paidHeadcountRatio(p: Project, month: WageMonth, world: World): Outcome {
	const present = month.attendance.filter((row) => amount(row, 'work_days')!.compare(Exact.of(3)) >= 0);
	const workers = new Set(present.map((row) => text(row, 'worker_id_no')!));
	// CHOICE 8: no attendance at all is "no such worker" too, so not applicable rather than missing.
	if (workers.size === 0) return notApplicable;
	const paid = [...workers].filter((worker) =>
		Exact.sum(
			month.lines.filter((line) => text(line, 'worker_id_no') === worker).map((line) => paidOf(line, world.d))
		).isPositive()
	);
	return ratioOf(shareOf(paid.length, workers.size), world.levels('paid_headcount_ratio'));
}

function paidAmountRatio(month: WageMonth, world: World): Outcome {
	if (month.net.isZero()) return notApplicable;
	return ratioOf(month.paid.over(month.net), world.levels('paid_amount_ratio'));
}

function unsignedPayrollRatio(month: WageMonth, world: World): Outcome {
	if (month.lines.length === 0) return notApplicable;
	const unsigned = month.lines.filter((line) => line.signed !== true);
	return ratioOf(shareOf(unsigned.length, month.lines.length), world.levels('unsigned_payroll_ratio'));
}

/** CHOICE 9: payroll.work_days left blank adds nothing to the sum. */
function attendPayGap(month: WageMonth, world: World): Outcome {
	if (month.lines.length === 0 || !month.worked) return notApplicable;
	// CHOICE 9: lines that state no days at all (bank receipts) cannot be compared: missing, not a gap of 1.
	if (month.lines.every((line) => amount(line, 'work_days') === null)) return missing;
	const attended = sumOf(month.attendance, 'work_days');
	const gap = sumOf(month.lines, 'work_days').minus(attended).abs().over(attended);
	return ratioOf(gap, world.levels('attend_pay_gap'));
}

function lowPayShare(month: WageMonth, world: World): Outcome {
	const minimum = Exact.parse(world.policy.minimumWageYuan);
	const full = month.lines.filter(
		(line) => (amount(line, 'work_days') ?? Exact.zero).compare(Exact.of(10)) >= 0
	);
	if (full.length === 0) return notApplicable;
	const low = full.filter((line) => {
		const monthly = amount(line, 'payable')!.over(amount(line, 'work_days')!).times(PAID_DAYS_A_MONTH);
		return monthly.compare(minimum) < 0;
	});
	return ratioOf(shareOf(low.length, full.length), world.levels('low_pay_share'));
}

/** CHOICE 10: roster rows are counted, not workers; a paid line is one with paid(line) > 0 in this project. */
function exitUnsettledCount(p: Project, world: World): Outcome {
	if (p.roster.length === 0) return missing;
	const isPaid = (row: FeedRow, month: string) =>
		p.months
			.filter((each) => each.month === month)
			.flatMap((each) => each.lines)
			.filter((line) => text(line, 'worker_id_no') === text(row, 'worker_id_no'))
			.some((line) => paidOf(line, world.d).isPositive());
	const open = p.roster.filter((row) => {
		const exit = date(row, 'exit_date');
		if (exit === null || exit >= addDays(world.d, -7)) return false;
		const settled = date(row, 'settled_at');
		if (settled !== null && settled <= world.d) return false;
		return !isPaid(row, exit.slice(0, 7));
	});
	return valueOf(open.length, world.levels('exit_unsettled_count'));
}

/** Group A of a project. */
export function wageIndicators(p: Project, world: World): Outcomes {
	const none = p.hasPayroll || p.hasAttendance ? notApplicable : missing;
	const { latest, latestPaid } = p;
	return {
		wage_overdue_days: wageOverdueDays(p, world),
		unpaid_wage_months: unpaidWageMonths(p, world),
		paid_headcount_ratio: latestPaid ? paidHeadcountRatio(p, latestPaid, world) : none,
		paid_amount_ratio: latestPaid ? paidAmountRatio(latestPaid, world) : none,
		unsigned_payroll_ratio: latest ? unsignedPayrollRatio(latest, world) : none,
		attend_pay_gap: latest ? attendPayGap(latest, world) : none,
		low_pay_share: latest ? lowPayShare(latest, world) : none,
		exit_unsettled_count: exitUnsettledCount(p, world)
	};
}
