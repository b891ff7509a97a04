import type { TriggerDefinition } from './trigger';

/** Ordered to put right, and the day has passed: the firm's last five years in the district are looked through. 涧西 四(六). */
export default {
	id: 'credit_look_back',
	figure: 'days',
	sql: () => `select i.inspection_no as cause, 'inspection' as cause_kind, i.project_code, coalesce(i.uscc, p.gc_uscc) as uscc,
			i.fix_due as day, i.migrant_count as people, cast(null as bigint) as amount_fen,
			cast(datediff('day', i.fix_due, cast($today as date)) as double) as figure, i.batch_id, i.row_no
		from feed_inspections i
		left join feed_projects p on p.project_code = i.project_code and p.known_to is null
		where i.known_to is null and i.fixed_at is null and i.fix_due < cast($today as date)`,
	params: () => ({})
} satisfies TriggerDefinition;
