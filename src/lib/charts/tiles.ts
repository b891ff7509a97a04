import { tierKeys, type TierKey } from '$lib/domain/tier-key';
import { sizeOf, worstTier, type NamedCounts, type TierCounts } from './board';
import type { PlacedUnit } from './tile-layout';

/** Everything that is drawn on one tile of the map. */
export interface Tile extends PlacedUnit {
	readonly counts: TierCounts;
	readonly change: TierCounts | null;
	/** Tier that colours the tile; null: no project, or none of the chosen tier. */
	readonly tier: TierKey | null;
	/** Projects of that tier. */
	readonly count: number;
	readonly total: number;
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

/** The tiles of the map: coloured by the gravest tier of a street, or by how many of the chosen tier it has. */
export function tilesOf(input: {
	units: readonly PlacedUnit[];
	streets: readonly NamedCounts[];
	tier: TierKey | undefined;
	street: string | undefined;
}): Tile[] {
	const { units, streets, tier, street } = input;
	const found = new Map(streets.map((counts) => [counts.name, counts]));
	const drafts = units.flatMap((unit) => {
		const counts = found.get(unit.name);
		if (!counts) return [];
		const key = tier ? (counts.counts[tier] > 0 ? tier : null) : worstTier(counts.counts);
		return [{ unit, counts, key, count: key ? counts.counts[key] : 0 }];
	});
	const most = (key: TierKey | null) =>
		Math.max(1, ...drafts.filter((draft) => draft.key === key).map((draft) => draft.count));
	return drafts.map(({ unit, counts, key, count }) => ({
		name: unit.name,
		row: unit.row,
		col: unit.col,
		counts: counts.counts,
		change: counts.change,
		tier: key,
		count,
		total: sizeOf(counts.counts),
		depth: depthOf(key, count / most(key)),
		selected: unit.name === street,
		...(counts.exempted && { exempted: counts.exempted })
	}));
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

function depthOf(key: TierKey | null, share: number): number {
	if (key === null) return 0;
	if (key === 'normal') return normalDepth;
	return palest + (deepest - palest) * share;
}
