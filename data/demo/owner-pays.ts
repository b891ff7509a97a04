import { dayInMonth, firstDay, lastDay, monthText, type Day, type Month } from './days';
import { healthAt } from './health';
import type { Project, Row, Span } from './model';
import { dayText } from './days';
import { toldFrom } from './projects';
import type { Random } from './random';
import type { WageMonth } from './wages';

/** A labour-cost payment that reached the account. */
export interface FeePayment {
	readonly day: Day;
	readonly fen: number;
	readonly memo: string;
}

export interface OwnerPayments {
	readonly disbursements: Row[];
	readonly progress: Row[];
	readonly payments: FeePayment[];
	/** Labour cost of the months told, as it was planned, in fen. */
	readonly plannedFen: number;
}

const HUNDRED_YUAN_FEN = 10_000;
const WORK_DAYS_A_MONTH = 25;
const TYPICAL_DAY_RATE_FEN = 26_500;
/** Above this health an owner pays on the day. */
const PUNCTUAL = 0.7;

/** How an owner of a given health pays a month's labour cost: days late, and the share that comes. */
function ownerManner(health: number, random: Random): { delay: number; share: number } {
	if (health >= PUNCTUAL) return { delay: 0, share: 1 };
	if (health >= 0.55) return { delay: random.int(0, Math.ceil(((PUNCTUAL - health) / 0.15) * 14)), share: 1 };
	if (health >= 0.4)
		return { delay: random.int(14, 30), share: Math.round((0.55 + health * 0.6) * 100) / 100 };
	if (health >= 0.27) return { delay: random.int(30, 45), share: 0.3 };
	return { delay: 0, share: 0 };
}

function plannedFees(project: Project, months: readonly WageMonth[], random: Random): Map<Month, number> {
	const fees = new Map<Month, number>();
	for (const { month, earnedFen } of months) {
		const isWinter = project.winterStop && earnedFen === 0;
		const least = isWinter ? 0 : project.crew * TYPICAL_DAY_RATE_FEN * 1.5;
		const exact = Math.max(least, earnedFen * random.between(1.01, 1.035));
		fees.set(month, Math.ceil(exact / HUNDRED_YUAN_FEN) * HUNDRED_YUAN_FEN);
	}
	return fees;
}

/**
 * What the owner pays: labour cost into the account (a month ahead before the start, then month by month), and
 * progress payments. Slow and short payment follow the owner's health; what was left is made good on recovery.
 */
export function ownerPays(
	project: Project,
	span: Span,
	months: readonly WageMonth[],
	random: Random
): OwnerPayments {
	const disbursements: Row[] = [];
	const payments: FeePayment[] = [];
	const fees = plannedFees(project, months, random);
	let serial = 0;
	const record = (
		kind: string,
		month: Month,
		payableFen: number,
		due: Day,
		paidFen: number,
		paid: Day | null
	) => {
		serial++;
		disbursements.push({
			disbursement_no: `BF${project.code.replaceAll('-', '')}${String(serial).padStart(3, '0')}`,
			project_code: project.code,
			kind,
			period: monthText(month),
			payable: payableFen / 100,
			due_date: dayText(due),
			paid: paidFen / 100,
			paid_date: paid === null ? null : dayText(paid)
		});
		if (kind === '人工费' && paid !== null && paidFen > 0) {
			payments.push({ day: paid, fen: paidFen, memo: `${monthText(month)}人工费` });
		}
	};

	const from = toldFrom(project, span);
	const firstMonth = months[0]?.month ?? span.firstMonth;
	const full = project.crew * WORK_DAYS_A_MONTH * TYPICAL_DAY_RATE_FEN;
	const largest = Math.max(project.startDay < firstDay(span.firstMonth) ? 0 : full, ...fees.values());
	const aheadFen = Math.ceil((largest * 1.06) / HUNDRED_YUAN_FEN) * HUNDRED_YUAN_FEN;
	const aheadDay = Math.max(from, Math.min(dayInMonth(firstMonth, project.feeDay), from + 24));
	if (aheadDay < span.today) record('人工费', firstMonth, aheadFen, aheadDay, aheadFen, aheadDay);

	let owedFen = 0;
	for (const [month, fee] of fees) {
		if (fee === 0) continue;
		const due = dayInMonth(month + 1, project.feeDay);
		if (due >= span.today) continue;
		const health = healthAt(project.ownerHealth, span, month + 1);
		// An owner in dispute with a contractor that is failing holds its money back.
		const isDisputed = healthAt(project.contractorHealth, span, month + 1) < 0.25;
		const manner = isDisputed ? { delay: 0, share: 0 } : ownerManner(health, random);
		const paidDay = due + manner.delay;
		const isPaid = manner.share > 0 && paidDay < span.today;
		const paidFen = isPaid ? Math.round((fee * manner.share) / 100) * 100 : 0;
		record('人工费', month, fee, due, paidFen, isPaid ? paidDay : null);
		owedFen += fee - paidFen;
		if (isPaid && manner.share === 1 && health >= PUNCTUAL && owedFen > 0 && paidDay + 3 < span.today) {
			record('人工费', month, owedFen, due, owedFen, paidDay + 3);
			owedFen = 0;
		}
	}
	const progress = progressPayments(project, span, fees, record, random);
	let plannedFen = 0;
	for (const fee of fees.values()) plannedFen += fee;
	return { disbursements, progress, payments, plannedFen };
}

function progressPayments(
	project: Project,
	span: Span,
	fees: ReadonlyMap<Month, number>,
	record: (kind: string, month: Month, payable: number, due: Day, paid: number, day: Day | null) => void,
	random: Random
): Row[] {
	const rows: Row[] = [];
	const isPublic = project.isGovernment || project.isStateOwned;
	const usual = project.departures.progressShare ?? random.between(isPublic ? 0.87 : 0.8, 0.95);
	let owedFen = 0;
	for (const [month, fee] of fees) {
		// The measured value keeps the agreed labour share a little above its floor.
		const valueFen = Math.round(fee / (project.rate * random.between(1.004, 1.012)) / 100) * 100;
		const health = healthAt(project.ownerHealth, span, month);
		const share = usual * (health >= PUNCTUAL ? 1 : Math.max(0, health / PUNCTUAL));
		// An owner that is well again pays what it left open, a part each month.
		const arrears = health >= PUNCTUAL ? Math.round(owedFen / 300) * 100 : 0;
		const paidFen = Math.round((valueFen * share) / 100) * 100 + arrears;
		owedFen += Math.round((valueFen * (usual - share)) / 100) * 100 - arrears;
		rows.push({
			project_code: project.code,
			period: monthText(month),
			completed_value: valueFen / 100,
			progress_paid: paidFen / 100
		});
		const restFen = Math.max(0, paidFen - fee);
		const paidDay = lastDay(month) - random.int(0, 3);
		if (restFen > 0) record('工程款', month, restFen, lastDay(month), restFen, paidDay);
	}
	return rows;
}
