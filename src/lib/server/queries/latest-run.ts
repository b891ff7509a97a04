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

/** The latest scoring that speaks of `day` or a day before it; null where nothing was scored by then. */
export async function latestRun(reader: Reader, day: string): Promise<Run | null> {
	const [found] = await reader.read(
		`select run_id, as_of, scored_at, pack
		from score_run
		where series = 'current' and as_of <= cast($day as date)
		order by as_of desc, run_id desc
		limit 1`,
		{ day },
		row
	);
	return found
		? { runId: found.run_id, asOf: found.as_of, scoredAt: found.scored_at, pack: found.pack }
		: null;
}
