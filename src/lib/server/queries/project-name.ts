import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';

const row = z.object({ name: z.string(), status: z.string() });

/** Name and status of a project on record; null for one that does not exist or that the reader may not see. */
export async function projectName(reader: Reader, code: string): Promise<z.infer<typeof row> | null> {
	const [found] = await reader.read(
		`select project_name as name, status from feed_projects where known_to is null and project_code = $code`,
		{ code },
		row
	);
	return found ?? null;
}
