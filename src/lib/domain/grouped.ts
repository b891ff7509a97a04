/** Parts of a list by what each of them says, in the order in which they are met; Map.groupBy is younger than our browsers. */
export function grouped<T, K>(list: Iterable<T>, keyOf: (one: T) => K): Map<K, T[]> {
	const parts = new Map<K, T[]>();
	for (const one of list) {
		const key = keyOf(one);
		const part = parts.get(key);
		if (part) part.push(one);
		else parts.set(key, [one]);
	}
	return parts;
}
