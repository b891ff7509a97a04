import { z } from 'zod';
import type { Reader } from '../../warehouse/warehouse';

const code = z.object({ code: z.string() });

/** Codes of what a reader may see of these subjects. */
export async function visibleCodes(
	reader: Reader,
	of: 'project' | 'clue',
	codes: readonly string[]
): Promise<ReadonlySet<string>> {
	if (codes.length === 0) return new Set();
	const [table, column] = of === 'project' ? ['feed_projects', 'project_code'] : ['feed_clues', 'clue_no'];
	const rows = await reader.read(
		`select distinct ${column} as code from ${table}
		where ${column} in (select unnest(cast(cast($codes as json) as varchar[])))`,
		{ codes: JSON.stringify(codes) },
		code
	);
	return new Set(rows.map((row) => row.code));
}
