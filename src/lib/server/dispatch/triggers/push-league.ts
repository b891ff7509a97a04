import { z } from 'zod';
import type { Reader } from '../../warehouse/warehouse';
import { latestJudged } from './latest-judged';

const row = z.object({
	department: z.string().nullable(),
	projects: z.coerce.number(),
	late: z.coerce.number(),
	waiting: z.coerce.number(),
	worst: z.coerce.number().nullable()
});
export type PushLine = z.infer<typeof row>;

/** Departments by how many of their projects were pushed late or not yet, of those whose day of approval is known. */
export function pushLeague(reader: Reader, today: string): Promise<PushLine[]> {
	return reader.read(
		`select p.industry_dept as department, count(*) as projects, sum(case when v.value > 0 then 1 else 0 end) as late,
			sum(case when v.value > 0 and (p.pushed_at is null or p.pushed_at > cast($today as date)) then 1 else 0 end) as waiting,
			max(case when v.value > 0 then v.value end) as worst
		from indicator_value v
		join feed_projects p on p.project_code = v.subject_code and p.known_to is null
		where v.run_id = ${latestJudged} and v.subject_type = 'project' and v.indicator = 'push_overdue_wd' and v.value is not null
		group by p.industry_dept
		having sum(case when v.value > 0 then 1 else 0 end) > 0
		order by late desc, projects, department`,
		{ today },
		row
	);
}
