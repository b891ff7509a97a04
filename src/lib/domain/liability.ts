/** What only a person can find out about how the work was given away; the feeds do not tell. */
export const grounds = [
	'let_by_owner',
	'let_by_contractor',
	'passed_on',
	'name_lent',
	'unlawful_project',
	'unlicensed_dispatch',
	'employer_gone',
	'dispute'
] as const;
export type Ground = (typeof grounds)[number];

/** Facts of a case by which the regulation says who pays. Money in fen. */
export interface LiabilityFacts {
	/** A construction project; else an ordinary employer. */
	readonly isConstruction: boolean;
	/** Whether a subcontractor or labour firm takes part; null where the parties are not known. */
	readonly hasSubcontractor: boolean | null;
	/** Days since labour cost was last paid over; null where no disbursement was ever reported. */
	readonly labourCostGapDays: number | null;
	/** Days that the gap may have. */
	readonly labourCostCycleDays: number;
	/** Labour cost that fell due and was not paid over; null where nothing was reported. */
	readonly labourCostShortFen: number | null;
	/** Completed value less what was paid for it; null where no progress was reported. */
	readonly unsettledFen: number | null;
	readonly grounds: readonly Ground[];
}

export type Party = 'employer' | 'subcontractor' | 'contractor' | 'owner' | 'investor';

/** Who is to pay, in which quality, by which article of the 保障农民工工资支付条例. */
export interface Liability {
	readonly party: Party;
	/** settles: owes it itself. advances: pays first and takes recourse. direct: the employer's own duty. */
	readonly quality: 'settles' | 'advances' | 'direct';
	/** Number of the article. */
	readonly article: number;
	/** Why, as a key of words. */
	readonly reason:
		| Exclude<Ground, 'dispute'>
		| 'labour_cost_late'
		| 'labour_cost_short'
		| 'progress_unpaid'
		| 'subcontractor_owes'
		| 'subcontractor_employs'
		| 'contractor_employs'
		| 'employs';
	/** Most that this party pays; null where the regulation sets no limit or the limit is not known. */
	readonly limitFen: number | null;
}

export interface LiabilityAdvice {
	/** In the order in which they would be asked. */
	readonly liable: readonly Liability[];
	/** A quarrel about quantity, quality or price does not hold back labour cost or wages (art. 35). */
	readonly disputeDoesNotExcuse: boolean;
	/** Facts that nobody told, without which an article cannot be ruled out. */
	readonly unknown: readonly ('parties' | 'disbursements' | 'progress')[];
}

const byGround: Readonly<
	Record<Exclude<Ground, 'dispute'>, Pick<Liability, 'party' | 'quality' | 'article'>>
> = {
	unlawful_project: { party: 'owner', quality: 'settles', article: 37 },
	let_by_owner: { party: 'owner', quality: 'settles', article: 36 },
	let_by_contractor: { party: 'contractor', quality: 'settles', article: 36 },
	name_lent: { party: 'contractor', quality: 'settles', article: 36 },
	unlicensed_dispatch: { party: 'employer', quality: 'settles', article: 18 },
	passed_on: { party: 'contractor', quality: 'advances', article: 30 },
	employer_gone: { party: 'investor', quality: 'settles', article: 22 }
};
const constructionOnly: readonly Ground[] = [
	'unlawful_project',
	'let_by_owner',
	'let_by_contractor',
	'name_lent',
	'passed_on'
];
const groundOrder = Object.keys(byGround) as Exclude<Ground, 'dispute'>[];

/** Why the owner would have to advance (art. 29); null where nothing that is known says so. */
function ownerInDelay(facts: LiabilityFacts): Liability['reason'] | null {
	if ((facts.labourCostShortFen ?? 0) > 0) return 'labour_cost_short';
	if ((facts.labourCostGapDays ?? 0) > facts.labourCostCycleDays) return 'labour_cost_late';
	if ((facts.unsettledFen ?? 0) > 0) return 'progress_unpaid';
	return null;
}

/**
 * Suggests who must pay: first those who broke the rules of giving work away (art. 36, 37, 18), then the owner who
 * did not pay over in time, up to the unsettled price (art. 29), then the general contractor for a subcontractor
 * (art. 30), last whoever employs (art. 30, 16). A suggestion: a person decides.
 */
export function suggestLiability(facts: LiabilityFacts): LiabilityAdvice {
	const stated = groundOrder.filter(
		(ground) => facts.grounds.includes(ground) && (facts.isConstruction || !constructionOnly.includes(ground))
	);
	const liable: Liability[] = stated
		.filter((ground) => ground !== 'passed_on')
		.map((ground) => ({ ...byGround[ground], reason: ground, limitFen: null }));
	const disputeDoesNotExcuse = facts.isConstruction && facts.grounds.includes('dispute');
	if (!facts.isConstruction) {
		liable.push({ party: 'employer', quality: 'direct', article: 16, reason: 'employs', limitFen: null });
		return { liable, disputeDoesNotExcuse, unknown: [] };
	}
	const delay = ownerInDelay(facts);
	if (delay !== null)
		liable.push({
			party: 'owner',
			quality: 'advances',
			article: 29,
			reason: delay,
			limitFen: facts.unsettledFen === null ? null : Math.max(0, facts.unsettledFen)
		});
	if (stated.includes('passed_on'))
		liable.push({ ...byGround.passed_on, reason: 'passed_on', limitFen: null });
	if (facts.hasSubcontractor === true) {
		liable.push(
			{
				party: 'contractor',
				quality: 'advances',
				article: 30,
				reason: 'subcontractor_owes',
				limitFen: null
			},
			{
				party: 'subcontractor',
				quality: 'direct',
				article: 30,
				reason: 'subcontractor_employs',
				limitFen: null
			}
		);
	} else
		liable.push({
			party: 'contractor',
			quality: 'direct',
			article: 16,
			reason: 'contractor_employs',
			limitFen: null
		});
	return {
		liable,
		disputeDoesNotExcuse,
		unknown: [
			...(facts.hasSubcontractor === null ? (['parties'] as const) : []),
			...(facts.labourCostGapDays === null && facts.labourCostShortFen === null
				? (['disbursements'] as const)
				: []),
			...(facts.unsettledFen === null ? (['progress'] as const) : [])
		]
	};
}
