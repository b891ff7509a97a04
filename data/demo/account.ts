import { dayText, timeText, workingOnOrAfter, workingOnOrBefore, type Day } from './days';
import { healthAt } from './health';
import { citizenNumber, FICTIONAL_REGIONS } from './ids';
import type { LatePay, Project, Row, Span } from './model';
import type { FeePayment } from './owner-pays';
import type { Random } from './random';
import type { WageLine, WageMonth } from './wages';

export interface AccountHistory {
	readonly transactions: Row[];
	readonly payroll: Row[];
	readonly late: LatePay[];
}

interface Step {
	readonly day: Day;
	readonly act: () => void;
}

const MORNING_SECONDS = 34_200;
/** Wages paid this long after the due day are late enough for people to remember. */
const NOTABLE_DAYS = 5;
/** A thin account still pays part of a crew when it holds this share of what is open. */
const PART_PAYMENT_SHARE = 0.25;
const DIVERTED_SHARE = 0.14;

/** How many days from the due day a contractor of a given health sends its payroll to the bank; null: it does not. */
export function contractorDelay(health: number, random: Random): number | null {
	if (health >= 0.6) return -random.int(0, 2);
	if (health >= 0.45) return random.int(3, 14);
	if (health >= 0.3) return random.int(15, 35);
	return null;
}

/** Runs a project's wage account day by day: money in, payrolls out, the balance after each, and what stays open. */
export function runAccount(
	project: Project,
	span: Span,
	accountNo: string,
	payments: readonly FeePayment[],
	months: readonly WageMonth[],
	random: Random
): AccountHistory {
	const { departures } = project;
	const transactions: Row[] = [];
	const backlog: WageLine[][] = [];
	const steps: Step[] = [];
	let balanceFen = 0;
	let serial = 0;
	let topUps = 0;
	let lastDay: Day | null = null;
	let lastSeconds = 0;

	const move = (
		day: Day,
		seconds: number,
		direction: '收' | '支',
		fen: number,
		who: string,
		id: string | null,
		memo: string
	) => {
		balanceFen += direction === '收' ? fen : -fen;
		serial++;
		// A bank's entries stand in the order of their times, whatever was arranged first.
		const at = day === lastDay ? Math.max(seconds, lastSeconds + 1) : seconds;
		lastDay = day;
		lastSeconds = at;
		transactions.push({
			txn_no: `LS${span.jurisdiction}${String(project.index).padStart(4, '0')}${String(serial).padStart(6, '0')}`,
			project_code: project.code,
			account_no: accountNo,
			txn_time: timeText(day, at),
			direction,
			amount: fen / 100,
			counterparty_type: who,
			payee_id_no: id,
			balance_after: balanceFen / 100,
			memo
		});
	};
	const isFrozen = (day: Day) => departures.frozenFrom !== null && day >= departures.frozenFrom;
	const payLine = (line: WageLine, day: Day, seconds: number) => {
		move(day, seconds, '支', line.netFen, '工人', line.stay.worker.id, '代发工资');
		settleLine(line, day, random);
	};
	const payBacklog = (day: Day) => {
		if (isFrozen(day)) return;
		let seconds = MORNING_SECONDS + random.int(0, 3600);
		for (let lines = backlog[0]; lines !== undefined; lines = backlog[0]) {
			const openFen = lines.reduce((sum, line) => sum + line.netFen, 0);
			const shortFen = openFen - balanceFen;
			const isBacked = healthAt(project.contractorHealth, span, monthOfDay(span, day)) > 0.75;
			if (shortFen > 0 && isBacked && topUps < 1 && random.chance(0.4)) {
				topUps++;
				move(day, seconds - 600, '收', Math.ceil(shortFen / 100) * 100, '总包', null, '总包垫付工资');
			}
			if (openFen > balanceFen && balanceFen < openFen * PART_PAYMENT_SHARE) return;
			let paidCount = 0;
			while (paidCount < lines.length && lines[paidCount]!.netFen <= balanceFen) {
				payLine(lines[paidCount]!, day, (seconds += 2));
				paidCount++;
			}
			if (paidCount < lines.length) {
				lines.splice(0, paidCount);
				return;
			}
			backlog.shift();
		}
	};

	const divert = (day: Day, lines: readonly WageLine[]) => {
		const totalFen = lines.reduce((sum, line) => sum + line.netFen, 0);
		for (let i = 0; i < 3; i++) {
			const fen = Math.min(Math.round((totalFen * DIVERTED_SHARE) / 3 / 100) * 100, balanceFen);
			const outsider = citizenNumber(random.pick(FICTIONAL_REGIONS), random.int(0, 9000), random.int(0, 999));
			if (fen > 0) move(day, 58_000 + i * 40, '支', fen, '其他', outsider, '材料款');
		}
	};

	for (const payment of payments) {
		steps.push({
			day: payment.day,
			act: () => {
				move(payment.day, 52_200 + random.int(0, 7200), '收', payment.fen, '建设单位', null, payment.memo);
			}
		});
		const after = workingOnOrAfter(payment.day + random.int(1, 3));
		steps.push({ day: after, act: () => after < span.today && payBacklog(after) });
	}
	for (const wages of months) {
		if (wages.lines.length === 0) continue;
		if (departures.paperPaidFrom !== null && wages.month >= departures.paperPaidFrom) {
			payOnPaper(wages, span, random);
			continue;
		}
		const delay = contractorDelay(
			healthAt(project.contractorHealth, span, monthOfDay(span, wages.due)),
			random
		);
		const isHabit = departures.payLateFrom === null || wages.month >= departures.payLateFrom;
		const shift =
			delay === null
				? 20
				: delay <= 0 && isHabit && departures.payLateDays > 0
					? departures.payLateDays
					: delay;
		const day = shift > 0 ? workingOnOrAfter(wages.due + shift) : workingOnOrBefore(wages.due + shift);
		const leftOut = wages.month > span.lastMonth - 4 ? departures.leftOutWorkers : 0;
		const lines = wages.lines.slice(leftOut);
		const rest = wages.lines.slice(0, leftOut);
		steps.push({
			day,
			act: () => {
				if (day >= span.today) return;
				backlog.push(lines);
				if (delay !== null) payBacklog(day);
				if (departures.divertedFrom !== null && wages.month >= departures.divertedFrom) divert(day, lines);
			}
		});
		if (rest.length > 0) {
			const later = workingOnOrAfter(wages.due + random.int(7, 12));
			steps.push({
				day: later,
				act: () => {
					if (later >= span.today) return;
					backlog.push(rest);
					payBacklog(later);
				}
			});
		}
	}
	steps.sort((a, b) => a.day - b.day);
	for (const step of steps) step.act();
	return {
		transactions,
		payroll: months.flatMap((wages) => wages.lines.map((line) => line.row)),
		late: months.flatMap((wages) => latePay(project, span, wages))
	};
}

