import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';
import { latestRun } from './latest-run';

const row = z.object({
	subject_type: z.enum(['project', 'enterprise']),
	subject_code: z.string(),
	name: z.string(),
	street: z.string().nullable(),
	sector: z.string().nullable(),
	tier: z.coerce.number().nullable(),
	severity: z.coerce.number().nullable(),
	value: z.coerce.number().nullable(),
	period: z.string().nullable()
});

/** A subject that an indicator or a clause holds for. */
export type CriterionHit = z.output<typeof row>;

/** Subjects beyond a line of an indicator in the latest scoring, the gravest first. */
export async function indicatorHits(
	reader: Reader,
	day: string,
	indicator: string,
	limit: number
): Promise<CriterionHit[]> {
	const run = await latestRun(reader, day);
	if (run === null) return [];
	return reader.read(
		`select v.subject_type, v.subject_code, t.name, t.street, t.sector, t.tier, v.severity, v.value,
			cast(v.period as varchar) as period
		from indicator_value v
		join tier_result t on t.run_id = v.run_id and t.subject_type = v.subject_type and t.subject_code = v.subject_code
		where v.run_id = $run and v.indicator = $indicator and v.severity >= 1
		order by v.severity desc, t.priority desc nulls last, v.subject_code, v.measure limit $limit`,
		{ run: run.runId, indicator, limit },
		row
	);
}

/** Projects that a clause of the rule of tiers decided in the latest scoring. */
export async function clauseHits(
	reader: Reader,
	day: string,
	clause: string,
	limit: number
): Promise<CriterionHit[]> {
	const run = await latestRun(reader, day);
	if (run === null) return [];
	return reader.read(
		`select t.subject_type, t.subject_code, t.name, t.street, t.sector, t.tier, t.tier as severity,
			cast(null as double) as value, cast(null as varchar) as period
		from tier_result t
		where t.run_id = $run and t.subject_type = 'project' and t.clause = $clause
		order by t.priority desc nulls last, t.subject_code limit $limit`,
		{ run: run.runId, clause, limit },
		row
	);
}
