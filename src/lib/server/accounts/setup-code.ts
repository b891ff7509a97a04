import { randomInt } from 'node:crypto';

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** The code that the terminal prints once, with which the first administrator is made in the browser. */
export class SetupCode {
	#code: string | undefined;

	/** A new code; the one before it no longer works. */
	issue(): string {
		this.#code = Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('');
		return this.#code.replace(/(.{4})(?=.)/g, '$1-');
	}

	/** Whether it is the code; it works once. */
	redeem(given: string): boolean {
		const isRight = this.#code !== undefined && given.replaceAll(/[\s-]/g, '').toUpperCase() === this.#code;
		if (isRight) this.#code = undefined;
		return isRight;
	}
}
