import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';

/** Whether a reader may see the project and the enterprise that are named; one that is not named is not asked about. */
export async function subjectSeen(
	reader: Reader,
	{ project, uscc }: { readonly project: string | null; readonly uscc: string | null }
): Promise<boolean> {
	const count = z.object({ n: z.coerce.number() });
	const [projects] = await reader.read(
		'select count(*) as n from feed_projects where known_to is null and project_code = $project',
		{ project },
		count
	);
	if (project !== null && projects?.n === 0) return false;
	if (uscc === null) return true;
	const [enterprises] = await reader.read(
		`select (select count(*) from feed_enterprises where known_to is null and uscc = $uscc)
			+ (select count(*) from feed_projects where known_to is null and (gc_uscc = $uscc or owner_uscc = $uscc)) as n`,
		{ uscc },
		count
	);
	return (enterprises?.n ?? 0) > 0;
}
