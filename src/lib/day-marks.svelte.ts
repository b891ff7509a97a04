import { SvelteMap } from 'svelte/reactivity';

/** What the server says of a day. */
export interface DayMark {
	readonly day: string;
	readonly lunar: string;
	readonly lunarDate: string;
	readonly isFeast: boolean;
	readonly work: 'off' | 'on' | null;
	readonly isJudged: boolean;
}

/** The marks of the days that a calendar has shown so far, month by month. Without them it is a calendar still. */
export class DayMarks {
	readonly #marks = new SvelteMap<string, DayMark>();
	/** Whether the month that was asked for last did not come. */
	hasFailed = $state(false);

	/** @param day 'YYYY-MM-DD' */
	of(day: string): DayMark | undefined {
		return this.#marks.get(day);
	}

	/** Fetches a month ('YYYY-MM') that is not here yet; answers how to stop. */
	want(month: string): (() => void) | undefined {
		if (this.#marks.has(`${month}-01`)) return undefined;
		const control = new AbortController();
		fetch(`/calendar/days?month=${month}`, { signal: control.signal })
			.then(async (answer) => {
				if (!answer.ok) throw new Error(String(answer.status));
				for (const mark of (await answer.json()) as DayMark[]) this.#marks.set(mark.day, mark);
				this.hasFailed = false;
			})
			.catch(() => {
				// Another month that is asked for breaks this one off, which is no failure.
				if (!control.signal.aborted) this.hasFailed = true;
			});
		return () => control.abort();
	}
}
