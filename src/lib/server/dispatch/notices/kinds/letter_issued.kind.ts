import { z } from 'zod';
import type { NoticeKind } from './kind';

const row = z.object({
	letter_id: z.coerce.number(),
	number_text: z.string().nullable(),
	day: z.string(),
	subject_type: z.string(),
	subject_code: z.string(),
	title: z.string(),
	street: z.string().nullable(),
	sector: z.string().nullable()
});

export default {
	id: 'letter_issued',
	about: 'letter',
	label: { zh: '文书签发', en: 'Letter issued' },
	when: { zh: '一份文书签发了。', en: 'A letter was issued.' },
	async find({ reader, since }) {
		const rows = await reader.read(
			`select l.letter_id, a.number_text, cast(cast(a.acted_at as date) as varchar) as day, l.subject_type, l.subject_code,
				l.title, p.street, p.sector
			from letter_act a
			join letter l on l.letter_id = a.letter_id
			left join feed_projects p on l.subject_type = 'project' and p.project_code = l.subject_code and p.known_to is null
			where a.act = 'issued' and a.acted_at >= cast($since as timestamp)
			order by l.letter_id`,
			{ since },
			row
		);
		return rows.map((one) => ({
			key: String(one.letter_id),
			projectCode: one.subject_type === 'project' ? one.subject_code : null,
			uscc: one.subject_type === 'project' ? null : one.subject_code,
			street: one.street,
			sector: one.sector,
			level: 1,
			title: one.title,
			words: `已签发${one.number_text === null ? '' : `，文号 ${one.number_text}`}，请按期办理`,
			path: `/letters/${one.letter_id}`,
			day: one.day
		}));
	}
} satisfies NoticeKind;
