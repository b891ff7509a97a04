import { z } from 'zod';
import type { Reader } from '../../warehouse/warehouse';

const row = z.object({
	role: z.string(),
	dept: z.string(),
	post: z.string().nullable(),
	person: z.string().nullable(),
	phone: z.string().nullable(),
	batch_id: z.coerce.number(),
	row_no: z.coerce.number()
});
export type ResponsiblePerson = z.infer<typeof row>;

/** Who answers for a project, by role; names and phones masked. */
export function responsiblePersons(reader: Reader, projectCode: string): Promise<ResponsiblePerson[]> {
	return reader.read(
		`select r.role, r.dept, r.post, n.mask as person, h.mask as phone, r.batch_id, r.row_no
		from feed_responsible_persons r
		left join pii_value n on n.pii_key = r.person_name_key
		left join pii_value h on h.pii_key = r.phone_key
		where r.known_to is null and r.project_code = $project order by r.role`,
		{ project: projectCode },
		row
	);
}
