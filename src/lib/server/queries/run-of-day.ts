import { z } from 'zod';
import type { Reader } from '$lib/server/warehouse/warehouse';

/** The run that answers for a day as known at a moment (null: as known when it ran); undefined where none does. */
export async function runOfDay(
	reader: Reader,
	asOf: string,
	knownAt: string | null
): Promise<number | undefined> {
	const [run] = await reader.read(
		`select max(run_id) as run_id from score_run
		where as_of = cast($as_of as date) and known_at is not distinct from cast($known_at as timestamp)
			and series <> 'published'`,
		{ as_of: asOf, known_at: knownAt },
		z.object({ run_id: z.number().nullable() })
	);
	return run?.run_id ?? undefined;
}
