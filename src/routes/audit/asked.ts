import { z } from 'zod';
import { isDay } from '$lib/domain/day';

const day = z.string().refine(isDay).optional().catch(undefined);

/** What is looked for in the audit log, from an address. */
export const auditQuery = z.object({
	q: z.string().trim().max(80).catch(''),
	result: z.enum(['done', 'refused', 'failed']).optional().catch(undefined),
	from: day,
	to: day,
	before: z.coerce.number().int().positive().optional().catch(undefined)
});
