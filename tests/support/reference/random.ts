/** A small seeded source of randomness: the same seed gives the same world on every machine. */
export class Random {
	private state: number;

	constructor(seed: number) {
		this.state = (seed ^ 0x9e3779b9) >>> 0;
	}

	/** 0 ≤ x < 1 (mulberry32). */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let t = this.state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	}
	/** A whole number, both ends included. */
	between(low: number, high: number): number {
		return low + Math.floor(this.next() * (high - low + 1));
	}
	chance(share: number): boolean {
		return this.next() < share;
	}
	pick<T>(values: readonly T[]): T {
		return values[this.between(0, values.length - 1)]!;
	}
	/** The value, or null for a share of the times. */
	orNull<T>(share: number, value: T): T | null {
		return this.chance(share) ? null : value;
	}
	/** Yes, no or blank. */
	flag(yes: number, blank = 0.1): boolean | null {
		return this.chance(blank) ? null : this.chance(yes);
	}
	/** Money of whole fen as a decimal text, sometimes without decimals. */
	yuan(low: number, high: number): string {
		if (this.chance(0.3)) return String(this.between(low, high));
		return `${this.between(low, high - 1)}.${String(this.between(0, 99)).padStart(2, '0')}`;
	}
}
