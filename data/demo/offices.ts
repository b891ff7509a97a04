import { dayText, firstDay, lastDay, monthOf, workingOnOrAfter, type Day } from './days';
import type { CaseFile } from './cases';
import { healthAt } from './health';
import type { Project, Row, Span } from './model';
import { levelName } from './projects';
import { createRandom, type Random } from './random';

const CHECKS = [
	'ok_contract',
	'ok_realname',
	'ok_labour_fee',
	'ok_wages',
	'ok_notice_board',
	'ok_platform',
	'ok_guarantee',
	'ok_deposit',
	'ok_account',
	'ok_settlement',
	'ok_labour_officer'
] as const;
const FINDINGS: Readonly<Record<string, string>> = {
	ok_contract: '部分工人未签劳动合同',
	ok_realname: '实名制登记不全',
	ok_labour_fee: '人工费未按月足额拨付',
	ok_wages: '工资未按月足额发放',
	ok_notice_board: '维权信息告示牌缺失',
	ok_platform: '监管系统数据更新不及时',
	ok_guarantee: '未提供工程款支付担保',
	ok_deposit: '工资保证金材料不全',
	ok_account: '专户管理不规范',
	ok_settlement: '未按期过程结算',
	ok_labour_officer: '未配备劳资专管员'
};
const PAPER_GAPS = [
	'ok_notice_board',
	'ok_platform',
	'ok_labour_officer',
	'ok_contract',
	'ok_settlement'
] as const;

/** Inspections of running projects, two or three a year: tidy ones pass, strained ones show it. */
export function inspectionRows(span: Span, projects: readonly Project[]): Row[] {
	const random = createRandom(span.seed, `inspections ${span.jurisdiction}`);
	const rows: { day: Day; row: Row }[] = [];
	for (const project of projects) {
		const until = Math.min(project.actualEnd ?? Infinity, project.stopDay ?? Infinity, span.today);
		let day = Math.max(project.startDay, firstDay(span.firstMonth)) + random.int(20, 90);
		for (; day < until; day += random.int(100, 170)) {
			const on = workingOnOrAfter(day);
			if (on >= until) break;
			rows.push({ day: on, row: inspect(project, span, on, random) });
		}
	}
	rows.sort((a, b) => a.day - b.day);
	rows.forEach(({ row }, index) => (row.inspection_no = `JC${String(index + 1).padStart(6, '0')}`));
	return rows.map(({ row }) => row);
}

function inspect(project: Project, span: Span, day: Day, random: Random): Row {
	const month = monthOf(day);
	const gaps = new Set<string>();
	const count = span.today - day < 180 ? project.departures.inspectionGaps : random.chance(0.06) ? 1 : 0;
	for (let i = 0; i < count; i++) gaps.add(PAPER_GAPS[i]!);
	if (healthAt(project.ownerHealth, span, month) < 0.5) gaps.add('ok_labour_fee').add('ok_settlement');
	if (healthAt(project.contractorHealth, span, month) < 0.5)
		gaps.add('ok_wages').add('ok_labour_officer').add('ok_platform');
	if (project.departures.guaranteeMissing) gaps.add('ok_guarantee');
	const level = levelName(span.jurisdiction);
	const findings = [...gaps].map((gap) => FINDINGS[gap]!);
	const hasGaps = findings.length > 0;
	const fixed = day + random.int(5, 14);
	const row: Row = {
		inspection_no: '',
		inspect_date: dayText(day),
		inspect_kind: random.pick(['日常', '日常', '专项', '联合', '回头看']),
		dept: random.pick([`${level}人社局`, project.department, project.unit]),
		project_code: project.code,
		uscc: project.contractor.uscc,
		staff_count: project.crew,
		migrant_count: Math.round(project.crew * 0.9)
	};
	// A blank says that the point was not looked at; only some checks look at all of them.
	for (const check of CHECKS) row[check] = gaps.has(check) ? false : random.chance(0.9) ? true : null;
	row.finding = hasGaps ? findings.join('；') : null;
	row.order_no = hasGaps
		? `限改〔${dayText(day).slice(0, 4)}〕${project.index + 1}-${dayText(day).slice(5, 7)}号`
		: null;
	row.fix_due = hasGaps ? dayText(day + 15) : null;
	row.fixed_at = hasGaps && gaps.size < 3 && fixed < span.today ? dayText(fixed) : null;
	return row;
}

/** The two emergency funds and the sums that the documents of a jurisdiction ask for, in 万元. */
const FUND_FLOORS: Readonly<Record<string, readonly [number, number]>> = {
	'410803': [100, 400],
	'410183': [200, 300],
	'410305': [100, 500],
	'410700': [500, 1000]
};

/** Month-end balances of the emergency funds, and what was drawn for cases. */
export function fundRows(span: Span, cases: readonly CaseFile[]): { funds: Row[]; drawn: Row[] } {
	const random = createRandom(span.seed, `funds ${span.jurisdiction}`);
	const drawn: Row[] = [];
	const open: { from: Day; until: Day; wan: number }[] = [];
	for (const file of cases) {
		const isPaidByFund = file.row.paid_from === '应急周转金' && file.closed !== null;
		const isHelped = file.closed === null && file.project !== null && random.chance(0.3);
		if ((!isPaidByFund && !isHelped) || file.amount < 20_000) continue;
		const day = isPaidByFund ? file.closed! - 1 : Math.min(file.opened + 12, span.today - 1);
		const amount = isPaidByFund ? Math.min(file.amount, 300_000) : Number(file.row.worker_count) * 500;
		const recovered = isPaidByFund && span.today - day > 120;
		const toppedUp = day + random.int(60, 110);
		drawn.push({
			txn_no: `ZJ${String(drawn.length + 1).padStart(5, '0')}`,
			fund_name: '应急周转金',
			case_no: file.row.case_no ?? null,
			amount,
			purpose: isPaidByFund ? '垫付工资' : random.pick(['基本生活费', '路途费']),
			txn_date: dayText(day),
			recover_due: dayText(day + 90),
			recovered_amount: recovered ? amount : 0,
			topped_up_at: toppedUp < span.today ? dayText(toppedUp) : null
		});
		open.push({ from: day, until: toppedUp, wan: amount / 10_000 });
	}
	const [turnover, reserve] = FUND_FLOORS[span.jurisdiction] ?? [100, 200];
	const funds: Row[] = [];
	for (let month = span.firstMonth; month <= span.lastMonth; month++) {
		const end = lastDay(month);
		const out = open.reduce((sum, use) => sum + (use.from <= end && end < use.until ? use.wan : 0), 0);
		const balance = Math.max(0, Math.round((turnover * 1.02 - out) * 100) / 100);
		funds.push({ fund_name: '应急周转金', as_of: dayText(end), floor_wan: turnover, balance_wan: balance });
		funds.push({ fund_name: '应急储备金', as_of: dayText(end), floor_wan: reserve, balance_wan: reserve });
	}
	return { funds, drawn };
}
