/** A small seeded generator: the same seed and label always give the same sequence. */
export interface Random {
	/** Uniform in [0, 1). */
	next(): number;
	/** Whole number from `low` to `high`, both included. */
	int(low: number, high: number): number;
	/** Uniform between `low` and `high`. */
	between(low: number, high: number): number;
	/** True with the probability `share` (0–1). */
	chance(share: number): boolean;
	/** One element of a list that is not empty. */
	pick<T>(list: readonly T[]): T;
	/** Standard normal deviate. */
	normal(): number;
}

function hash(text: string): number {
	let value = 2166136261;
	for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619);
	return value >>> 0;
}

/** Makes a generator of its own for one topic, so that a change in one topic leaves the others as they were. */
export function createRandom(seed: number, label: string): Random {
	let state = (hash(label) ^ Math.imul(seed + 1, 2654435761)) >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
	return {
		next,
		int: (low, high) => low + Math.floor(next() * (high - low + 1)),
		between: (low, high) => low + next() * (high - low),
		chance: (share) => next() < share,
		pick: (list) => list[Math.floor(next() * list.length)]!,
		normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
	};
}
