import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';

const row = z.object({
	run_id: z.coerce.number(),
	as_of: z.string(),
	scored_at: z.string(),
	pack: z.string()
});

/** One scoring of the district: the day it speaks of and when it was made. */
export interface Run {
	readonly runId: number;
	/** 'YYYY-MM-DD'. */
	readonly asOf: string;
	/** 'YYYY-MM-DD HH:MM:SS', Asia/Shanghai. */
	readonly scoredAt: string;
	readonly pack: string;
}

/** Scorings that answer for a day as it is seen now. */
const asSeenNow = `series = 'current' and cast($known_at as timestamp) is null`;
/**
 * Scorings that answer for a day as it was known at a moment: those that had been made by then, the replaced ones
 * included, and those made later from nothing but the rows known by then.
 */
const asKnownThen = `coalesce(known_at, scored_at) <= cast($known_at as timestamp)
	and (series in ('current', 'kept') or (series = 'adhoc' and known_at is not null))`;

/**
 * The latest scoring that speaks of `day` or a day before it; null where nothing was scored by then.
 * @param knownAt Shanghai time up to which things were known; null: as seen now
 */
export async function latestRun(
	reader: Reader,
	day: string,
	knownAt: string | null = null
): Promise<Run | null> {
	const [found] = await reader.read(
		`select run_id, as_of, scored_at, pack
		from score_run
		where as_of <= cast($day as date) and ((${asSeenNow}) or (${asKnownThen}))
		order by as_of desc, coalesce(known_at, scored_at) desc, run_id desc
		limit 1`,
		{ day, known_at: knownAt },
		row
	);
	return found
		? { runId: found.run_id, asOf: found.as_of, scoredAt: found.scored_at, pack: found.pack }
		: null;
}
