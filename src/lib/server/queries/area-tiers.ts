import { areaTier, type AreaVerdict } from '$lib/domain/area-tier';
import { addDays, daysBetween } from '$lib/domain/day';
import { tierKey, type TierKey } from '$lib/domain/tier-key';
import type { Policy } from '../policies/policy';
import { areaRulesOn } from '../policies/area-rules';
import { parameterOn } from '../policies/policy-on';
import type { Reader } from '../warehouse/warehouse';
import { latestRun } from './latest-run';
import { tierCells, type TierCell } from './tier-cells';

/** A street or a sector on a day. */
export interface AreaLine extends Omit<AreaVerdict, 'tier'> {
	/** Null: projects whose street matches none of the pack, or that name no sector. */
	readonly name: string | null;
	readonly tier: TierKey;
	/** Projects, those that cannot be judged too. */
	readonly projects: number;
	readonly judged: number;
	readonly red: number;
	readonly yellow: number;
	/** Workers of red and yellow projects. */
	readonly workers: number;
	/** Wages unpaid of all its projects. */
	readonly unpaidFen: number;
}

export interface AreaTiers {
	readonly streets: readonly AreaLine[];
	readonly sectors: readonly AreaLine[];
	/** Day that the trend compares with; null where none was judged around then. */
	readonly before: string | null;
}

/** A scoring this many days older than asked for is too old to be called "four weeks ago". */
const latestSlackDays = 10;

interface AreasAsked {
	readonly runId: number;
	readonly asOf: string;
	/** Streets in the order of the pack, shown even where no project lies there. */
	readonly streets: readonly string[];
}

/** Every street and sector with a tier of its own. */
export async function areaTiers(reader: Reader, policy: Policy, asked: AreasAsked): Promise<AreaTiers> {
	const { runId, asOf, streets } = asked;
	const wanted = addDays(asOf, -parameterOn(policy, 'area_window_days', asOf));
	const found = await latestRun(reader, wanted);
	const before = found && daysBetween(found.asOf, wanted) <= latestSlackDays ? found : null;
	const [cells, cellsBefore] = await Promise.all([
		tierCells(reader, runId),
		before ? tierCells(reader, before.runId) : null
	]);
	const rules = areaRulesOn(policy, asOf);
	const lines = (of: 'street' | 'sector', names: readonly (string | null)[]): AreaLine[] =>
		names.map((name) => {
			const own = cells.filter((cell) => cell[of] === name);
			const then = cellsBefore?.filter((cell) => cell[of] === name) ?? [];
			const now = countsOf(own);
			const old = countsOf(then);
			const verdict = areaTier(
				{
					judged: now.judged,
					red: now.red,
					yellow: now.yellow,
					redWorkers: sum(own.filter((cell) => cell.tier === 'red').map((cell) => cell.workers)),
					shareBefore:
						old.judged === 0 ? null : Math.floor((10_000 * (old.red + old.yellow)) / old.judged) / 10_000
				},
				rules
			);
			return {
				...verdict,
				name,
				tier: tierKey(verdict.tier),
				...now,
				workers: sum(
					own.filter((cell) => cell.tier === 'red' || cell.tier === 'yellow').map((cell) => cell.workers)
				),
				unpaidFen: sum(own.map((cell) => cell.unpaidFen))
			};
		});
	return {
		streets: lines('street', namesOf(cells, 'street', streets)),
		sectors: lines('sector', namesOf(cells, 'sector', [])),
		before: before?.asOf ?? null
	};
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function countsOf(cells: readonly TierCell[]) {
	const of = (tier: TierKey) => sum(cells.filter((cell) => cell.tier === tier).map((cell) => cell.projects));
	const projects = sum(cells.map((cell) => cell.projects));
	return { projects, judged: projects - of('grey'), red: of('red'), yellow: of('yellow') };
}

function namesOf(cells: readonly TierCell[], of: 'street' | 'sector', known: readonly string[]) {
	const met = new Set(cells.map((cell) => cell[of]));
	const extra = [...met].filter((name) => name !== null && !known.includes(name)).sort();
	return [...known, ...extra, ...(met.has(null) ? [null] : [])];
}
