import { addDays, addMonths, endOfMonth } from '$lib/domain/day';
import { usedParams } from '../warehouse/render';
import type { Warehouse } from '../warehouse/warehouse';
import { contradictions } from './registry';

/**
 * Looks for contradictions in the last whole month before a day, as known now, and keeps them in place of what was
 * found for that day before. Answers how many there are.
 */
export async function findContradictions(warehouse: Warehouse, asOf: string): Promise<number> {
	const month = addMonths(`${addDays(asOf, 1).slice(0, 7)}-01`, -1);
	const params = { as_of: asOf, today: asOf, month, month_end: endOfMonth(month) };
	return warehouse.write(async (tx) => {
		await tx.run('delete from contradiction where as_of = cast($as_of as date)', { as_of: asOf });
		let found = 0;
		for (const { id, sql } of contradictions.values()) {
			const insert = `insert into contradiction
				select cast($as_of as date), '${id}', q.project_code, cast($month as date), q.left_value, q.right_value
				from (${sql}) as q
				join feed_projects p on p.project_code = q.project_code and p.known_to is null
				order by q.project_code`;
			found += await tx.run(insert, usedParams(insert, params));
		}
		return found;
	});
}
