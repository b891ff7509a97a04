import { z } from 'zod';
import { masksOf } from '../../warehouse/masks';
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

const foundRow = row
	.omit({ person: true, phone: true })
	.extend({ person_key: z.string().nullable(), phone_key: z.string().nullable() });

/** Who answers for a project, by role; names and phones masked. */
export async function responsiblePersons(reader: Reader, projectCode: string): Promise<ResponsiblePerson[]> {
	const found = await reader.read(
		`select r.role, r.dept, r.post, cast(r.person_name_key as varchar) as person_key,
			cast(r.phone_key as varchar) as phone_key, r.batch_id, r.row_no
		from feed_responsible_persons r
		where r.known_to is null and r.project_code = $project order by r.role`,
		{ project: projectCode },
		foundRow
	);
	const masks = await masksOf(
		reader,
		found.flatMap(({ person_key, phone_key }) => [person_key, phone_key])
	);
	return found.map(({ person_key, phone_key, ...rest }) => ({
		...rest,
		person: masks.get(person_key ?? '') ?? null,
		phone: masks.get(phone_key ?? '') ?? null
	}));
}
