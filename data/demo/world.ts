import {
	accountNumber,
	accountRow,
	depositRow,
	guaranteeRows,
	partyRows,
	presaleRows,
	projectRow,
	responsibleRows
} from './ledgers';
import { runAccount } from './account';
import { proceed } from './cases';
import { clueRows } from './clues';
import { monthOf, parseDay, type Month } from './days';
import { enterpriseRows, inventEnterprises } from './enterprises';
import type { LatePay, Project, Row, Span } from './model';
import { fundRows, inspectionRows } from './offices';
import { ownerPays } from './owner-pays';
import { createWorkerPool, hireCrew, rosterRows, type WorkerPool } from './people';
import { draftProjects, type Unit } from './projects';
import { createRandom } from './random';
import { firmSignals, siteUtilities } from './signals';
import { tellStories, type Story } from './stories';
import { assignTroubles, isSound } from './troubles';
import { workMonths, type WageMonth } from './wages';

export interface WorldOptions {
	/** Six-digit code of the pack: project codes begin with it. */
	readonly jurisdiction: string;
	/** YYYY-MM-DD: the world ends the day before. */
	readonly today: string;
	readonly seed?: number;
	readonly projects?: number;
	readonly months?: number;
	/** Streets, towns or counties of the pack. */
	readonly units: readonly Unit[];
}

export interface WorldFacts {
	readonly jurisdiction: string;
	readonly today: string;
	readonly seed: number;
	readonly projects: number;
	readonly enterprises: number;
	readonly workers: number;
	readonly months: number;
	/** Codes of the projects whose owner and contractor are well and that no story touches. */
	readonly soundProjects: readonly string[];
	/** Codes of the projects without any departure from the rule. */
	readonly tidyProjects: readonly string[];
}

export interface DemoWorld {
	readonly rows: ReadonlyMap<string, readonly Row[]>;
	readonly stories: readonly Story[];
	readonly facts: WorldFacts;
}

const DEFAULT_SEED = 20_250_623;
const DEFAULT_PROJECTS = 300;
const DEFAULT_MONTHS = 24;
const DAYS_A_MONTH = 30.4;
/** Enough to be heard, too few to be the whole story. */
const UNSEEN_WORKERS = 9;
const UNSEEN_YUAN_EACH = 6_000;

/** Feeds of a world, in the order in which they are made and loaded. */
const FEEDS = [
	'projects',
	'enterprises',
	'project_parties',
	'responsible_persons',
	'special_accounts',
	'deposits',
	'guarantees',
	'presale_accounts',
	'roster',
	'attendance',
	'payroll',
	'account_transactions',
	'disbursements',
	'progress',
	'inspections',
	'tax',
	'social_insurance',
	'utilities',
	'credit_events',
	'clues',
	'petition_events',
	'cases',
	'deferral_reports',
	'funds',
	'fund_transactions'
] as const;

type Feeds = Map<string, Row[]>;

/** Leavers whose last month is still open are not settled; those paid late were settled on that day. */
function settleLeavers(span: Span, months: readonly WageMonth[]): void {
	for (const { month, due, lines } of months) {
		if (due + 5 >= span.today) continue;
		for (const { stay, paidDay } of lines) {
			if (stay.exit === null || monthOf(stay.exit) !== month || (paidDay !== null && paidDay <= due + 5))
				continue;
			stay.settled = paidDay;
		}
	}
}

function agreeContract(project: Project, months: readonly WageMonth[], plannedFen: number): void {
	const told = Math.max(1, months.length);
	const lasting = Math.max(told, (project.plannedEnd - project.startDay) / DAYS_A_MONTH);
	const yuan = plannedFen / 100 / project.rate / told;
	project.contractWan = Math.max(30, Math.round((yuan * lasting) / 10_000));
}

function monthlyWorkDays(attendance: readonly Row[], months: readonly WageMonth[]): Map<Month, number> {
	const days = new Map<Month, number>(months.map((wages) => [wages.month, 0]));
	for (const row of attendance) {
		const month =
			Number(String(row.wage_month).slice(0, 4)) * 12 + Number(String(row.wage_month).slice(5)) - 1;
		days.set(month, (days.get(month) ?? 0) + Number(row.work_days));
	}
	return days;
}

/**
 * What the books do not show: people of a site with no attendance worked all the same, and some of those "paid" in
 * cash were not. They call.
 */
function unseenWages(project: Project, months: readonly WageMonth[]): LatePay[] {
	const { zeroAttendanceFrom, paperPaidFrom } = project.departures;
	const from = zeroAttendanceFrom ?? (paperPaidFrom === null ? null : paperPaidFrom + 2);
	const wages = months.find((one) => one.month === from);
	if (from === null || wages === undefined) return [];
	const workers = Math.min(UNSEEN_WORKERS, project.crew);
	return [
		{ project, month: from, due: wages.due, paidDay: null, workers, amount: workers * UNSEEN_YUAN_EACH }
	];
}

