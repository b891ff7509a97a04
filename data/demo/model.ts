import type { Day, Month } from './days';

/** A value of a feed row, in the units of the contract. */
export type Value = string | number | boolean | null;
export type Row = Record<string, Value>;

/** Why a firm falls ill: it falls from `onset` over `fallMonths` to `bottom`, and may rise again. */
export interface Episode {
	readonly onset: Month;
	readonly fallMonths: number;
	readonly bottom: number;
	readonly recovery: Month | null;
}

export interface Enterprise {
	readonly uscc: string;
	readonly name: string;
	readonly kind: '建设单位' | '总包' | '专业分包' | '劳务' | '用人单位';
	readonly industry: string;
	readonly street: string;
	readonly legalRep: string;
	readonly capitalWan: number;
	readonly staff: number;
	/** Ordinary level of health without an episode, 0–1. */
	readonly level: number;
	/** How orderly its sites and papers are, 0–1. */
	readonly discipline: number;
	episode: Episode | null;
	/** Works on a project with a story: no ordinary mishap is to be mistaken for it. */
	isQuiet: boolean;
	/** Latent health by month since the first month of the world, 0–1; the month of `today` included. */
	health: Float64Array;
}

export type StoryId =
	| 'owner_dries_up'
	| 'contractor_collapses'
	| 'silent'
	| 'paid_on_paper'
	| 'power_without_people'
	| 'recovered'
	| 'seasonal_stop'
	| 'finished_unsettled'
	| 'account_frozen'
	| 'money_diverted'
	| 'presale_strain'
	| 'never_connected'
	| 'progress_underpaid'
	| 'corrected_late';

/** How one project departs from what its owner and contractor's health alone would give. */
export interface Departures {
	/** Feeds that never hold a row of this project. */
	missing: ReadonlySet<string>;
	/** Attendance and payroll end after this month. */
	silentAfter: Month | null;
	/** Attendance is uploaded as zero from this month. */
	zeroAttendanceFrom: Month | null;
	/** Payroll says paid outside the account from this month; the account does not move. */
	paperPaidFrom: Month | null;
	frozenFrom: Day | null;
	/** Part of the outflow goes to people who never worked there, from this month. */
	divertedFrom: Month | null;
	/** Share of the completed value that the owner pays, where it is not the usual one. */
	progressShare: number | null;
	/** Leavers of the last months who were never settled. */
	unsettledLeavers: number;
	/** Share of the lines of the latest payrolls without a signature. */
	unsignedShare: number;
	/** Lines of the last payrolls that were left out: paid late or never. */
	leftOutWorkers: number;
	/** Days by which the payroll is paid after the agreed day, from `payLateFrom` on. */
	payLateDays: number;
	payLateFrom: Month | null;
	/** Days by which attendance arrives after the usual day. */
	uploadLateDays: number;
	guaranteeMissing: boolean;
	cardShare: number;
	contractShare: number;
	inspectionGaps: number;
}

export interface Project {
	readonly index: number;
	readonly code: string;
	readonly name: string;
	readonly sector: string;
	status: '在建' | '停工' | '完工';
	readonly unit: string;
	readonly streetText: string;
	readonly owner: Enterprise;
	readonly contractor: Enterprise;
	readonly labourFirms: readonly Enterprise[];
	readonly subcontractors: readonly Enterprise[];
	readonly signDay: Day;
	readonly startDay: Day;
	plannedEnd: Day;
	actualEnd: Day | null;
	/** First day of a stop that still lasts. */
	stopDay: Day | null;
	readonly rate: number;
	readonly payDay: number;
	readonly paysNextMonth: boolean;
	readonly feeDay: number;
	readonly crew: number;
	readonly projectClass: string;
	readonly funding: string;
	readonly tender: string;
	readonly department: string;
	readonly isGovernment: boolean;
	readonly isStateOwned: boolean;
	isPresale: boolean;
	/** Stops each winter and takes its people on again in spring. */
	readonly winterStop: boolean;
	ownerHealth: Float64Array;
	contractorHealth: Float64Array;
	readonly departures: Departures;
	story: StoryId | null;
	contractWan: number;
}

export interface Worker {
	readonly id: string;
	readonly name: string;
	readonly phone: string;
	readonly card: string;
	freeFrom: Day;
}

/** One stay of a worker on a project. */
export interface Stay {
	readonly worker: Worker;
	readonly employer: Enterprise;
	readonly entry: Day;
	exit: Day | null;
	readonly dayRate: number;
	readonly trade: string;
	readonly team: string;
	settled: Day | null;
	/** Left without being settled: no payroll line for the month of exit. */
	unsettled: boolean;
}

/** The span of a world: months are [firstMonth, lastMonth], events reach the day before `today`. */
export interface Span {
	readonly jurisdiction: string;
	readonly seed: number;
	readonly today: Day;
	readonly firstMonth: Month;
	/** The last full month before `today`. */
	readonly lastMonth: Month;
}

/** One month's payroll that was paid after its due day, or is not paid yet. */
export interface LatePay {
	readonly project: Project;
	readonly month: Month;
	readonly due: Day;
	/** Day on which the last line was paid; null while something is open. */
	readonly paidDay: Day | null;
	readonly workers: number;
	/** Yuan that were open on the due day. */
	readonly amount: number;
}
