import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';

const row = z.object({ type: z.enum(['project', 'enterprise']), name: z.string() });

/** The project or enterprise of a code, as far as the reader sees it; null for a code that nobody has. */
export async function subjectOfCode(reader: Reader, code: string): Promise<z.infer<typeof row> | null> {
	const [found] = await reader.read(
		`select 'project' as type, project_name as name from feed_projects
		where project_code = $code and known_to is null
		union all
		select 'enterprise', name from feed_enterprises where uscc = $code and known_to is null
		limit 1`,
		{ code },
		row
	);
	return found ?? null;
}
