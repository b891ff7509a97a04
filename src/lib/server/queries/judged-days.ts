import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';

/** The days ('YYYY-MM-DD') from `from` to `to` that a scoring speaks of, earliest first. */
export async function judgedDays(
	reader: Reader,
	{ from, to }: { from: string; to: string }
): Promise<string[]> {
	const rows = await reader.read(
		`select distinct as_of
		from score_run
		where series = 'current' and as_of between cast($from as date) and cast($to as date)
		order by as_of`,
		{ from, to },
		z.object({ as_of: z.string() })
	);
	return rows.map(({ as_of }) => as_of);
}
