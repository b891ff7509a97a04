import { holds, type Filter } from '$lib/domain/filter';
import { tierKeys, type TierKey } from '$lib/domain/tier-key';
import type { BoardCell } from './board';

/** One street or sector that a page can be narrowed to, with its projects. */
export interface Facet {
	readonly name: string;
	readonly projects: number;
	readonly red: number;
	readonly yellow: number;
}

/** What a page can be narrowed to: each part counted within the other ones, so that a choice narrows its neighbours. */
export interface Facets {
	readonly streets: readonly Facet[];
	readonly sectors: readonly Facet[];
	readonly tiers: readonly { readonly tier: TierKey; readonly projects: number }[];
}

const sum = (cells: readonly BoardCell[]) => cells.reduce((total, { projects }) => total + projects, 0);

/** Counts the cells of one scoring; streets and sectors in the order given, then those met in the data only. */
export function facetsOf(
	cells: readonly BoardCell[],
	filter: Filter,
	order: { readonly streets: readonly string[]; readonly sectors: readonly string[] }
): Facets {
	const inStreet = (cell: BoardCell) => holds(filter.street, cell.street);
	const inSector = (cell: BoardCell) => holds(filter.sector, cell.sector);
	const inTier = (cell: BoardCell) => filter.tier === undefined || cell.tier === filter.tier;
	const facets = (key: 'street' | 'sector', known: readonly string[], all: boolean): Facet[] => {
		const others = key === 'street' ? inSector : inStreet;
		const met = [...new Set(cells.map((cell) => cell[key]))].filter((name) => name !== null);
		const names = [
			...known.filter((name) => all || met.includes(name)),
			...met.filter((name) => !known.includes(name)).sort()
		];
		return names.map((name) => {
			const own = cells.filter((cell) => cell[key] === name && others(cell) && inTier(cell));
			const of = (tier: TierKey) => sum(own.filter((cell) => cell.tier === tier));
			return { name, projects: sum(own), red: of('red'), yellow: of('yellow') };
		});
	};
	return {
		streets: facets('street', order.streets, true),
		sectors: facets('sector', order.sectors, false),
		tiers: tierKeys.map((tier) => ({
			tier,
			projects: sum(cells.filter((cell) => cell.tier === tier && inStreet(cell) && inSector(cell)))
		}))
	};
}
