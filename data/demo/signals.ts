import { dayText, firstDay, monthText, type Month } from './days';
import { healthAt } from './health';
import type { Enterprise, Project, Row, Span } from './model';
import { createRandom, type Random } from './random';

export interface FirmSignals {
	readonly tax: Row[];
	readonly social: Row[];
	readonly utilities: Row[];
	readonly credit: Row[];
}

/** A firm below this leaves taxes, contributions and bills open; wages follow some months later. */
const STRAINED = 0.66;
/** Months of a month's report reach the office on about the 16th of the next. */
const REPORT_DAY = 16;
const YUAN_A_KWH = 0.63;
const YUAN_A_TON = 4.1;

const round = (value: number) => Math.round(value * 100) / 100;

/** The last month whose monthly reports are in by today. */
function lastReported(span: Span): Month {
	return span.today - firstDay(span.lastMonth + 1) + 1 >= REPORT_DAY ? span.lastMonth : span.lastMonth - 1;
}

/** Work rests around the turn of the year; January and February are the weakest months. */
function season(month: Month): number {
	return [0.72, 0.66, 0.95, 1, 1.02, 1, 1.03, 1.04, 1.05, 1.06, 1.06, 1.04][month % 12]!;
}

/** How much of its usual business a firm still does. */
function activity(health: number): number {
	return health >= 0.7 ? 1 : Math.max(0.08, 1 - (0.7 - health) * 1.6);
}

/** Taxes, contributions, power, water and gas of one firm, which fall before or beside its wages. */
export function firmSignals(firm: Enterprise, span: Span): FirmSignals {
	const random = createRandom(span.seed, `signals ${firm.uscc}`);
	const signals: FirmSignals = { tax: [], social: [], utilities: [], credit: [] };
	const invoices = firm.staff * random.between(9_000, 22_000);
	const power =
		firm.staff * random.between(40, firm.industry === '制造业' || firm.industry === '采矿业' ? 900 : 120);
	const water = firm.staff * random.between(2, 6);
	const gas = firm.industry === '制造业' && random.chance(0.3) ? firm.staff * 8 : 0;
	const growth = random.between(-0.004, 0.008);
	const taxSlip = !firm.isQuiet && random.chance(0.05) ? random.int(span.firstMonth, span.lastMonth) : null;
	const billSlip = !firm.isQuiet && random.chance(0.06) ? random.int(span.firstMonth, span.lastMonth) : null;
	const last = lastReported(span);
	let owed = 0;
	for (let month = span.firstMonth; month <= last; month++) {
		const health = healthAt(firm.health, span, month);
		const busy = activity(health) * season(month) * (1 + growth * (month - span.firstMonth));
		const isStrained = health < STRAINED && firm.level > STRAINED + 0.06;
		const text = monthText(month);
		const invoiced = Math.round(invoices * busy * (1 + random.normal() * 0.09));
		const declared = Math.round(Math.max(0, invoiced) * 0.034);
		const taxPaid = isStrained
			? Math.round(declared * Math.max(0, health - 0.3))
			: month === taxSlip
				? 0
				: declared;
		owed = Math.max(0, isStrained || month === taxSlip ? owed + declared - taxPaid : 0);
		signals.tax.push({
			uscc: firm.uscc,
			month: text,
			declared,
			paid: taxPaid,
			overdue: owed,
			invoice_amount: Math.max(0, invoiced),
			zero_filing: declared === 0
		});
		const insured = Math.max(1, Math.round(firm.staff * (0.3 + 0.7 * activity(health))));
		const payable = insured * 1_260;
		signals.social.push({
			uscc: firm.uscc,
			month: text,
			insured_count: insured,
			payable,
			paid: health < STRAINED - 0.08 && isStrained ? Math.round(payable * Math.max(0, health - 0.2)) : payable
		});
		const isUnpaid = (health < STRAINED - 0.04 && isStrained) || month === billSlip;
		const state = health < 0.15 && isStrained ? '停供' : health < 0.25 && isStrained ? '限供' : '正常';
		const meter = (kind: string, usual: number, price: number) => {
			if (usual === 0) return;
			const used = round(Math.max(0, usual * busy * (1 + random.normal() * 0.06)));
			const billed = round(used * price);
			signals.utilities.push(utilityRow(firm.uscc, kind, text, used, billed, isUnpaid ? 0 : billed, state));
		};
		meter('电', power, YUAN_A_KWH);
		meter('水', water, YUAN_A_TON);
		meter('气', gas, 3.2);
	}
	creditEvents(firm, span, signals.credit, random);
	return signals;
}

