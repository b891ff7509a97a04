import { z } from 'zod';
import { daysBetween } from '$lib/domain/day';
import type { Filter } from '$lib/domain/filter';
import { hrefWith } from '$lib/domain/filter-reach';
import type { Ask, FundState, LeaderBrief } from '$lib/domain/leader-brief';
import { fundFloorFen, fundNames } from '../dispatch/cases/payment-sources';
import { clueList, proposedUnit, type Clue, type ClueRules } from '../dispatch/clues/clue-book';
import type { Policy } from '../policies/policy';
import type { Reader } from '../warehouse/warehouse';
import { alertList, type AlertLine } from './alert-list';
import { runwayList, type MissedPayDay } from './runway-list';

export interface BriefRequest {
	readonly runId: number;
	readonly asOf: string;
	readonly filter: Filter;
	/** Feeds that are late, the latest first. */
	readonly silent: readonly {
		readonly zh: string;
		readonly age: number | null;
		readonly lag: number | null;
	}[];
}

/** Pay days this near are a matter of this Friday. */
const nearDays = 7;
const shownAsks = 3;

const fundRow = z.object({
	fund_name: z.string(),
	as_of: z.string(),
	floor_fen: z.coerce.number().nullable(),
	balance_fen: z.coerce.number()
});

async function fundStates(reader: Reader, policy: Policy, asOf: string): Promise<FundState[]> {
	const rows = await reader.read(
		`select fund_name, cast(as_of as varchar) as as_of, floor_fen, balance_fen from (
			select *, row_number() over (partition by fund_name order by as_of desc) as place
			from feed_funds where known_to is null and as_of <= cast($as_of as date)
		) f where place = 1 order by fund_name`,
		{ as_of: asOf },
		fundRow
	);
	return rows.map((found) => {
		const id = Object.keys(fundNames).find((each) => fundNames[each] === found.fund_name) ?? '';
		return {
			name: found.fund_name,
			asOf: found.as_of,
			balanceFen: found.balance_fen,
			floorFen: fundFloorFen(policy, id, asOf) || found.floor_fen
		};
	});
}

const unitOf = (clue: Clue, policy: Policy) =>
	clue.acts.findLast(({ act }) => act === 'assigned')?.unit ?? proposedUnit(clue, policy);

function lateClues(clues: readonly Clue[], policy: Policy): Ask[] {
	const late = clues.filter(({ clock }) => clock.late > 0);
	const units = new Map<string, { count: number; longest: number }>();
	for (const clue of late) {
		const unit = unitOf(clue, policy);
		const { count, longest } = units.get(unit) ?? { count: 0, longest: 0 };
		units.set(unit, { count: count + 1, longest: Math.max(longest, clue.clock.late) });
	}
	const [worst] = [...units].sort(([, a], [, b]) => b.count - a.count || b.longest - a.longest);
	if (!worst) return [];
	const [unit, { count, longest }] = worst;
	return [{ kind: 'late_clues', words: { unit, count, days: longest }, fen: null, href: '/clues?lamp=red' }];
}

function nextPayDay(missed: readonly MissedPayDay[]): Ask[] {
	const [first] = missed.filter(({ isExpected }) => isExpected);
	if (!first) return [];
	const { name, days, dueDate, workers, shortFen, code } = first;
	return [
		{
			kind: 'pay_day',
			words: { name, days, day: dueDate, workers },
			fen: shortFen,
			href: `/projects/${encodeURIComponent(code)}#runway`
		}
	];
}

function unclaimed(alerts: readonly AlertLine[], asOf: string): Ask[] {
	const [oldest] = alerts
		.filter(({ level, state, openedOn }) => level === 3 && state === 'open' && openedOn !== null)
		.sort((a, b) => (a.openedOn ?? '').localeCompare(b.openedOn ?? '') || b.unpaidFen - a.unpaidFen);
	if (!oldest) return [];
	const days = Math.max(0, daysBetween(oldest.openedOn ?? asOf, asOf));
	return [
		{
			kind: 'unclaimed',
			words: { name: oldest.name, days, workers: oldest.workers },
			fen: oldest.unpaidFen,
			href: `/alerts/${oldest.type}/${oldest.code}`
		}
	];
}

/**
 * The leader's minute: lamps of the 12345 clock, pay days that will be missed, funds against their floors, and three
 * things to ask, the most urgent kind first and each kind once.
 * @param reader sees the streets and sectors of the filter and nothing else
 */
export async function leaderBrief(
	reader: Reader,
	rules: ClueRules,
	{ runId, asOf, filter, silent }: BriefRequest
): Promise<LeaderBrief> {
	const { policy } = rules;
	const [allClues, missed, alerts, funds] = await Promise.all([
		clueList(reader, rules, asOf),
		runwayList(reader, { runId, asOf, filter }),
		alertList(reader, { filter, states: ['open'], limit: 200 }),
		fundStates(reader, policy, asOf)
	]);
	const clues = allClues.filter(({ clock }) => clock.stage !== 'closed');
	const near = missed.filter(({ isExpected, days }) => isExpected && days <= nearDays);
	const low = funds.filter(({ floorFen, balanceFen }) => floorFen !== null && balanceFen < floorFen);
	const [quiet] = silent;
	const asks: Ask[] = [
		...nextPayDay(missed),
		...lateClues(clues, policy),
		...unclaimed(alerts, asOf),
		...low.map(({ name, balanceFen, floorFen }): Ask => ({
			kind: 'fund',
			words: { name, gap: Math.round(((floorFen ?? 0) - balanceFen) / 1_000_000) },
			fen: (floorFen ?? 0) - balanceFen,
			href: '/reports/fund_check'
		})),
		...(quiet
			? [
					{
						kind: 'silent' as const,
						words: { feed: quiet.zh, days: quiet.age ?? 0, lag: quiet.lag ?? 0 },
						fen: null,
						href: '/supply'
					}
				]
			: [])
	];
	return {
		clues: {
			late: clues.filter(({ clock }) => clock.late > 0).length,
			today: clues.filter(({ clock }) => clock.late === 0 && clock.due === asOf).length,
			open: clues.length
		},
		payDays: {
			projects: near.length,
			workers: near.reduce((sum, { workers }) => sum + workers, 0),
			shortFen: near.reduce((sum, { shortFen }) => sum + shortFen, 0)
		},
		funds,
		asks: asks.slice(0, shownAsks).map((ask) => ({ ...ask, href: hrefWith(ask.href, filter) }))
	};
}
