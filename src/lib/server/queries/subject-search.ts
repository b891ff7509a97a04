import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';

const row = z.object({
	type: z.enum(['project', 'enterprise']),
	code: z.string(),
	name: z.string(),
	street: z.string().nullable(),
	tier: z.coerce.number().nullable()
});
export type FoundSubject = z.infer<typeof row>;

/** Letters that may have been typed without an input method. */
const typed = /^[a-z0-9]*[a-z][a-z0-9]*$/;
/** Fewer letters are looked for among first letters only: every name has an "an" in it somewhere. */
const fewLetters = 3;

/**
 * Projects and enterprises of a scoring by a piece of their name, code, or pinyin; those that begin with what was
 * typed first, then the gravest. At most `limit`, of one kind or of all kinds together.
 */
export function subjectSearch(
	reader: Reader,
	{
		runId,
		q,
		type = null,
		limit
	}: { runId: number; q: string; type?: FoundSubject['type'] | null; limit: number }
): Promise<FoundSubject[]> {
	const text = q.trim().toLowerCase();
	if (text === '') return Promise.resolve([]);
	const initials = typed.test(text) ? text : null;
	return reader.read(
		`select t.subject_type as type, t.subject_code as code, t.name, t.street, t.tier
		from tier_result as t
		left join subject_key as k on k.subject_type = t.subject_type and k.subject_code = t.subject_code
		where t.run_id = $run and ($type is null or t.subject_type = $type) and (
			contains(lower(t.name), $q) or contains(lower(t.subject_code), $q)
			or contains(k.initials, $initials) or contains(k.letters, $letters)
		)
		order by
			case when starts_with(lower(t.name), $q) or starts_with(lower(t.subject_code), $q)
				or starts_with(k.initials, $initials) then 0 else 1 end,
			coalesce(t.tier, 0.5) desc, t.priority desc nulls last, t.subject_type desc, t.subject_code
		limit $limit`,
		{
			run: runId,
			q: text,
			type,
			initials,
			letters: initials && text.length >= fewLetters ? text : null,
			limit
		},
		row
	);
}
