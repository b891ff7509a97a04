/** Weeks a second while it plays; calmer where the reader asked for less motion. */
const weekMilliseconds = 330;
const calmWeekMilliseconds = 1_200;

/** Which week is shown, stepped through by hand or by itself; asks nothing of the server. */
export class WeekPlayer {
	index = $state(0);
	isPlaying = $state(false);
	readonly #count: () => number;
	readonly #rested: () => void;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** @param rested is told when a week stays on the screen */
	constructor(start: number, count: () => number, rested: () => void) {
		this.index = start;
		this.#count = count;
		this.#rested = rested;
	}

	/** Shows a week, the nearest that there is. */
	show(index: number): void {
		this.index = Math.min(Math.max(index, 0), this.#count() - 1);
		if (!this.isPlaying) this.#rested();
	}

	step(weeks: number): void {
		this.pause();
		this.show(this.index + weeks);
	}

	toggle(): void {
		if (this.isPlaying) this.pause();
		else this.#play();
	}

	pause(): void {
		if (!this.isPlaying) return;
		clearTimeout(this.#timer);
		this.isPlaying = false;
		this.#rested();
	}

	#play(): void {
		if (this.index >= this.#count() - 1) this.index = 0;
		this.isPlaying = true;
		const pace = window.matchMedia('(prefers-reduced-motion: reduce)').matches
			? calmWeekMilliseconds
			: weekMilliseconds;
		const next = () => {
			if (this.index >= this.#count() - 1) this.pause();
			else {
				this.index += 1;
				this.#timer = setTimeout(next, pace);
			}
		};
		this.#timer = setTimeout(next, pace);
	}
}
