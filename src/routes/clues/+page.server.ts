import { shanghaiDay } from '$lib/domain/clock';
import { dueBefore, nextWeekday } from '$lib/domain/clue-clock';
import { addDays } from '$lib/domain/day';
import { parseFilter } from '$lib/domain/filter';
import { clueLimits, clueList, proposedUnit } from '$lib/server/dispatch/clues/clue-book';
import { twinClues } from '$lib/server/dispatch/clues/duplicate-clues';
import { narrowed } from '../../hooks/narrowed';
import { sortedPart } from '$lib/tables/sorted-part';
import { clueOrders } from './clue-orders';
import type { PageServerLoad } from './$types';

/** A page of clues; those of a whole province are thousands. */
const linesAPage = 100;
const lamps = ['red', 'yellow', 'green', 'off'] as const;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { policy, calendar, clock } = locals.app;
	const today = shanghaiDay(clock());
	const rules = { policy, calendar };
	const reader = narrowed(locals, parseFilter(url.searchParams));
	const all = await clueList(reader, rules, today);
	const lamp = lamps.find((each) => each === url.searchParams.get('lamp')) ?? null;
	const suspected = new Set(
		(await twinClues(reader, today)).filter(({ decision }) => decision === null).map(({ no }) => no)
	);
	const limits = clueLimits(rules, today);
	const meeting = nextWeekday(addDays(today, 1), limits.weekday);
	const isDueSoon = ({ clock: given }: (typeof all)[number]) => given.late === 0 && dueBefore(given, meeting);
	const soon = lamp === null && url.searchParams.has('soon');
	const shown = all.filter((clue) =>
		soon ? isDueSoon(clue) : lamp === null ? clue.clock.stage !== 'closed' : clue.clock.lamp === lamp
	);
	const units = new Map<string, { open: number; late: number }>();
	for (const clue of all.filter(({ clock: { stage } }) => stage !== 'closed')) {
		const name = clue.acts.findLast(({ act }) => act === 'assigned')?.unit ?? proposedUnit(clue, policy);
		const unit = units.get(name) ?? { open: 0, late: 0 };
		units.set(name, { open: unit.open + 1, late: unit.late + (clue.clock.late > 0 ? 1 : 0) });
	}
	const { rows: clues, part } = sortedPart(
		shown
			.sort((a, b) => b.clock.late - a.clock.late || (a.clock.due ?? '9').localeCompare(b.clock.due ?? '9'))
			.map((clue) => ({
				no: clue.no,
				receivedAt: clue.receivedAt,
				channel: clue.channel,
				name: clue.name,
				street: clue.street,
				workers: clue.workers,
				amountFen: clue.amountFen,
				unit: clue.acts.findLast(({ act }) => act === 'assigned')?.unit ?? null,
				person: clue.acts.findLast(({ act }) => act === 'assigned')?.person ?? null,
				proposed: proposedUnit(clue, policy),
				hasTwin: suspected.has(clue.no),
				clock: clue.clock
			})),
		{ search: url.searchParams, lines: linesAPage, columns: clueOrders, lang: locals.lang }
	);
	return {
		today,
		part,
		lamp,
		limits,
		meeting,
		soon,
		soonCount: all.filter(isDueSoon).length,
		counts: Object.fromEntries(
			lamps.map((each) => [each, all.filter((clue) => clue.clock.lamp === each).length])
		) as Record<(typeof lamps)[number], number>,
		units: [...units]
			.map(([name, unit]) => ({ name, ...unit }))
			.sort((a, b) => b.late / b.open - a.late / a.open || b.open - a.open),
		clues
	};
};
