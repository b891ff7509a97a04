import { isChosen } from '$lib/domain/filter';
import {
	countedTier,
	measureStreet,
	measureValue,
	scaleLimits,
	shownMeasure,
	type MapClass,
	type MapMeasure,
	type StreetFacts
} from '$lib/domain/map-measure';
import { tierKeys, type TierKey } from '$lib/domain/tier-key';
import { sizeOf, type NamedCounts, type TierCounts } from './board';
import type { PlacedUnit } from './tile-layout';

/** Colour of a street, as the tokens of tokens.css are named. */
export type Tone = TierKey | 'accent' | 'worse' | 'better';

/** Everything that is drawn on one tile of the map. */
export interface Tile extends PlacedUnit {
	readonly counts: TierCounts;
	readonly change: TierCounts | null;
	/** Tier whose shape and colour the tile has; null: no project, none of the counted tier, or coloured by a scale. */
	readonly tier: TierKey | null;
	/** Projects of that tier. */
	readonly count: number;
	readonly total: number;
	readonly class: MapClass;
	/** The figure of the measure, in its unit; null where there is none. */
	readonly value: number | null;
	/** Null: plain. */
	readonly tone: Tone | null;
	/** How strong the colour is, 0 to 1. */
	readonly depth: number;
	readonly selected: boolean;
	/** Projects that an exemption touched; not given where there is none. */
	readonly exempted?: number;
}

const palest = 0.16;
const deepest = 0.46;
/** "Normal" is not something to look at: it never gets deep. */
const normalDepth = 0.1;
/** By step of a scale; nothing at all stays plain. */
const stepDepths = [0, 0.13, 0.25, 0.37, 0.5];
const kindDepths = { much_worse: 0.46, worse: 0.24, same: 0, better: 0.28, unjudged: 0.22, no_data: 0 };

/** A street as the map is given it. */
export interface MapStreet extends NamedCounts {
	readonly workers?: number;
	readonly unpaidFen?: number;
}

interface TilesInput {
	readonly units: readonly PlacedUnit[];
	readonly streets: readonly MapStreet[];
	/** Tier that the page is narrowed to. */
	readonly tier: TierKey | undefined;
	readonly street: string | undefined;
	readonly measure?: MapMeasure | undefined;
	/** Limits of the scale, where it has to be that of other days too. */
	readonly limits?: readonly number[];
}

/** The limits of the scale that these streets need. */
export function limitsOf(streets: readonly MapStreet[], measure: MapMeasure, tier: TierKey | undefined) {
	return scaleLimits(
		measure,
		streets.map((street) => measureValue(factsOf(street), measure, tier))
	);
}

/** The tiles of the map, coloured by a measure; where none is chosen by the gravest tier, or by the count of the chosen one. */
export function tilesOf(input: TilesInput): Tile[] {
	const { units, streets, tier, street } = input;
	const measure = shownMeasure(input.measure, tier);
	const limits = input.limits ?? limitsOf(streets, measure, tier);
	const found = new Map(streets.map((counts) => [counts.name, counts]));
	const drafts = units.flatMap((unit) => {
		const counts = found.get(unit.name);
		if (!counts) return [];
		return [{ unit, counts, measured: measureStreet(factsOf(counts), { measure, tier, limits }) }];
	});
	const most = (key: TierKey) =>
		Math.max(
			1,
			...drafts.map(({ counts, measured }) => (tierIn(measured.class) === key ? counts.counts[key] : 0))
		);
	return drafts.map(({ unit, counts, measured: { class: of, value } }) => {
		const isNone = of.kind === 'step' && of.step === 0;
		const key = measure === 'count' && of.kind === 'step' ? (isNone ? null : countedTier(tier)) : tierIn(of);
		return {
			name: unit.name,
			row: unit.row,
			col: unit.col,
			counts: counts.counts,
			change: counts.change,
			tier: key,
			count: key ? counts.counts[key] : 0,
			total: sizeOf(counts.counts),
			class: of,
			value,
			tone: toneOf(of, measure === 'count' ? countedTier(tier) : 'accent'),
			depth: of.kind === 'tier' ? tierDepth(of.tier, counts.counts[of.tier] / most(of.tier)) : depthOf(of),
			selected: isChosen(street, unit.name),
			...(counts.exempted && { exempted: counts.exempted })
		};
	});
}

/** Colour of a class; `scale` is that of a step. */
export function toneOf(of: MapClass, scale: Tone): Tone | null {
	if (of.kind === 'tier') return of.tier;
	if (of.kind === 'step') return of.step === 0 ? null : scale;
	if (of.kind === 'unjudged') return 'grey';
	if (of.kind === 'worse' || of.kind === 'much_worse') return 'worse';
	return of.kind === 'better' ? 'better' : null;
}

/** Strength of a class that does not hang on the other streets. */
export function depthOf(of: MapClass): number {
	if (of.kind === 'tier') return tierDepth(of.tier, 1);
	return of.kind === 'step' ? (stepDepths[of.step] ?? deepest) : kindDepths[of.kind];
}

function tierDepth(key: TierKey, share: number): number {
	return key === 'normal' ? normalDepth : palest + (deepest - palest) * share;
}

const tierIn = (of: MapClass) => (of.kind === 'tier' ? of.tier : null);

/** What a street is measured by. */
export function factsOf({ counts, change, workers = 0, unpaidFen = 0 }: MapStreet): StreetFacts {
	const before = change && {
		red: counts.red - change.red,
		yellow: counts.yellow - change.yellow,
		blue: counts.blue - change.blue,
		grey: counts.grey - change.grey,
		normal: counts.normal - change.normal
	};
	return { counts, workers, unpaidFen, before };
}

/** The widths of the strip at the foot of a tile, as shares of its length, gravest first. */
export function shares(counts: TierCounts): { tier: TierKey; from: number; share: number }[] {
	const total = sizeOf(counts);
	let from = 0;
	return tierKeys
		.filter((key) => counts[key] > 0)
		.map((key) => {
			const share = counts[key] / total;
			const part = { tier: key, from, share };
			from += share;
			return part;
		});
}
