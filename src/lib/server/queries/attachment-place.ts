import { z } from 'zod';
import type { AttachmentOwner, AttachmentPlace } from '../dispatch/attachments/attachment-book';
import type { Reader } from '../warehouse/warehouse';

const row = z.object({
	project_code: z.string().nullable(),
	uscc: z.string().nullable(),
	street: z.string().nullable()
});

const questions: Readonly<Record<AttachmentPlace, string>> = {
	alert: `select case when subject_type = 'project' then subject_code end as project_code,
			case when subject_type = 'enterprise' then subject_code end as uscc, cast(null as varchar) as street
		from alert where subject_code = $no`,
	clue: 'select project_code, uscc, street from feed_clues where clue_no = $no and known_to is null',
	case: 'select project_code, uscc, cast(null as varchar) as street from feed_cases where case_no = $no and known_to is null'
};

const pages: Readonly<Record<AttachmentPlace, (no: string, owner: AttachmentOwner) => string>> = {
	alert: (no, { projectCode }) =>
		`/alerts/${projectCode === null ? 'enterprise' : 'project'}/${encodeURIComponent(no)}`,
	clue: (no) => `/clues/${encodeURIComponent(no)}`,
	case: (no) => `/cases/${encodeURIComponent(no)}`
};

/** Whose an alert, a clue or a case is and where its page lies; null where the reader may not see it. */
export async function placeOfAttachment(
	reader: Reader,
	about: AttachmentPlace,
	no: string
): Promise<{ owner: AttachmentOwner; href: string } | null> {
	const [found] = await reader.read(questions[about], { no }, row);
	if (!found) return null;
	const owner = { projectCode: found.project_code, uscc: found.uscc, street: found.street };
	return { owner, href: pages[about](no, owner) };
}
