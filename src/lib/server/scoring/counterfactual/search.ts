/** Whether each of these sets does it; asked many at a time, because asking is what costs. */
export type Oracle = (sets: readonly ReadonlySet<string>[]) => Promise<boolean[]>;

export interface Smallest {
	readonly set: ReadonlySet<string>;
	/** Whether every smaller set was tried, or cannot do because it lacks what no set can do without. */
	readonly isSmallest: boolean;
}

/** More sets than this are not tried of one size; what is left over is then made small by leaving out. */
const mostSets = 240;

/** Every way of choosing `size` of the list, in its order. */
export function* choices<T>(list: readonly T[], size: number): Generator<T[]> {
	if (size === 0) {
		yield [];
		return;
	}
	for (let index = 0; index <= list.length - size; index += 1)
		for (const rest of choices(list.slice(index + 1), size - 1)) yield [list[index]!, ...rest];
}

function countOfChoices(n: number, size: number): number {
	let count = 1;
	for (let step = 0; step < size; step += 1) count = (count * (n - step)) / (step + 1);
	return Math.round(count);
}

/**
 * The smallest set that does it; of several as small the one that costs least; null where even everything together
 * does not. Without any one of the necessary ones nothing does it, so only sets with all of them are tried, small
 * ones first; where those are too many, one after another is left out for as long as it still does.
 */
export async function smallestSet(
	ids: readonly string[],
	works: Oracle,
	costOf: (id: string) => number
): Promise<Smallest | null> {
	if (ids.length === 0) return null;
	const without = (id: string) => new Set(ids.filter((other) => other !== id));
	const [all, ...rest] = await works([new Set(ids), ...ids.map(without), ...ids.map((id) => new Set([id]))]);
	const single = cheapest(
		ids.filter((_, index) => rest[ids.length + index]).map((id) => new Set([id])),
		costOf
	);
	if (single) return { set: single, isSmallest: true };
	if (!all) return null;
	const necessary = ids.filter((_, index) => !rest[index]);
	const spare = ids.filter((id) => !necessary.includes(id));
	for (let size = Math.max(0, 2 - necessary.length); size <= spare.length; size += 1) {
		if (countOfChoices(spare.length, size) > mostSets) break;
		const sets = [...choices(spare, size)].map((chosen) => new Set([...necessary, ...chosen]));
		const answers = await works(sets);
		const best = cheapest(
			sets.filter((_, index) => answers[index]),
			costOf
		);
		if (best) return { set: best, isSmallest: true };
	}
	return { set: await leftOut(ids, works, costOf), isSmallest: false };
}

function cheapest(
	sets: readonly ReadonlySet<string>[],
	costOf: (id: string) => number
): ReadonlySet<string> | undefined {
	const cost = (set: ReadonlySet<string>) => [...set].reduce((sum, id) => sum + costOf(id), 0);
	return [...sets].sort((a, b) => cost(a) - cost(b))[0];
}

/** Leaves out one after another, the dearest first, for as long as the rest still does it. */
async function leftOut(
	ids: readonly string[],
	works: Oracle,
	costOf: (id: string) => number
): Promise<ReadonlySet<string>> {
	let kept = new Set(ids);
	for (const id of [...ids].sort((a, b) => costOf(b) - costOf(a))) {
		const fewer = new Set([...kept].filter((other) => other !== id));
		const [does] = await works([fewer]);
		if (does) kept = fewer;
	}
	return kept;
}
