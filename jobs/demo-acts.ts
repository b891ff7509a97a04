import { addDays } from '$lib/domain/day';
import { nextWeekday } from '$lib/domain/clue-clock';
import { shanghaiDay } from '$lib/domain/clock';
import type { App } from '$lib/server/app';
import {
	actOnClue,
	clueList,
	proposedUnit,
	type Clue,
	type NewClueAct
} from '$lib/server/dispatch/clues/clue-book';

const officer = { id: 'demo', name: '演示·办件员' };
const friday = 5;

interface Planned {
	readonly day: string;
	readonly act: Omit<NewClueAct, 'seen'>;
}

/** Spreads the places of a list evenly over 0 to 99, so that every kind of course is met on any day. */
const lotOf = (place: number) => (place * 37) % 100;

/** What a demo office did about a clue: most in time, some only half, some not at all. */
function plan(app: App, clue: Clue, today: string, lot: number): Planned[] {
	const received = clue.receivedAt.slice(0, 10);
	if (lot < 12) return [];
	const unit = proposedUnit(clue, app.policy);
	const assigned = {
		act: 'assigned' as const,
		unit,
		person: '演示·责任人',
		...(clue.routing && { routingRule: clue.routing.id })
	};
	const steps: Planned[] = [{ day: addDays(received, lot % 2), act: assigned }];
	if (lot < 24) return steps;
	steps.push({
		day: addDays(received, 2),
		act: { act: 'feedback', words: '（演示）已联系反映人，正在核对工资表和考勤。' }
	});
	const ends = lot > 55 ? addDays(received, 9) : today;
	for (let day = nextWeekday(addDays(received, 3), friday); day <= ends; day = addDays(day, 7))
		steps.push({ day, act: { act: 'progress', words: '（演示）已约谈总包，督促补发。' } });
	if (lot > 55) steps.push({ day: ends, act: { act: 'closed', words: '（演示）工资已补发，反映人确认。' } });
	return steps.filter(({ day }) => day <= today);
}

/** Gives the demo's clues a course, by an invented officer whose name says so; only in the demo. */
export async function actInDemo(app: App): Promise<number> {
	const today = shanghaiDay(app.clock());
	const { policy, calendar, warehouse } = app;
	let acts = 0;
	for (const [place, clue] of (await clueList(warehouse, { policy, calendar }, today)).entries()) {
		if (clue.acts.length > 0) continue;
		for (const [seen, { day, act }] of plan(app, clue, today, lotOf(place)).entries()) {
			await actOnClue(warehouse, () => new Date(`${day}T15:00:00+08:00`), clue, { ...act, seen }, officer);
			acts += 1;
		}
	}
	return acts;
}
