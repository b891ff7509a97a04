import { addDays, daysBetween } from '$lib/domain/day';
import { unitLeague, type LeaguePlace } from '$lib/domain/unit-league';
import { addWorkdays } from '../../policies/calendar';
import type { Reader } from '../../warehouse/warehouse';
import { clueLimits, clueList, type Clue, type ClueRules } from './clue-book';

export interface LeagueLine extends LeaguePlace {
	readonly open: number;
	/** Half of its closed clues took no longer; null where none is closed. */
	readonly medianDays: number | null;
}

/** Clues that were assigned before these days say nothing of how a unit works now. */
export const leagueDays = 90;

const middle = (values: readonly number[]) => {
	const sorted = [...values].sort((a, b) => a - b);
	const half = Math.floor(sorted.length / 2);
	if (sorted.length === 0) return null;
	return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
};

/** Units by how punctually they answer what was assigned to them in the last days. */
export async function clueLeague(reader: Reader, rules: ClueRules, today: string): Promise<LeagueLine[]> {
	const limits = clueLimits(rules, today);
	const since = addDays(today, -leagueDays);
	const answerBy = (day: string) =>
		limits.working ? addWorkdays(rules.calendar, day, limits.feedback) : addDays(day, limits.feedback);
	const held = (await clueList(reader, rules, today)).flatMap((clue) => {
		const assigned = clue.acts.findLast(({ act }) => act === 'assigned');
		const unit = assigned?.unit;
		if (!assigned || !unit || assigned.at.slice(0, 10) < since) return [];
		return [{ clue, unit, since: assigned.at.slice(0, 10) }];
	});
	// Late is counted from the reception as the clock does; a pause or extension that still saves it is heeded.
	const isLate = (clue: Clue) => {
		const answered = clue.acts.find(
			({ act }) => act === 'feedback' || act === 'progress' || act === 'closed'
		);
		if (answered) return answered.at.slice(0, 10) > answerBy(clue.receivedAt.slice(0, 10));
		return clue.clock.late > 0;
	};
	const units = Map.groupBy(held, ({ unit }) => unit);
	const places = unitLeague(
		[...units].map(([unit, clues]) => ({
			unit,
			given: clues.length,
			late: clues.filter(({ clue }) => isLate(clue)).length
		}))
	);
	return places.map((place) => {
		const clues = units.get(place.unit) ?? [];
		const spans = clues.flatMap(({ clue, since: from }) => {
			const closed = clue.acts.findLast(({ act }) => act === 'closed')?.at.slice(0, 10) ?? clue.closedAt;
			return closed == null ? [] : [Math.max(0, daysBetween(from, closed))];
		});
		return {
			...place,
			open: clues.filter(({ clue }) => clue.clock.stage !== 'closed').length,
			medianDays: middle(spans)
		};
	});
}
