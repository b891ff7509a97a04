import { z } from 'zod';
import type { ListKind } from '$lib/domain/list-view';
import type { Tier } from '$lib/domain/severity';
import { changeKinds, type TierChange } from '$lib/domain/tier-change';
import { tierKey } from '$lib/domain/tier-key';
import type { Reader } from '../warehouse/warehouse';
import { among } from './among';

const row = z.object({
	subject_code: z.string(),
	name: z.string(),
	street: z.string().nullable(),
	sector: z.string().nullable(),
	kind: z.enum(changeKinds),
	was_judged: z.boolean(),
	is_judged: z.boolean(),
	tier_before: z.coerce.number().nullable(),
	tier_after: z.coerce.number().nullable(),
	workers_before: z.coerce.number().nullable(),
	workers_after: z.coerce.number().nullable(),
	unpaid_before: z.coerce.number().nullable(),
	unpaid_after: z.coerce.number().nullable(),
	clause: z.string(),
	fired_before: z.string(),
	fired_after: z.string(),
	indicator: z.string().nullable(),
	value_before: z.coerce.number().nullable(),
	value_after: z.coerce.number().nullable()
});

/**
 * Subjects of which two runs say something else, gravest change first. What is new or gone and was never above
 * normal is left out: a list of what began and ended is not what anybody asks for here.
 */
export async function tierChanges(
	reader: Reader,
	params: {
		readonly fromRun: number;
		readonly toRun: number;
		readonly type: ListKind;
		readonly street: string | null;
		readonly sector: string | null;
	}
): Promise<TierChange[]> {
	const rows = await reader.read(
		`with earlier as (select * from tier_result as e where e.run_id = $from_run and e.subject_type = $type),
		later as (select * from tier_result as l where l.run_id = $to_run and l.subject_type = $type),
		paired as (
			select coalesce(later.subject_code, earlier.subject_code) as subject_code,
				coalesce(later.name, earlier.name) as name, coalesce(later.street, earlier.street) as street,
				coalesce(later.sector, earlier.sector) as sector,
				earlier.subject_code is not null as was_judged, later.subject_code is not null as is_judged,
				earlier.tier as tier_before, later.tier as tier_after,
				earlier.workers_exposed as workers_before, later.workers_exposed as workers_after,
				earlier.unpaid_fen as unpaid_before, later.unpaid_fen as unpaid_after,
				coalesce(later.clause, '') as clause, coalesce(earlier.fired, '') as fired_before,
				coalesce(later.fired, '') as fired_after
			from later full join earlier on earlier.subject_code = later.subject_code
		),
		changed as (
			select p.*,
				case when not was_judged then 'new' when not is_judged then 'gone'
					when tier_after is null then 'greyed' when tier_before is null then 'ungreyed'
					when tier_after > tier_before then 'rose' else 'fell' end as kind
			from paired p
			where (was_judged and is_judged and tier_before is distinct from tier_after
					or not was_judged and tier_after > 0 or not is_judged and tier_before > 0)
				and ${among('street', 'street')} and ${among('sector', 'sector')}
		),
		judged as (
			select v.subject_code, v.indicator, v.measure,
				max(case when v.run_id = $from_run then v.severity end) as before,
				max(case when v.run_id = $to_run then v.severity end) as after,
				max(case when v.run_id = $from_run then v.value end) as value_before,
				max(case when v.run_id = $to_run then v.value end) as value_after
			from indicator_value as v
			where v.run_id in ($from_run, $to_run) and v.subject_type = $type
				and v.subject_code in (select c.subject_code from changed c)
			group by v.subject_code, v.indicator, v.measure
		),
		moved as (
			select j.subject_code, j.indicator, j.value_before, j.value_after,
				row_number() over (
					partition by j.subject_code
					order by case when c.kind in ('fell', 'gone') then coalesce(j.before, 0) - coalesce(j.after, 0)
						else coalesce(j.after, 0) - coalesce(j.before, 0) end desc,
						coalesce(j.after, j.before) desc, j.indicator, j.measure
				) as place
			from judged j
			join changed c on c.subject_code = j.subject_code
			where case when c.kind in ('fell', 'gone') then coalesce(j.before, 0) > coalesce(j.after, 0)
				else coalesce(j.after, 0) > coalesce(j.before, 0) end
		)
		select c.subject_code, c.name, c.street, c.sector, c.kind, c.was_judged, c.is_judged, c.tier_before,
			c.tier_after, c.workers_before, c.workers_after, c.unpaid_before, c.unpaid_after, c.clause, c.fired_before,
			c.fired_after, moved.indicator, moved.value_before, moved.value_after
		from changed c
		left join moved on moved.subject_code = c.subject_code and moved.place = 1
		order by greatest(coalesce(c.tier_after, 0), coalesce(c.tier_before, 0)) desc,
			coalesce(c.unpaid_after, c.unpaid_before) desc, coalesce(c.workers_after, c.workers_before) desc,
			c.subject_code`,
		{
			from_run: params.fromRun,
			to_run: params.toRun,
			type: params.type,
			street: params.street,
			sector: params.sector
		},
		row
	);
	return rows.map(toChange);
}

function toChange(found: z.infer<typeof row>): TierChange {
	return {
		code: found.subject_code,
		name: found.name,
		street: found.street,
		sector: found.sector,
		kind: found.kind,
		before: found.was_judged ? tierKey(found.tier_before as Tier) : null,
		after: found.is_judged ? tierKey(found.tier_after as Tier) : null,
		workersBefore: found.workers_before,
		workersAfter: found.workers_after,
		unpaidBeforeFen: found.unpaid_before,
		unpaidAfterFen: found.unpaid_after,
		cause: causeOf(found),
		isByProject: found.clause === 'project'
	};
}

/** Days whose figures were not kept still say what fired on them. */
function causeOf(found: z.infer<typeof row>): TierChange['cause'] {
	if (found.indicator !== null)
		return { indicator: found.indicator, before: found.value_before, after: found.value_after };
	const before = found.fired_before.split(';').filter(Boolean);
	const after = found.fired_after.split(';').filter(Boolean);
	const fell = found.kind === 'fell' || found.kind === 'gone';
	const fired = fell
		? before.find((one) => !after.includes(one))
		: after.find((one) => !before.includes(one));
	return fired === undefined ? null : { indicator: fired, before: null, after: null };
}
