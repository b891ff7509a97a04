import { addDays, addToMonth, daysBetween } from './calendar';
import { Exact } from './exact';
import { dueDate, projectOf } from './project';
import type { Project } from './project';
import type { FeedRow, NullReason, ReferenceInput } from './types';
import { amount, date, text, worldOf } from './world';
import type { World } from './world';

/** best: the payer counts as regular whatever its gaps; worst: no inflow at all. */
export type RunwayCase = 'expected' | 'best' | 'worst';

export interface Runway {
	null_reason: null;
	/** Days from D to the first pay day not covered, of the next three; 999 for none. */
	days: number;
	/** The deficit on that day in 元; 0 where all three are covered. */
	shortfall: Exact;
	balance: Exact;
	arrears: Exact;
	/** f, the forecast payroll of a month, not rounded (CHOICE 11). */
	forecast: Exact;
	payDays: { month: string; day: string; stillToPay: Exact; inflowUpTo: Exact }[];
}
export type RunwayOutcome = Runway | { null_reason: NullReason };

/** 5 % of a payroll is noise. */
const NOISE = Exact.parse('0.05');

/** CHOICE 12: the latest transaction of the project over all its accounts; a blank balance on it is no balance. */
function balanceOf(code: string, world: World): Exact | null {
	const latest = world
		.of('account_transactions', 'project_code', code)
		.sort(
			(a, b) =>
				order(text(a, 'txn_time')!, text(b, 'txn_time')!) || order(text(a, 'txn_no')!, text(b, 'txn_no')!)
		)
		.at(-1);
	return latest ? amount(latest, 'balance_after') : null;
}

function order(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

function payDaysAhead(p: Project, world: World): { month: string; day: string }[] {
	const thisMonth = world.d.slice(0, 7);
	return [-3, -2, -1, 0, 1, 2, 3, 4, 5]
		.map((n) => addToMonth(thisMonth, n))
		.map((month) => ({ month, day: dueDate(p.row, month, world.isWorkday) }))
		.filter(({ day }) => day >= world.d)
		.sort((a, b) => order(a.day, b.day) || order(a.month, b.month))
		.slice(0, 3);
}

function workersIn(lines: FeedRow[]): number {
	return new Set(lines.map((line) => text(line, 'worker_id_no')!)).size;
}

/** CHOICE 13: the headcount on site is of distinct workers; "no roster" is none received for the project. */
function forecastPayroll(p: Project): Exact {
	const past = p.pastDue.filter((month) => month.lines.length > 0).slice(-3);
	const n = Exact.of(past.length);
	const meanNet = Exact.sum(past.map((month) => month.net)).over(n);
	if (p.roster.length === 0) return meanNet;
	const meanWorkers = Exact.sum(past.map((month) => Exact.of(workersIn(month.lines)))).over(n);
	return meanNet.times(Exact.of(workersIn(p.onSite))).over(meanWorkers);
}

/**
 * Expected inflow as days and 元. CHOICE 14: the last three paid_dates are those of the last three rows (by date,
 * then number), so two payments on one day have a gap of 0. The best case is still nothing where the payer is late.
 */
function expectedInflow(p: Project, world: World, until: string, runwayCase: RunwayCase) {
	if (runwayCase === 'worst') return [];
	const paid = world
		.of('disbursements', 'project_code', p.code)
		.filter(
			(row) => row.kind === '人工费' && date(row, 'paid_date') !== null && amount(row, 'paid')!.isPositive()
		)
		.sort(
			(a, b) =>
				order(date(a, 'paid_date')!, date(b, 'paid_date')!) ||
				order(text(a, 'disbursement_no')!, text(b, 'disbursement_no')!)
		)
		.slice(-3);
	if (paid.length === 0) return [];
	const days = paid.map((row) => date(row, 'paid_date')!);
	const gaps = days.slice(1).map((day, index) => daysBetween(days[index]!, day));
	if (runwayCase === 'expected' && gaps.some((gap) => gap > 38)) return [];
	const meanGap =
		gaps.length === 0 ? 30 : Math.floor(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length + 0.5);
	const gap = Math.max(1, meanGap);
	const each = Exact.sum(paid.map((row) => amount(row, 'paid')!)).over(Exact.of(paid.length));
	const expected: { day: string; yuan: Exact }[] = [];
	let day = addDays(days.at(-1)!, gap);
	if (day < addDays(world.d, -7)) return [];
	for (; day <= until; day = addDays(day, gap))
		expected.push({ day: day < world.d ? world.d : day, yuan: each });
	return expected;
}

/** The runway of one project, in the expected, best or worst case. CHOICE 15: no balance is said before no payroll. */
export function runwayOf(p: Project, world: World, runwayCase: RunwayCase = 'expected'): RunwayOutcome {
	if (!p.active) return { null_reason: 'not_applicable' };
	const balance = balanceOf(p.code, world);
	if (balance === null) return { null_reason: 'missing' };
	if (!p.pastDue.some((month) => month.lines.length > 0)) return { null_reason: 'not_applicable' };

	const forecast = forecastPayroll(p);
	const arrears = Exact.sum(p.pastDue.map((month) => month.net.minus(month.paid).max(Exact.zero)));
	const ahead = payDaysAhead(p, world);
	const inflow = expectedInflow(p, world, ahead.at(-1)!.day, runwayCase);
	const payDays = ahead.map(({ month, day }) => {
		const known = p.months.find((each) => each.month === month);
		const owed = known && known.lines.length > 0 ? known.net : forecast;
		return {
			month,
			day,
			stillToPay: owed.minus(known?.paid ?? Exact.zero).max(Exact.zero),
			inflowUpTo: Exact.sum(inflow.filter((each) => each.day <= day).map((each) => each.yuan))
		};
	});

	const floor = Exact.zero.minus(NOISE.times(forecast));
	let before = balance.minus(arrears);
	for (const payDay of payDays) {
		before = before.minus(payDay.stillToPay);
		const left = before.plus(payDay.inflowUpTo);
		if (left.compare(floor) < 0) {
			const shortfall = Exact.zero.minus(left);
			const days = daysBetween(world.d, payDay.day);
			return { null_reason: null, days, shortfall, balance, arrears, forecast, payDays };
		}
	}
	return { null_reason: null, days: 999, shortfall: Exact.zero, balance, arrears, forecast, payDays };
}

/** The runway of a project by its code, for comparing best and worst cases; null where there is no such project. */
export function referenceRunway(
	input: ReferenceInput,
	projectCode: string,
	runwayCase: RunwayCase
): { days: number | null; shortfallYuan: number | null; null_reason: NullReason | null } | null {
	const world = worldOf(input);
	const row = world.of('projects', 'project_code', projectCode)[0];
	if (!row) return null;
	const runway = runwayOf(projectOf(row, world), world, runwayCase);
	if (runway.null_reason !== null)
		return { days: null, shortfallYuan: null, null_reason: runway.null_reason };
	return { days: runway.days, shortfallYuan: runway.shortfall.toNumber(), null_reason: null };
}
