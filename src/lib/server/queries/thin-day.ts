import { z } from 'zod';
import { endOfMinute } from '$lib/domain/minute';
import type { Reader } from '../warehouse/warehouse';
import { latestRun } from './latest-run';

/** The day that a page of `day` shows, where only its tiers are kept; null where its figures are there too. */
export async function thinDay(
	reader: Reader,
	day: string,
	knownAt: string | undefined
): Promise<string | null> {
	const run = await latestRun(reader, day, knownAt ? endOfMinute(knownAt) : null);
	if (!run) return null;
	const found = await reader.read(
		'select run_id from tiers_only_run where run_id = $run',
		{ run: run.runId },
		z.object({ run_id: z.number() })
	);
	return found.length > 0 ? run.asOf : null;
}
