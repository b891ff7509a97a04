import { addDays, addToMonth, dayOfMonth, lastDayOf } from './calendar';
import { Exact } from './exact';
import type { FeedRow } from './types';
import { amount, date, text } from './world';
import type { World } from './world';

/** One wage month of a project: what was worked, what was owed and what was paid by D, in 元. */
export interface WageMonth {
	month: string;
	due: string;
	pastDue: boolean;
	attendance: FeedRow[];
	lines: FeedRow[];
	worked: boolean;
	net: Exact;
	paid: Exact;
}

/** Everything the project rules read more than once. */
export interface Project {
	code: string;
	row: FeedRow;
	active: boolean;
	/** Months with attendance or a payroll line, oldest first. */
	months: WageMonth[];
	pastDue: WageMonth[];
	/** L(p) and LP(p). */
	latest: WageMonth | undefined;
	latestPaid: WageMonth | undefined;
	roster: FeedRow[];
	onSite: FeedRow[];
	hasPayroll: boolean;
	hasAttendance: boolean;
}

/** due(p, m). CHOICE 5: without a pay_day the fifteenth natural day stays where it falls, working day or not. */
export function dueDate(project: FeedRow, month: string, isWorkday: (day: string) => boolean): string {
	const payDay = amount(project, 'pay_day');
	if (payDay === null) return addDays(lastDayOf(month), 15);
	const target = project.pay_in_next_month === true ? addToMonth(month, 1) : month;
	let day = dayOfMonth(target, Number(payDay.floor()));
	while (!isWorkday(day)) day = addDays(day, -1);
	return day;
}

/** net(line) = payable − deduction, in 元; CHOICE 6: it may be negative, nothing is clamped. */
export function netOf(line: FeedRow): Exact {
	return (amount(line, 'payable') ?? Exact.zero).minus(amount(line, 'deduction') ?? Exact.zero);
}

/** paid(line) by D, in 元. */
export function paidOf(line: FeedRow, d: string): Exact {
	const payDate = date(line, 'pay_date');
	const paid = line.pay_status === '成功' && payDate !== null && payDate <= d;
	return paid ? (amount(line, 'paid') ?? Exact.zero) : Exact.zero;
}

function isActive(row: FeedRow, d: string): boolean {
	const start = date(row, 'start_date');
	const end = date(row, 'actual_end');
	return row.status === '在建' && start !== null && start <= d && (end === null || end > d);
}

function wageMonths(row: FeedRow, attendance: FeedRow[], payroll: FeedRow[], world: World): WageMonth[] {
	const names = [...new Set([...attendance, ...payroll].map((each) => text(each, 'wage_month')!))].sort();
	return names.map((month) => {
		const days = attendance.filter((each) => each.wage_month === month);
		const lines = payroll.filter((each) => each.wage_month === month);
		const due = dueDate(row, month, world.isWorkday);
		return {
			month,
			due,
			pastDue: world.d > due,
			attendance: days,
			lines,
			worked: Exact.sum(days.map((each) => amount(each, 'work_days') ?? Exact.zero)).isPositive(),
			net: Exact.sum(lines.map(netOf)),
			paid: Exact.sum(lines.map((line) => paidOf(line, world.d)))
		};
	});
}

/** The facts of one project at D. */
export function projectOf(row: FeedRow, world: World): Project {
	const code = text(row, 'project_code')!;
	const attendance = world.of('attendance', 'project_code', code);
	const payroll = world.of('payroll', 'project_code', code);
	const roster = world.of('roster', 'project_code', code);
	const months = wageMonths(row, attendance, payroll, world);
	const pastDue = months.filter((month) => month.pastDue);
	return {
		code,
		row,
		active: isActive(row, world.d),
		months,
		pastDue,
		latest: pastDue.filter((month) => month.worked || month.lines.length > 0).at(-1),
		latestPaid: pastDue.filter((month) => month.paid.isPositive()).at(-1),
		roster,
		onSite: roster.filter((each) => (date(each, 'exit_date') ?? '9999-12-31') > world.d),
		hasPayroll: payroll.length > 0,
		hasAttendance: attendance.length > 0
	};
}
