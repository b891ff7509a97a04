/** What a measurement found, by name; seconds, megabytes, rows or ratios as the name says. */
export type Figures = Record<string, number>;

/** Runs `work` and says how many seconds it took. */
export async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
	const started = performance.now();
	const result = await work();
	return { seconds: (performance.now() - started) / 1000, result };
}

/** The value at `share` of the sorted values: 0.5 is the median. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const median = (values: readonly number[]) => quantile(values, 0.5);
