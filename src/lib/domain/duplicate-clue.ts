/** What two clues are compared by. */
export interface ClueFacts {
	readonly no: string;
	readonly projectCode: string | null;
	readonly uscc: string | null;
	/** 'YYYY-MM-DD' */
	readonly day: string;
	readonly workers: number | null;
	readonly amountFen: number | null;
}

/** People who wait for an answer write to another office within a fortnight: ours, from no document. */
export const duplicateDays = 15;
/** Two tellings of one sum differ by what was counted in: ours, from no document. */
const duplicateShare = 0.2;

/** Whether two figures are alike: at most a fifth of the greater apart; null where one is not known. */
function isAlike(a: number | null, b: number | null): boolean | null {
	if (a === null || b === null) return null;
	return Math.abs(a - b) <= duplicateShare * Math.max(a, b);
}

/**
 * How sure two clues speak of one matter: 2 where both people and sum are alike, 1 where one is and the other does
 * not contradict, null where they are not suspected at all. Place and days are compared before.
 */
export function likeness(a: ClueFacts, b: ClueFacts): 1 | 2 | null {
	const people = isAlike(a.workers, b.workers);
	const money = isAlike(a.amountFen, b.amountFen);
	if (people === false || money === false) return null;
	if (people && money) return 2;
	return people || money ? 1 : null;
}
