import { holds, type Filter } from '$lib/domain/filter';
import { tierKeys, type TierKey } from '$lib/domain/tier-key';

/** Projects by tier. */
export type TierCounts = Readonly<Record<TierKey, number>>;

/** Counts, and how each differs from a week before; null where nothing was scored then. */
export interface CountsWithChange {
	readonly counts: TierCounts;
	readonly change: TierCounts | null;
}

/** One line of input: projects of one street, sector and tier. */
export interface BoardCell {
	readonly street: string | null;
	readonly sector: string | null;
	readonly tier: TierKey;
	readonly projects: number;
	readonly workers: number;
	readonly unpaidFen: number;
	/** Projects among them that an exemption touched. */
	readonly exempted?: number;
}

export interface NamedCounts extends CountsWithChange {
	/** Null: unknown street or sector. */
	readonly name: string | null;
	/** Projects that an exemption touched; not given where there is none. */
	readonly exempted?: number;
}

/** A street with what the map can colour it by. */
export interface StreetCounts extends NamedCounts {
	/** Workers of red and yellow projects. */
	readonly workers: number;
	readonly unpaidFen: number;
}

export interface BoardRow extends NamedCounts {
	/** One for each sector of the board, in its order. */
	readonly cells: readonly CountsWithChange[];
}

export interface Board {
	/** Narrowed by street and sector, not by tier: this is where a tier is picked. */
	readonly total: CountsWithChange;
	/** How the total differs from a year before; null where nothing was judged about then. */
	readonly sinceLastYear: TierCounts | null;
	/** Streets of the map, narrowed by sector only. */
	readonly streets: readonly StreetCounts[];
	readonly sectors: readonly NamedCounts[];
	readonly rows: readonly BoardRow[];
	readonly grand: CountsWithChange;
	/** Workers of red and yellow projects, narrowed by street and sector. */
	readonly workers: number;
	readonly unpaidFen: number;
}

export interface BoardInput {
	readonly cells: readonly BoardCell[];
	/** Null: nothing was scored a week before. */
	readonly before: readonly BoardCell[] | null;
	/** Null: nothing was scored about a year before. */
	readonly yearBefore?: readonly BoardCell[] | null;
	/** Street names in the order of the pack; streets met in the data only are added at the end. */
	readonly streets: readonly string[];
	/** Sector names in the order of the feed; only those met in the data are shown. */
	readonly sectors: readonly string[];
	readonly filter: Filter;
}

/** Rolls the cells of one scoring up into everything that the first page counts. */
export function rollUp({ cells, before, yearBefore = null, streets, sectors, filter }: BoardInput): Board {
	const rowNames = ordered(
		streets,
		cells.map((cell) => cell.street),
		true
	);
	const columnNames = ordered(
		sectors,
		cells.map((cell) => cell.sector),
		false
	);
	const count = (pick: (cell: BoardCell) => boolean): CountsWithChange => {
		const counts = countsOf(cells.filter(pick));
		return { counts, change: before && difference(counts, countsOf(before.filter(pick))) };
	};
	const inFilter = (cell: BoardCell) => inStreet(cell, filter) && inSector(cell, filter);
	const shown = cells.filter(inFilter);
	return {
		total: count(inFilter),
		sinceLastYear: yearBefore && difference(countsOf(shown), countsOf(yearBefore.filter(inFilter))),
		streets: streetCounts({ cells, before, streets: rowNames, sector: filter.sector }),
		sectors: columnNames.map((name) => ({ name, ...count((cell) => cell.sector === name) })),
		rows: rowNames.map((name) => ({
			name,
			...count((cell) => cell.street === name),
			cells: columnNames.map((sector) => count((cell) => cell.street === name && cell.sector === sector))
		})),
		grand: count(() => true),
		workers: sum(shown.filter(isAtRisk).map((cell) => cell.workers)),
		unpaidFen: sum(shown.map((cell) => cell.unpaidFen))
	};
}

/** What each street counts, narrowed to a sector. */
export function streetCounts({
	cells,
	before,
	streets,
	sector
}: Pick<BoardInput, 'cells' | 'before'> & {
	readonly streets: readonly (string | null)[];
	readonly sector: string | undefined;
}): StreetCounts[] {
	const of = (list: readonly BoardCell[]) => {
		const groups = new Map<string | null, BoardCell[]>();
		for (const cell of list) {
			if (!holds(sector, cell.sector)) continue;
			const group = groups.get(cell.street);
			if (group) group.push(cell);
			else groups.set(cell.street, [cell]);
		}
		return groups;
	};
	const now = of(cells);
	const then = before && of(before);
	return streets.map((name) => {
		const own = now.get(name) ?? [];
		const counts = countsOf(own);
		return {
			name,
			counts,
			change: then && difference(counts, countsOf(then.get(name) ?? [])),
			workers: sum(own.filter(isAtRisk).map((cell) => cell.workers)),
			unpaidFen: sum(own.map((cell) => cell.unpaidFen)),
			...exemptOf(own)
		};
	});
}

const isAtRisk = (cell: BoardCell) => cell.tier === 'red' || cell.tier === 'yellow';

/** The gravest tier that occurs; null where there is no project at all. */
export function worstTier(counts: TierCounts): TierKey | null {
	return tierKeys.find((key) => counts[key] > 0) ?? null;
}

/** All projects of the counts. */
export function sizeOf(counts: TierCounts): number {
	return sum(tierKeys.map((key) => counts[key]));
}

function exemptOf(cells: readonly BoardCell[]): { exempted?: number } {
	const exempted = sum(cells.map((cell) => cell.exempted ?? 0));
	return exempted > 0 ? { exempted } : {};
}

function inStreet(cell: BoardCell, filter: Filter): boolean {
	return holds(filter.street, cell.street);
}

function inSector(cell: BoardCell, filter: Filter): boolean {
	return holds(filter.sector, cell.sector);
}

function ordered(known: readonly string[], met: readonly (string | null)[], all: boolean): (string | null)[] {
	const found = new Set(met);
	const extra = [...found].filter((name) => name !== null && !known.includes(name)).sort();
	return [...known.filter((name) => all || found.has(name)), ...extra, ...(found.has(null) ? [null] : [])];
}

function countsOf(cells: readonly BoardCell[]): TierCounts {
	const of = (key: TierKey) => sum(cells.filter((cell) => cell.tier === key).map((cell) => cell.projects));
	return { red: of('red'), yellow: of('yellow'), blue: of('blue'), grey: of('grey'), normal: of('normal') };
}

function difference(now: TierCounts, then: TierCounts): TierCounts {
	const of = (key: TierKey) => now[key] - then[key];
	return { red: of('red'), yellow: of('yellow'), blue: of('blue'), grey: of('grey'), normal: of('normal') };
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
