import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '$lib/server/app';
import { runJob } from './run';

/** Whoever opens the demo sees its pages first; the past weeks follow. */
const settleMilliseconds = 30_000;

/**
 * Fills the demo's past weeks in the background, a few at a time, until none is missing.
 * @param stopped ends the wait; answers when nothing runs any more
 */
export async function fillHistory(app: App, stopped: AbortSignal): Promise<void> {
	await sleep(settleMilliseconds, undefined, { signal: stopped }).catch(() => undefined);
	while (!stopped.aborted) {
		const { counts } = await runJob(app, 'history', 'start');
		if (!counts['weeks']) return;
	}
}