function utilityRow(
	subject: string,
	kind: string,
	month: string,
	used: number,
	billed: number,
	paid: number,
	state: string
): Row {
	return { subject_code: subject, kind, month, consumption: used, billed, paid, supply_status: state };
}

function creditEvents(firm: Enterprise, span: Span, rows: Row[], random: Random): void {
	const add = (kind: string, day: number, amount: number | null, detail: string) => {
		if (day >= span.today) return;
		rows.push({
			event_no: `XY${firm.uscc.slice(8, 17)}${String(rows.length + 1).padStart(2, '0')}`,
			uscc: firm.uscc,
			kind,
			event_date: dayText(day),
			amount,
			detail
		});
	};
	const anyDay = () => random.int(firstDay(span.firstMonth), span.today - 1);
	if (firm.isQuiet) return;
	if (random.chance(0.04)) add('被执行', anyDay(), random.int(5, 60) * 10_000, '买卖合同纠纷');
	if (random.chance(0.08)) add('涉诉', anyDay(), random.int(2, 80) * 10_000, '建设工程合同纠纷');
	if (random.chance(0.04)) add('行政处罚', anyDay(), random.int(1, 5) * 10_000, '未按规定公示');
	if (random.chance(0.06)) add('法定代表人变更', anyDay(), null, '变更登记');
	if (firm.episode === null) return;
	const { onset, bottom, recovery } = firm.episode;
	const lasts = recovery === null;
	if (bottom < 0.4)
		add('涉诉', firstDay(onset + 1) + random.int(0, 27), random.int(30, 300) * 10_000, '材料款纠纷');
	if (bottom < 0.2) add('法定代表人变更', firstDay(onset + 3) + random.int(0, 27), null, '变更登记');
	if (bottom < 0.3)
		add('被执行', firstDay(onset + 3) + random.int(0, 27), random.int(50, 600) * 10_000, '借款合同纠纷');
	if (lasts && bottom < 0.15) {
		add('债务违约', firstDay(onset + 4) + random.int(0, 27), random.int(200, 2_000) * 10_000, '银行贷款逾期');
		add(
			'失信被执行',
			firstDay(onset + 5) + random.int(0, 20),
			random.int(50, 600) * 10_000,
			'有履行能力而拒不履行'
		);
	}
}

/** Power and water of one building site; more on it than people is a contradiction worth a visit. */
export function siteUtilities(project: Project, span: Span, workDays: ReadonlyMap<Month, number>): Row[] {
	const random = createRandom(span.seed, `site ${project.code}`);
	const rows: Row[] = [];
	if (
		project.story !== 'power_without_people' &&
		(!random.chance(0.6) || project.story === 'never_connected')
	)
		return rows;
	const zeroFrom = project.departures.zeroAttendanceFrom;
	const last = lastReported(span);
	let before = project.crew * 20;
	for (const [month, days] of workDays) {
		if (month > last) break;
		const isContradiction = zeroFrom !== null && month >= zeroFrom;
		const effort = isContradiction ? before * 1.15 : Math.max(days, project.crew);
		before = effort;
		const used = round(effort * 9 * random.between(0.9, 1.1));
		const billed = round(used * YUAN_A_KWH);
		rows.push(utilityRow(project.code, '电', monthText(month), used, billed, billed, '正常'));
		if (!random.chance(0.9)) continue;
		const drawn = round(effort * 0.6 * random.between(0.9, 1.1));
		const bill = round(drawn * YUAN_A_TON);
		rows.push(utilityRow(project.code, '水', monthText(month), drawn, bill, bill, '正常'));
	}
	return rows;
}
