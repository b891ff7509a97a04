import type { Tier } from './severity';

/** What is known of a street or a sector on a day. */
export interface AreaFacts {
	/** Projects with a tier; those that are grey alone are not counted. */
	readonly judged: number;
	readonly red: number;
	readonly yellow: number;
	/** Workers of red projects. */
	readonly redWorkers: number;
	/** Share of red and yellow some weeks ago; null where nothing was judged then. */
	readonly shareBefore: number | null;
}

/** The numbers of the pack on that day; shares and rise are 0 to 1. */
export interface AreaRules {
	readonly smallNumber: number;
	readonly blueShare: number;
	readonly yellowShare: number;
	readonly redShare: number;
	readonly redCount: number;
	readonly rise: number;
	readonly redWorkers: number;
}

/** Which condition gave the tier: red projects' share or workers, the share of red and yellow, one red project, the rise; or none. */
export type AreaReason =
	'red_share' | 'red_workers' | 'share' | 'some_red' | 'rise' | 'calm' | 'nothing_judged';

export interface AreaVerdict {
	/** Null: no project could be judged. */
	readonly tier: Tier;
	readonly reason: AreaReason;
	/** Share of red and yellow, floored to basis points; null where nothing was judged. */
	readonly share: number | null;
	/** Change of the share, in the same unit; null where there is nothing to compare with. */
	readonly rise: number | null;
	/** Too few projects for a share to mean much. */
	readonly isSmall: boolean;
}

const basisPoints = (part: number, whole: number) => Math.floor((10_000 * part) / whole) / 10_000;

/**
 * The tier of a street or sector by its projects together, never by its worst child alone:
 * red: red projects are at least `redCount` and `redShare` of it, or their workers reach `redWorkers`;
 * yellow: red and yellow reach `yellowShare`; blue: they reach `blueShare`, or one project is red;
 * a rise of the share by `rise` lifts it one level. Of fewer than `smallNumber` projects a share says little: such an area
 * is not above blue unless its workers make it red.
 */
export function areaTier(facts: AreaFacts, rules: AreaRules): AreaVerdict {
	const { judged, red, yellow } = facts;
	if (judged === 0) return { tier: null, reason: 'nothing_judged', share: null, rise: null, isSmall: true };
	const share = basisPoints(red + yellow, judged);
	const rise = facts.shareBefore === null ? null : Math.round((share - facts.shareBefore) * 10_000) / 10_000;
	const isSmall = judged < rules.smallNumber;
	const said = { share, rise, isSmall };
	if (red > 0 && facts.redWorkers >= rules.redWorkers) return { tier: 3, reason: 'red_workers', ...said };
	const [level, reason] = ofShares(facts, share, rules);
	const lifted = rise !== null && rise >= rules.rise && level < 3 ? level + 1 : level;
	const tier = (isSmall ? Math.min(lifted, 1) : lifted) as Tier;
	return { tier, reason: lifted > level ? 'rise' : reason, ...said };
}

function ofShares({ judged, red }: AreaFacts, share: number, rules: AreaRules): [number, AreaReason] {
	if (red >= rules.redCount && basisPoints(red, judged) >= rules.redShare) return [3, 'red_share'];
	if (share >= rules.yellowShare) return [2, 'share'];
	if (share >= rules.blueShare) return [1, 'share'];
	return red > 0 ? [1, 'some_red'] : [0, 'calm'];
}
