import {
	dayInMonth,
	firstDay,
	lastDay,
	monthOf,
	monthText,
	timeText,
	workingOnOrBefore,
	type Day,
	type Month
} from './days';
import type { Project, Row, Span, Stay } from './model';
import { festivalStop } from './people';
import type { Random } from './random';

/** A payroll line with the stay that it pays; net is in fen. */
export interface WageLine {
	readonly row: Row;
	readonly stay: Stay;
	readonly netFen: number;
	paidDay: Day | null;
}

/** One wage month of one project. */
export interface WageMonth {
	readonly month: Month;
	readonly due: Day;
	readonly lines: WageLine[];
	/** Σ payable of the month's work in fen, whether or not there are payroll lines for it. */
	earnedFen: number;
}

/** The day on which the wages of a month are due: the agreed day, or the working day before it. */
function dueDay(project: Project, month: Month): Day {
	return workingOnOrBefore(dayInMonth(project.paysNextMonth ? month + 1 : month, project.payDay));
}

function daysWorked(stay: Stay, month: Month, random: Random): number {
	const from = Math.max(stay.entry, firstDay(month));
	const until = Math.min(stay.exit ?? Infinity, lastDay(month));
	let present = until - from + 1;
	if (present <= 0) return 0;
	const stop = festivalStop(firstDay(month) + 14);
	if (stop !== null) present -= Math.max(0, Math.min(stop[1], until) - Math.max(stop[0], from) + 1);
	const days = present * random.between(0.84, 0.95);
	return random.chance(0.12) ? Math.floor(days * 2) / 2 : Math.round(days);
}

/** Tax withheld on what exceeds 5 000 a month, in fen; small, and nil for most. */
function deductionFen(payableFen: number): number {
	return payableFen > 750_000 ? Math.round((payableFen - 500_000) * 0.03) : 0;
}

export interface WorkedProject {
	readonly attendance: Row[];
	readonly months: WageMonth[];
}

/** Attendance and payroll lines of a project, month by month; nobody is paid yet. */
export function workMonths(
	project: Project,
	span: Span,
	stays: readonly Stay[],
	random: Random
): WorkedProject {
	const { departures } = project;
	const attendance: Row[] = [];
	const months: WageMonth[] = [];
	const first = Math.max(span.firstMonth, monthOf(project.startDay));
	const ended = Math.min(project.actualEnd ?? Infinity, project.stopDay ?? Infinity);
	const last = Math.min(span.lastMonth, ended === Infinity ? Infinity : monthOf(ended));
	for (let month = first; month <= last; month++) {
		const wages: WageMonth = { month, due: dueDay(project, month), lines: [], earnedFen: 0 };
		months.push(wages);
		if (departures.silentAfter !== null && month > departures.silentAfter) continue;
		const isZero = departures.zeroAttendanceFrom !== null && month >= departures.zeroAttendanceFrom;
		const text = monthText(month);
		// Every month's upload comes a little after the month, at most three days apart from one month to the next.
		const late = month > span.lastMonth - 3 ? departures.uploadLateDays : 0;
		const uploadDay = lastDay(month) + 1 + random.int(0, 2) + late;
		const isUploaded = uploadDay < span.today;
		const uploadedAt = timeText(uploadDay, 28_800 + random.int(0, 32_000));
		// A payroll is drawn up some days before its pay day.
		const hasLines = wages.due - span.today <= 5;
		for (const stay of stays) {
			if (stay.entry > lastDay(month) || (stay.exit !== null && stay.exit < firstDay(month))) continue;
			const days = isZero ? 0 : daysWorked(stay, month, random);
			if (days <= 0 && !isZero) continue;
			if (isUploaded) {
				attendance.push({
					project_code: project.code,
					worker_id_no: stay.worker.id,
					wage_month: text,
					work_days: days,
					uploaded_at: uploadedAt
				});
			}
			const payableFen = Math.round(days * stay.dayRate * 100);
			wages.earnedFen += payableFen;
			const isLeftOut = stay.unsettled && stay.exit !== null && monthOf(stay.exit) === month;
			if (isZero || isLeftOut || !hasLines) continue;
			wages.lines.push(makeLine(project, stay, text, days, payableFen));
		}
		leaveUnsigned(wages, departures.unsignedShare, span, random);
	}
	return { attendance, months };
}

function makeLine(project: Project, stay: Stay, month: string, days: number, payableFen: number): WageLine {
	const withheld = deductionFen(payableFen);
	const row: Row = {
		project_code: project.code,
		employer_uscc: stay.employer.uscc,
		wage_month: month,
		worker_id_no: stay.worker.id,
		worker_name: stay.worker.name,
		work_days: days,
		payable: payableFen / 100,
		deduction: withheld / 100,
		paid: 0,
		pay_status: '待发',
		pay_date: null,
		pay_channel: '专户代发',
		bank_card_no: stay.worker.card,
		signed: true,
		confirmed_at: null
	};
	return { row, stay, netFen: payableFen - withheld, paidDay: null };
}

/** Unsigned lines are a habit of the last half year: exactly the share asked for, not more by chance. */
function leaveUnsigned(wages: WageMonth, share: number, span: Span, random: Random): void {
	if (share === 0 || wages.month <= span.lastMonth - 6) return;
	const count = Math.max(1, Math.floor(wages.lines.length * share));
	const offset = random.int(0, Math.max(0, wages.lines.length - count));
	for (const line of wages.lines.slice(offset, offset + count)) line.row.signed = false;
}
