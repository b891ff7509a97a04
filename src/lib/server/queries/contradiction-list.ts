import { z } from 'zod';
import { contradictions } from '../contradictions/registry';
import type { ContradictionDefinition } from '../contradictions/definition';
import type { Reader } from '../warehouse/warehouse';

const row = z.object({
	kind: z.string(),
	project_code: z.string(),
	name: z.string().nullable(),
	street: z.string().nullable(),
	month: z.string(),
	left_value: z.coerce.number(),
	right_value: z.coerce.number()
});

/** A contradiction with the words of its kind. */
export interface ContradictionLine {
	readonly kind: string;
	readonly words: Pick<ContradictionDefinition, 'label' | 'left' | 'right' | 'asks'>;
	readonly projectCode: string;
	readonly name: string;
	readonly street: string | null;
	/** 'YYYY-MM' */
	readonly month: string;
	readonly left: number;
	readonly right: number;
}

/** Contradictions of the newest day on or before `day` that was looked at; of one project where it is given. */
export async function contradictionList(
	reader: Reader,
	day: string,
	project: string | null
): Promise<ContradictionLine[]> {
	const rows = await reader.read(
		`select c.kind, c.project_code, p.project_name as name, p.street, strftime(c.month, '%Y-%m') as month, c.left_value,
			c.right_value
		from contradiction c
		left join feed_projects p on p.project_code = c.project_code and p.known_to is null
		where c.as_of = (select max(k.as_of) from contradiction k where k.as_of <= cast($day as date))
			and ($project is null or c.project_code = $project)
		order by c.kind, c.project_code`,
		{ day, project },
		row
	);
	return rows.flatMap((one) => {
		const words = contradictions.get(one.kind);
		if (!words) return [];
		const { label, left, right, asks } = words;
		return [
			{
				kind: one.kind,
				words: { label, left, right, asks },
				projectCode: one.project_code,
				name: one.name ?? one.project_code,
				street: one.street,
				month: one.month,
				left: one.left_value,
				right: one.right_value
			}
		];
	});
}
