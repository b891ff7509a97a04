/** A condition as written in the text: '>=1', '>0.10', '<1', '<=0.90'; null is a level that does not exist. */
export type Condition = string | null;
/** 蓝, 黄, 红. */
export type Levels = readonly [blue: Condition, yellow: Condition, red: Condition];

export interface Exemption {
	subject_type: 'project' | 'enterprise';
	subject_code: string;
	indicator: string;
	/** Last day on which it holds. */
	expires: string;
}

export interface ReferencePolicy {
	thresholds: Record<string, Levels>;
	/** 元 a month, of the place. */
	minimumWageYuan: number;
	/** Lowest labour cost rate of a sector, 0–1; a sector without one has no floor. */
	labourFeeFloors: Partial<Record<string, number>>;
	/** Allowed age in days of the newest batch of a feed. */
	lagDays: Record<string, number>;
	/** Weights of the groups in the score; they sum to 100. */
	weights: Record<'A' | 'B' | 'C' | 'D' | 'E', number>;
	/** Working days in which the department must push the project: 中站 5, 高台 3. */
	pushLimitWorkingDays: number;
	exemptions: Exemption[];
}

/**
 * The numbers of the reference text. The minimum wage is not in it: 2000 元 is only a number to test with.
 */
export const defaultPolicy: ReferencePolicy = {
	thresholds: {
		wage_overdue_days: ['>=1', '>=15', '>=30'],
		unpaid_wage_months: ['>=1', null, '>=2'],
		paid_headcount_ratio: ['<1', '<0.97', '<=0.90'],
		paid_amount_ratio: ['<1', '<0.95', '<0.85'],
		unsigned_payroll_ratio: ['>0', '>=0.10', '>=0.20'],
		attend_pay_gap: ['>0.15', '>0.30', '>0.50'],
		low_pay_share: ['>0', '>=0.05', '>=0.20'],
		exit_unsettled_count: ['>=1', '>=2', '>=5'],

		labour_fee_gap_days: ['>31', '>45', '>60'],
		labour_fee_shortfall: ['>0', '>0.10', '>0.30'],
		progress_payment_ratio: ['<0.85', '<0.80', '<0.70'],
		account_cover: ['<0.9', '<0.7', '<0.4'],
		runway_days: ['<=45', '<=21', '<=7'],
		account_outflow_suspect: ['>0', '>0.02', '>0.10'],
		account_frozen: [null, null, '>=1'],

		account_open_overdue_days: ['>=-10', '>0', '>30'],
		account_filing_overdue_days: ['>=-10', '>0', '>60'],
		deposit_overdue_days: ['>=-5', '>0', '>15'],
		guarantee_missing: ['>=0', '>=30', null],
		platform_onboarding_overdue_days: ['>=-7', '>0', '>30'],
		/** 蓝 only while not pushed. */
		push_overdue_wd: ['>=0', '>0', '>10'],
		realname_contract_rate: ['<1', '<0.95', '<0.80'],
		card_bound_rate: ['<1', '<0.90', '<0.70'],
		attendance_silence_days: ['>=35', '>=45', '>=60'],
		system_gaps: ['>=1', '>=3', '>=5'],

		complaint_workers_90d: ['>=1', '>=5', '>=10'],
		'verified_arrears.amount_wan': ['>0', '>=10', '>=50'],
		'verified_arrears.people': ['>0', '>=10', '>=20'],
		/** 红 is judged on the cases of the last 12 months. */
		repeat_arrears: ['>=1', '>=2', '>=3'],

		tax_overdue_months: ['>=1', '>=2', '>=3'],
		invoice_drop: ['>=0.30', '>=0.50', '>=0.70'],
		social_overdue_months: ['>=1', '>=2', '>=3'],
		insured_drop: ['>=0.20', '>=0.40', '>=0.60'],
		power_drop: ['>=0.30', '>=0.50', '>=0.80'],
		water_drop: ['>=0.30', '>=0.50', '>=0.80'],
		utility_overdue_months: ['>=1', '>=2', '>=3'],
		judicial_execution: ['>=1', '>=2', '>=99'],
		/** 红 only with open unpaid wages. */
		registration_abnormal: ['>=1', '>=2', '>=3'],
		deferral_open: [null, '>=1', '>=2'],
		gc_contagion: ['>=1', '>=2', null]
	},
	minimumWageYuan: 2000,
	labourFeeFloors: { 房屋建筑: 0.3, 市政: 0.15, 交通运输: 0.15, 水利: 0.15, 铁路: 0.2, 民航: 0.2 },
	lagDays: { payroll: 40, attendance: 40, account_transactions: 10, disbursements: 40 },
	weights: { A: 35, B: 25, C: 10, D: 15, E: 15 },
	pushLimitWorkingDays: 5,
	exemptions: []
};
