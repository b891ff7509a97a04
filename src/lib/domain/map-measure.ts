import { tierKeys, type TierKey } from './tier-key';

/** What the map of the streets can show. */
export const mapMeasures = ['worst', 'count', 'share', 'workers', 'unpaid', 'change'] as const;
export type MapMeasure = (typeof mapMeasures)[number];

/** How the map is drawn in place of the official boundaries, or of tiles where there are none: as tiles, as a table, or as the projects of the one street that is chosen. */
export const mapDrawings = ['schematic', 'table', 'projects'] as const;
export type MapDrawing = (typeof mapDrawings)[number];

/** A street on a day, as the map needs it. */
export interface StreetFacts {
	readonly counts: Readonly<Record<TierKey, number>>;
	/** Workers of red and yellow projects. */
	readonly workers: number;
	/** Wages unpaid of all its projects, in fen. */
	readonly unpaidFen: number;
	/** The counts a week before; null: nothing was judged then. */
	readonly before: Readonly<Record<TierKey, number>> | null;
}

/** What a street is coloured by: a tier, a step of a scale, or why there is none. */
export type MapClass =
	| { readonly kind: 'tier'; readonly tier: TierKey }
	/** Step of the scale, from 0; the number itself is in `value`. */
	| { readonly kind: 'step'; readonly step: number }
	| { readonly kind: 'better' | 'same' | 'worse' | 'much_worse' }
	/** Every project is grey: none can be judged. */
	| { readonly kind: 'unjudged' }
	/** No project at all, or nothing to compare with. */
	| { readonly kind: 'no_data' };

export interface StreetMeasure {
	readonly class: MapClass;
	/** In the unit of the measure: projects, a ratio, people, fen, a difference; null where there is none. */
	readonly value: number | null;
}

/** How many steps a scale has above nothing. */
const scaleSteps = 4;
/** Shares are read on one scale everywhere and always. */
const shareLimits = [0.05, 0.15, 0.3] as const;
/** From so many more red and yellow projects on, a week was much worse. */
const muchWorse = 3;

/** The tier that a count or a change counts: the chosen one, or red. */
export const countedTier = (tier: TierKey | undefined): TierKey => tier ?? 'red';

/** What is shown where nobody chose: the worst tier, or how many of the tier that the page is narrowed to. */
export function shownMeasure(measure: MapMeasure | undefined, tier: TierKey | undefined): MapMeasure {
	return measure ?? (tier ? 'count' : 'worst');
}

const sizeOf = (counts: StreetFacts['counts']) =>
	counts.red + counts.yellow + counts.blue + counts.grey + counts.normal;

/** The figure of a street; null where no project lies there or, of all but counts and sums, none could be judged. */
export function measureValue(
	facts: StreetFacts,
	measure: MapMeasure,
	tier: TierKey | undefined
): number | null {
	const { counts, before } = facts;
	const total = sizeOf(counts);
	if (measure === 'change') {
		if (before === null || total + sizeOf(before) === 0) return null;
		return tier ? counts[tier] - before[tier] : counts.red + counts.yellow - before.red - before.yellow;
	}
	if (total === 0) return null;
	const judged = total - counts.grey;
	if (measure === 'worst') return null;
	if (measure === 'count') return counts[countedTier(tier)];
	if (judged === 0) return null;
	if (measure === 'share') return (counts.red + counts.yellow) / judged;
	return measure === 'workers' ? facts.workers : facts.unpaidFen;
}

/** Upper limits of the lower steps, in the unit of the measure: one more step than limits. */
export function scaleLimits(measure: MapMeasure, values: readonly (number | null)[]): number[] {
	if (measure === 'share') return [...shareLimits];
	const most = Math.max(0, ...values.map((value) => value ?? 0));
	const step = niceStep(most / scaleSteps);
	return Array.from({ length: scaleSteps - 1 }, (_, index) => step * (index + 1));
}

/** The next of 1, 2, 2.5, 5 × 10ⁿ that is not less; at least 1. */
function niceStep(least: number): number {
	if (least <= 1) return 1;
	const power = 10 ** Math.floor(Math.log10(least));
	const factor = [1, 2, 2.5, 5, 10].find((nice) => nice * power >= least) ?? 10;
	return Math.ceil(factor * power);
}

/** What a street is coloured by. */
export function measureStreet(
	facts: StreetFacts,
	asked: {
		readonly measure: MapMeasure;
		readonly tier: TierKey | undefined;
		readonly limits: readonly number[];
	}
): StreetMeasure {
	const { measure, tier, limits } = asked;
	const { counts } = facts;
	const total = sizeOf(counts);
	const value = measureValue(facts, measure, tier);
	if (measure === 'change') return { class: changeClass(value), value };
	if (total === 0) return { class: { kind: 'no_data' }, value: null };
	if (measure === 'worst') {
		const worst = tierKeys.find((key) => counts[key] > 0)!;
		return { class: { kind: 'tier', tier: worst }, value: counts[worst] };
	}
	if (total === counts.grey && !(measure === 'count' && tier === 'grey'))
		return { class: { kind: 'unjudged' }, value: null };
	return { class: { kind: 'step', step: stepOf(value ?? 0, limits) }, value };
}

function changeClass(change: number | null): MapClass {
	if (change === null) return { kind: 'no_data' };
	if (change === 0) return { kind: 'same' };
	if (change < 0) return { kind: 'better' };
	return { kind: change >= muchWorse ? 'much_worse' : 'worse' };
}

/** Step 0 is nothing at all; step n reaches up to the nth limit, that one included. */
function stepOf(value: number, limits: readonly number[]): number {
	if (value <= 0) return 0;
	const above = limits.findIndex((limit) => value <= limit);
	return above < 0 ? limits.length + 1 : above + 1;
}

/** A class as one word, for keys and class names: 'red', 'step3', 'worse', 'unjudged', 'no_data'. */
export function classKey(of: MapClass): string {
	return of.kind === 'tier' ? of.tier : of.kind === 'step' ? `step${of.step}` : of.kind;
}

/** Every class that a measure can have, in the order of its legend. */
export function classesOf(measure: MapMeasure): MapClass[] {
	const noData = { kind: 'no_data' } as const;
	if (measure === 'worst') return [...tierKeys.map((tier) => ({ kind: 'tier' as const, tier })), noData];
	if (measure === 'change')
		return [{ kind: 'much_worse' }, { kind: 'worse' }, { kind: 'same' }, { kind: 'better' }, noData];
	const steps = Array.from({ length: scaleSteps + 1 }, (_, step) => ({ kind: 'step' as const, step }));
	return [...steps.reverse(), { kind: 'unjudged' }, noData];
}
