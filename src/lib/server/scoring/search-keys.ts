import { pinyin } from 'pinyin-pro';
import { z } from 'zod';
import type { Warehouse } from '../warehouse/warehouse';

const row = z.object({ subject_type: z.string(), subject_code: z.string(), name: z.string() });
/** Keys that go to the database in one statement. */
const atOnce = 10_000;

/** How a name can be typed without an input method: first letters and all letters; figures and Latin stay. */
export function keysOfName(name: string): { initials: string; letters: string } {
	const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true }).map((syllable) =>
		syllable.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
	);
	return {
		initials: syllables.map((syllable) => syllable.slice(0, 1)).join(''),
		letters: syllables.join('')
	};
}

/**
 * Makes the keys by which the subjects of a run are found, for those that have none or have another name by now.
 * The street is part of what is typed, as it is for whoever looks for a project of a street.
 * @returns how many were made
 */
export async function keepSearchKeys(warehouse: Warehouse, runId: number): Promise<number> {
	const wanting = await warehouse.read(
		`select t.subject_type, t.subject_code, t.name || coalesce(' ' || t.street, '') as name
		from tier_result t
		where t.run_id = $run and not exists (
			select 1 from subject_key as k
			where k.subject_type = t.subject_type and k.subject_code = t.subject_code
				and k.name = t.name || coalesce(' ' || t.street, '')
		)
		order by t.subject_type, t.subject_code`,
		{ run: runId },
		row
	);
	if (wanting.length === 0) return 0;
	await warehouse.write(async (tx) => {
		for (let start = 0; start < wanting.length; start += atOnce) {
			const made = wanting
				.slice(start, start + atOnce)
				.map((subject) => ({ ...subject, ...keysOfName(subject.name) }));
			const params = { made: JSON.stringify(made) };
			const given = `(select unnest(from_json(cast($made as json), '[{"subject_type":"VARCHAR",
				"subject_code":"VARCHAR","name":"VARCHAR","initials":"VARCHAR","letters":"VARCHAR"}]')) as key)`;
			await tx.run(
				`delete from subject_key where exists (select 1 from ${given} as g
					where g.key.subject_type = subject_key.subject_type and g.key.subject_code = subject_key.subject_code)`,
				params
			);
			await tx.run(
				`insert into subject_key
				select g.key.subject_type, g.key.subject_code, g.key.name, g.key.initials, g.key.letters from ${given} as g`,
				params
			);
		}
	});
	return wanting.length;
}