function tellProject(project: Project, span: Span, pool: WorkerPool, feeds: Feeds, late: LatePay[]): void {
	const random = createRandom(span.seed, `project ${project.code}`);
	const stays = hireCrew(project, span, pool, random);
	const worked = workMonths(project, span, stays, random);
	const owner = ownerPays(project, span, worked.months, random);
	const account = runAccount(project, span, accountNumber(project), owner.payments, worked.months, random);
	settleLeavers(span, worked.months);
	agreeContract(project, worked.months, owner.plannedFen);
	late.push(...account.late, ...unseenWages(project, worked.months));
	const add = (feed: string, rows: readonly Row[]) => {
		if (project.departures.missing.has(feed)) return;
		const all = feeds.get(feed)!;
		for (const row of rows) all.push(row);
	};
	add('projects', [projectRow(project, span, random)]);
	add('project_parties', partyRows(project));
	add('responsible_persons', responsibleRows(project, span, random));
	add('special_accounts', [accountRow(project, span, random)]);
	add('deposits', [depositRow(project, span, random)]);
	add('guarantees', guaranteeRows(project, span, random));
	add('presale_accounts', presaleRows(project, span, random));
	add('roster', rosterRows(project, span, stays, random));
	add('attendance', worked.attendance);
	add('payroll', account.payroll);
	add('account_transactions', account.transactions);
	add('disbursements', owner.disbursements);
	add('progress', owner.progress);
	add('utilities', siteUtilities(project, span, monthlyWorkDays(worked.attendance, worked.months)));
}

function isTidy(project: Project): boolean {
	const { departures: d } = project;
	const isPunctual = d.payLateDays === 0 && d.uploadLateDays === 0 && d.leftOutWorkers === 0;
	const isComplete =
		d.missing.size === 0 && !d.guaranteeMissing && d.cardShare >= 0.95 && d.contractShare === 1;
	const isSigned = d.unsignedShare === 0 && d.unsettledLeavers === 0 && d.inspectionGaps === 0;
	return (
		isSound(project) &&
		project.owner.level > 0.75 &&
		isPunctual &&
		isComplete &&
		isSigned &&
		d.progressShare === null
	);
}

/**
 * Makes a demo world: every feed of the contract, by name, in its units (元, 万元, YYYY-MM-DD, YYYY-MM).
 * The same options always give the same world; nothing in it is real.
 */
export function buildWorld(options: WorldOptions): DemoWorld {
	const { jurisdiction, units } = options;
	const seed = options.seed ?? DEFAULT_SEED;
	const count = options.projects ?? DEFAULT_PROJECTS;
	const months = options.months ?? DEFAULT_MONTHS;
	const today = parseDay(options.today);
	const lastMonth = monthOf(today) - 1;
	const span: Span = { jurisdiction, seed, today, firstMonth: lastMonth - months + 1, lastMonth };

	const firms = inventEnterprises(
		span,
		count,
		units.map((unit) => unit.name)
	);
	const projects = draftProjects(span, count, firms, units);
	assignTroubles(span, firms, projects);
	const stories = tellStories(span, projects);

	const feeds: Feeds = new Map(FEEDS.map((feed) => [feed, []]));
	const late: LatePay[] = [];
	const pool = createWorkerPool(span);
	for (const project of projects) tellProject(project, span, pool, feeds, late);

	feeds.set('enterprises', enterpriseRows(span, firms));
	for (const firm of firms) {
		const signals = firmSignals(firm, span);
		feeds.get('tax')!.push(...signals.tax);
		feeds.get('social_insurance')!.push(...signals.social);
		feeds.get('utilities')!.push(...signals.utilities);
		feeds.get('credit_events')!.push(...signals.credit);
	}
	const clues = clueRows(span, projects, firms, late);
	const proceedings = proceed(span, firms, late, clues);
	const funds = fundRows(span, proceedings.cases);
	const silent = projects.filter((one) => !one.departures.missing.has('inspections'));
	feeds.set('clues', clues);
	feeds.set(
		'cases',
		proceedings.cases.map((file) => file.row)
	);
	feeds.set('petition_events', proceedings.petitions);
	feeds.set('deferral_reports', proceedings.deferrals);
	feeds.set('inspections', inspectionRows(span, silent));
	feeds.set('funds', funds.funds);
	feeds.set('fund_transactions', funds.drawn);

	return {
		rows: feeds,
		stories,
		facts: {
			jurisdiction,
			today: options.today,
			seed,
			projects: projects.length,
			enterprises: firms.length,
			workers: pool.workers.length,
			months,
			soundProjects: projects.filter((one) => isSound(one) && one.story === null).map((one) => one.code),
			tidyProjects: projects.filter((one) => isTidy(one) && one.story === null).map((one) => one.code)
		}
	};
}