function monthOfDay(span: Span, day: Day): number {
	// Health changes slowly: a month of 30.44 days counted back from today is near enough, and cheap.
	return span.lastMonth + 1 - Math.floor((span.today - day) / 30.44);
}

function settleLine(line: WageLine, day: Day, random: Random): void {
	line.paidDay = day;
	line.row.paid = line.netFen / 100;
	line.row.pay_status = '成功';
	line.row.pay_date = dayText(day);
	line.row.confirmed_at = line.row.signed === true ? timeText(day, 61_200 + random.int(0, 14_000)) : null;
}

function payOnPaper(wages: WageMonth, span: Span, random: Random): void {
	const day = workingOnOrBefore(wages.due);
	if (day >= span.today) return;
	for (const line of wages.lines) {
		settleLine(line, day, random);
		line.row.pay_channel = random.chance(0.5) ? '现金' : '其他银行';
	}
}

function latePay(project: Project, span: Span, wages: WageMonth): LatePay[] {
	if (wages.due + NOTABLE_DAYS >= span.today) return [];
	const open = wages.lines.filter((line) => line.paidDay === null || line.paidDay > wages.due + NOTABLE_DAYS);
	if (open.length === 0) return [];
	const isOpen = open.some((line) => line.paidDay === null);
	return [
		{
			project,
			month: wages.month,
			due: wages.due,
			paidDay: isOpen ? null : Math.max(...open.map((line) => line.paidDay!)),
			workers: open.length,
			amount: Math.round(open.reduce((sum, line) => sum + line.netFen, 0)) / 100
		}
	];
}
