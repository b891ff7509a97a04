import { tourSteps, type TourStep } from './domain/tour';

const kept = 'xinshao.tour';

/** How far somebody walked, kept in the browser: not begun, at a step, put aside at a step, or over. */
interface Walk {
	readonly step: number;
	readonly is: 'offered' | 'walking' | 'aside' | 'over';
}
const untouched: Walk = { step: 0, is: 'offered' };

/** The walk through the demo; it can be left and taken up again, also after the browser was closed. */
export class TourWalk {
	#walk = $state.raw<Walk>(untouched);

	constructor() {
		try {
			const { step, is } = JSON.parse(localStorage.getItem(kept) ?? 'null') as Walk;
			if (tourSteps[step] && ['offered', 'walking', 'aside', 'over'].includes(is)) this.#walk = { step, is };
		} catch {
			// What cannot be read was not begun.
		}
	}

	get is(): Walk['is'] {
		return this.#walk.is;
	}
	get step(): TourStep {
		return tourSteps[this.#walk.step] ?? 'map';
	}
	/** Number of the step, from 1. */
	get number(): number {
		return this.#walk.step + 1;
	}
	get isLast(): boolean {
		return this.number === tourSteps.length;
	}

	/** From the beginning, or from where it was put aside. */
	begin(): void {
		this.#keep({ step: this.is === 'aside' ? this.#walk.step : 0, is: 'walking' });
	}
	next(): void {
		this.#keep(this.isLast ? { step: 0, is: 'over' } : { step: this.#walk.step + 1, is: 'walking' });
	}
	back(): void {
		this.#keep({ step: Math.max(0, this.#walk.step - 1), is: 'walking' });
	}
	leave(): void {
		this.#keep({ step: this.#walk.step, is: 'aside' });
	}
	end(): void {
		this.#keep({ step: 0, is: 'over' });
	}

	#keep(walk: Walk): void {
		this.#walk = walk;
		localStorage.setItem(kept, JSON.stringify(walk));
	}
}
