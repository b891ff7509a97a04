/** Where a statement comes from: law, the jurisdiction's own policy, what others do, or our proposal (示例). */
export type Basis = 'law' | 'policy' | 'practice' | 'proposal';

/** What every entry of a pack carries so that a reader can check it. Dates are 'YYYY-MM-DD'. */
export interface Sourced {
	readonly basis: Basis;
	/** Document and place in it, e.g. `中政办规〔2025〕1号 三(一)`. */
	readonly reference: string;
	/** The day somebody last compared the entry with its source. */
	readonly checkedOn: string;
	/** The words of the source, quoted. */
	readonly clause?: string | undefined;
	readonly note?: string | undefined;
}

/** A value that holds from a day on, until a later entry of the same list. */
export interface Dated<T> extends Sourced {
	readonly from: string;
	readonly value: T;
	/** As people read it: `工作日`, `万元`, `比例`. */
	readonly unit: string;
}

/** The entry with the latest `from` that is not after `day` ('YYYY-MM-DD'); undefined when none holds yet. */
export function latestOn<R extends { readonly from: string }>(
	entries: readonly R[],
	day: string
): R | undefined {
	let latest: R | undefined;
	for (const entry of entries) {
		if (entry.from <= day && (latest === undefined || entry.from >= latest.from)) latest = entry;
	}
	return latest;
}

/** The dated value that holds on `day` ('YYYY-MM-DD'); undefined before the first. */
export function valueOn<T>(dated: readonly Dated<T>[], day: string): Dated<T> | undefined {
	return latestOn(dated, day);
}

/**
 * A pack's entries over the defaults: the default speaks until the pack's own first date, the pack from then on.
 */
export function overlayDated<R extends { readonly from: string }>(
	base: readonly R[],
	own: readonly R[]
): R[] {
	const first = own.map((entry) => entry.from).sort()[0];
	if (first === undefined) return [...base];
	return [...base.filter((entry) => entry.from < first), ...own];
}
