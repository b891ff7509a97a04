import { openBook, type AccountBook } from './account-book';
import { dayText, monthOf, timeText, workingOnOrAfter, workingOnOrBefore, type Day } from './days';
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

/** Something that happens to an account on a day. */
interface Step {
	readonly day: Day;
	act(): void;
}

/** What the steps of one account share. */
interface Desk {
	readonly project: Project;
	readonly span: Span;
	readonly random: Random;
	readonly book: AccountBook;
	/** Payrolls sent to the bank and not paid in full, oldest first. */
	readonly backlog: WageLine[][];
	topUps: number;
}

const MORNING_SECONDS = 34_200;
const AFTERNOON_SECONDS = 52_200;
/** Wages paid this long after the due day are late enough for people to remember. */
const NOTABLE_DAYS = 5;
/** A thin account still pays part of a crew when it holds this share of what is open. */
const PART_PAYMENT_SHARE = 0.25;
const DIVERTED_SHARE = 0.14;
/** A sound contractor fills a gap once; after that it waits for the owner. */
const TOP_UP_LIMIT = 1;
/** A payroll that its contractor does not send is looked for in vain from this day on. */
const NEVER_SENT_DAYS = 20;

/** How many days from the due day a contractor of a given health sends its payroll to the bank; null: it does not. */
function contractorDelay(health: number, random: Random): number | null {
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
	const book = openBook(project, span, accountNo);
	const desk: Desk = { project, span, random, book, backlog: [], topUps: 0 };
	const steps = [
		...payments.flatMap((payment) => moneyIn(desk, payment)),
		...months.filter((wages) => wages.lines.length > 0).flatMap((wages) => wagesOut(desk, wages))
	];
	steps.sort((a, b) => a.day - b.day);
	for (const step of steps) if (step.day < span.today) step.act();
	return {
		transactions: book.transactions,
		payroll: months.flatMap((wages) => wages.lines.map((line) => line.row)),
		late: months.flatMap((wages) => latePay(project, span, wages))
	};
}

function moneyIn(desk: Desk, payment: FeePayment): Step[] {
	const { book, random } = desk;
	const { day, fen, memo } = payment;
	const after = workingOnOrAfter(day + random.int(1, 3));
	return [
		{
			day,
			act: () => {
				const seconds = AFTERNOON_SECONDS + random.int(0, 7200);
				book.enter({ day, seconds, direction: '收', fen, counterparty: '建设单位', payeeId: null, memo });
			}
		},
		{ day: after, act: () => payBacklog(desk, after) }
	];
}

function wagesOut(desk: Desk, wages: WageMonth): Step[] {
	const { project, span, random } = desk;
	const { departures } = project;
	const isFrom = (month: number | null) => month !== null && wages.month >= month;
	if (isFrom(departures.paperPaidFrom)) {
		payOnPaper(wages, span, random);
		return [];
	}
	const delay = contractorDelay(healthAt(project.contractorHealth, span, monthOf(wages.due)), random);
	const isHabit = departures.payLateFrom === null || isFrom(departures.payLateFrom);
	const habitDays = isHabit ? departures.payLateDays : 0;
	const shift = delay === null ? NEVER_SENT_DAYS : delay <= 0 && habitDays > 0 ? habitDays : delay;
	const day = shift > 0 ? workingOnOrAfter(wages.due + shift) : workingOnOrBefore(wages.due + shift);
	const leftOut = wages.month > span.lastMonth - 4 ? departures.leftOutWorkers : 0;
	const lines = wages.lines.slice(leftOut);
	const steps: Step[] = [
		{
			day,
			act: () => {
				desk.backlog.push(lines);
				if (delay !== null) payBacklog(desk, day);
				if (isFrom(departures.divertedFrom)) divert(desk, day, lines);
			}
		}
	];
	if (leftOut === 0) return steps;
	const later = workingOnOrAfter(wages.due + random.int(7, 12));
	const act = () => {
		desk.backlog.push(wages.lines.slice(0, leftOut));
		payBacklog(desk, later);
	};
	return [...steps, { day: later, act }];
}

const sumFen = (lines: readonly WageLine[]) => lines.reduce((sum, line) => sum + line.netFen, 0);

function payBacklog(desk: Desk, day: Day): void {
	const { backlog, book, project, random } = desk;
	const { frozenFrom } = project.departures;
	if (frozenFrom !== null && day >= frozenFrom) return;
	let seconds = MORNING_SECONDS + random.int(0, 3600);
	for (let lines = backlog[0]; lines !== undefined; lines = backlog[0]) {
		const openFen = sumFen(lines);
		topUp(desk, day, seconds, openFen - book.balanceFen());
		if (openFen > book.balanceFen() && book.balanceFen() < openFen * PART_PAYMENT_SHARE) return;
		let paidCount = 0;
		for (const line of lines) {
			if (line.netFen > book.balanceFen()) break;
			const payeeId = line.stay.worker.id;
			seconds += 2;
			book.enter({
				day,
				seconds,
				direction: '支',
				fen: line.netFen,
				counterparty: '工人',
				payeeId,
				memo: '代发工资'
			});
			settleLine(line, day, random);
			paidCount++;
		}
		if (paidCount < lines.length) {
			lines.splice(0, paidCount);
			return;
		}
		backlog.shift();
	}
}

function topUp(desk: Desk, day: Day, seconds: number, shortFen: number): void {
	const { project, span, book, random } = desk;
	if (shortFen <= 0 || desk.topUps >= TOP_UP_LIMIT) return;
	if (healthAt(project.contractorHealth, span, monthOf(day)) <= 0.75 || !random.chance(0.4)) return;
	desk.topUps++;
	const fen = Math.ceil(shortFen / 100) * 100;
	const memo = '总包垫付工资';
	book.enter({
		day,
		seconds: seconds - 600,
		direction: '收',
		fen,
		counterparty: '总包',
		payeeId: null,
		memo
	});
}

function divert(desk: Desk, day: Day, lines: readonly WageLine[]): void {
	const { book, random } = desk;
	const share = Math.round((sumFen(lines) * DIVERTED_SHARE) / 300) * 100;
	for (let i = 0; i < 3; i++) {
		const fen = Math.min(share, book.balanceFen());
		const payeeId = citizenNumber(random.pick(FICTIONAL_REGIONS), random.int(0, 9000), random.int(0, 999));
		const seconds = 58_000 + i * 40;
		if (fen > 0)
			book.enter({ day, seconds, direction: '支', fen, counterparty: '其他', payeeId, memo: '材料款' });
	}
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
	const isLate = (line: WageLine) => line.paidDay === null || line.paidDay > wages.due + NOTABLE_DAYS;
	const open = wages.due + NOTABLE_DAYS < span.today ? wages.lines.filter(isLate) : [];
	if (open.length === 0) return [];
	let paidDay: Day | null = wages.due;
	for (const line of open)
		paidDay = paidDay === null || line.paidDay === null ? null : Math.max(paidDay, line.paidDay);
	const amount = sumFen(open) / 100;
	return [{ project, month: wages.month, due: wages.due, paidDay, workers: open.length, amount }];
}
