import type { Severity } from './severity';

/** Who holds up the money of a project. */
export const moneyHolders = ['owner', 'contractor', 'subcontractor', 'account', 'no_data', 'other'] as const;
export type MoneyHolder = (typeof moneyHolders)[number];

/** Why the rule said so: the first of its sentences that held. */
export type HolderReason =
	| 'account_frozen'
	| 'account_outflow'
	| 'owner_late'
	| 'owner_short'
	| 'no_disbursement_data'
	| 'subcontractor_only'
	| 'contractor_has_money'
	| 'contractor_account_empty'
	| 'contractor_account_unknown'
	| 'coming_short'
	| 'no_wage_data'
	| 'not_money';

/** An indicator as it was judged: null severity is missing, undefined was never asked. */
export interface JudgedIndicator {
	readonly value: number | null;
	readonly severity: Severity | null;
	readonly nullReason: 'not_applicable' | 'missing' | null;
}

/** What the rule looks at, for one red or yellow project. */
export interface HolderFacts {
	readonly indicators: Readonly<Record<string, JudgedIndicator | undefined>>;
	/** Wages overdue by employer of the last month past due that is owed on; employers as the payroll names them. */
	readonly owing: {
		/** Employers with lines in that month, the general contractor among them. */
		readonly employers: number;
		/** Of these, subcontractors that owe. */
		readonly owingSubcontractors: number;
		/** Whether the general contractor's own workers, or workers without a named employer, are owed. */
		readonly contractorOwes: boolean;
	} | null;
}

export interface HolderVerdict {
	readonly holder: MoneyHolder;
	readonly reason: HolderReason;
}

/** From this severity on (黄) an indicator says that somebody is behind. */
const behind = 2;

const wages = [
	'wage_overdue_days',
	'unpaid_wage_months',
	'paid_headcount_ratio',
	'paid_amount_ratio'
] as const;

/**
 * Who holds the money up, by the first sentence that holds: the account is frozen, or loses money to strangers; the
 * owner is behind with labour cost (the gap between disbursements, or its share of the work done) or with progress
 * payments; nothing is known of disbursements; wages are late although the owner paid, and then of one
 * subcontractor's people only, or of the contractor, whose account covers them, does not, or is not known; wages are
 * not late yet but the account will not cover the coming ones; else another cause. Pure; a proposal of ours, shown as such.
 */
export function moneyHolder({ indicators, owing }: HolderFacts): HolderVerdict {
	const severityOf = (id: string) => indicators[id]?.severity ?? 0;
	const isBehind = (id: string) => severityOf(id) >= behind;
	const isMissing = (id: string) => indicators[id]?.nullReason === 'missing';
	const said = (holder: MoneyHolder, reason: HolderReason): HolderVerdict => ({ holder, reason });

	if (isBehind('account_frozen')) return said('account', 'account_frozen');
	if (isBehind('account_outflow_suspect')) return said('account', 'account_outflow');
	if (isBehind('labour_fee_gap_days')) return said('owner', 'owner_late');
	if (isBehind('labour_fee_shortfall') || isBehind('progress_payment_ratio'))
		return said('owner', 'owner_short');
	if (isMissing('labour_fee_gap_days')) return said('no_data', 'no_disbursement_data');

	if (wages.some((id) => severityOf(id) >= 1)) {
		if (
			owing &&
			owing.owingSubcontractors > 0 &&
			!owing.contractorOwes &&
			owing.employers > owing.owingSubcontractors
		)
			return said('subcontractor', 'subcontractor_only');
		const cover = indicators['account_cover'];
		if (isBehind('account_cover')) return said('contractor', 'contractor_account_empty');
		if (cover === undefined || cover.nullReason !== null)
			return said('contractor', 'contractor_account_unknown');
		return said('contractor', 'contractor_has_money');
	}
	if (isBehind('account_cover') || isBehind('runway_days')) return said('contractor', 'coming_short');
	if (wages.every((id) => indicators[id] === undefined || isMissing(id)))
		return said('no_data', 'no_wage_data');
	return said('other', 'not_money');
}

/** Indicators that the rule looks at. */
export const holderIndicators: readonly string[] = [
	'account_frozen',
	'account_outflow_suspect',
	'labour_fee_gap_days',
	'labour_fee_shortfall',
	'progress_payment_ratio',
	'account_cover',
	'runway_days',
	...wages
];
