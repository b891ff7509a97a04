import type { ClueStep } from './clue-clock';
import { daysBetween } from './day';

/** One stage of a clue's course: who had it in hand, from when to when. */
export interface Holding {
	readonly stage: 'assign' | 'feedback' | 'handling';
	/** Unit that held it. */
	readonly holder: string;
	/** 'YYYY-MM-DD' */
	readonly from: string;
	/** The day on which it went on; today for the stage that still runs. */
	readonly to: string;
	readonly days: number;
	readonly isRunning: boolean;
}

/** An act with the unit that it gives the matter to. */
export interface HeldStep extends ClueStep {
	readonly unit: string | null;
}

/**
 * Stage by stage who held a clue and for how long: the leading department until it is assigned, the unit until it
 * answers, then whoever has it until it is closed or handed on. The days add up to the age of the clue.
 */
export function clueHolders(
	received: string,
	steps: readonly HeldStep[],
	today: string,
	lead: string
): Holding[] {
	const holdings: Holding[] = [];
	let stage: Holding['stage'] = 'assign';
	let holder = lead;
	let from = received;
	const go = (day: string, isRunning: boolean) => {
		const to = day < from ? from : day;
		holdings.push({ stage, holder, from, to, days: daysBetween(from, to), isRunning });
		from = to;
	};
	const done = steps.filter(({ day }) => day <= today).sort((a, b) => a.day.localeCompare(b.day));
	for (const step of done) {
		if (step.kind === 'assigned') {
			go(step.day, false);
			stage = stage === 'handling' ? 'handling' : 'feedback';
			holder = step.unit ?? holder;
		} else if (step.kind === 'closed' || step.kind === 'transferred') {
			go(step.day, false);
			return holdings;
		} else if (stage !== 'handling') {
			go(step.day, false);
			stage = 'handling';
		}
	}
	go(today, true);
	return holdings;
}
