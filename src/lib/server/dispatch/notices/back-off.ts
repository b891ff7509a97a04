/** Minutes to wait after the first, second, … failure; after the last of them a message is given up. */
const waits = [1, 5, 15, 60, 240] as const;

/** Attempts before a message is given up. */
export const mostAttempts = waits.length + 1;

/** Milliseconds to wait after so many attempts. */
export function waitAfter(attempts: number): number {
	const minutes = waits[Math.min(attempts, waits.length) - 1] ?? 0;
	return minutes * 60_000;
}
