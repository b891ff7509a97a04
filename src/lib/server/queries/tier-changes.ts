import { z } from 'zod';
import type { ListKind } from '$lib/domain/list-view';
import type { Tier } from '$lib/domain/severity';
import type { TableOrder } from '$lib/domain/table-order';
import { changeKinds, type ChangeKind, type ChangeSum, type TierChange } from '$lib/domain/tier-change';
import { tierKey, tierOf, type TierKey } from '$lib/domain/tier-key';
import type { Reader } from '../warehouse/warehouse';
import { among } from './among';
import { askedOrder } from './asked-order';

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

export interface ChangesAsked {
	readonly fromRun: number;
	readonly toRun: number;
	readonly type: ListKind;
	readonly street: string | null;
	readonly sector: string | null;
	/** A tier that a subject left counts as well as one that it came to. */
	readonly tier?: TierKey | undefined;
}

/**
 * Subjects of which two runs say something else. What is new or gone and was never above normal is left out: a list
 * of what began and ended is not what anybody asks for here.
 */
const changedSql = `earlier as (select * from tier_result as e where e.run_id = $from_run and e.subject_type = $type),
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
			and ($any_tier or was_judged and tier_before is not distinct from cast($tier as tinyint)
				or is_judged and tier_after is not distinct from cast($tier as tinyint))
	)`;
const paramsOf = ({ fromRun, toRun, type, street, sector, tier }: ChangesAsked) => ({
	from_run: fromRun,
	to_run: toRun,
	type,
	street,
	sector,
	any_tier: tier === undefined,
	tier: tier === undefined ? null : tierOf(tier)
});

const sumRow = row
	.pick({ kind: true, was_judged: true, is_judged: true, tier_before: true, tier_after: true, street: true })
	.extend({ count: z.coerce.number(), workers: z.coerce.number(), unpaid_fen: z.coerce.number() });

/** How many subjects of a street went from one tier to another, whatever part of their list is shown. */
export async function changeSums(reader: Reader, asked: ChangesAsked): Promise<ChangeSum[]> {
	const rows = await reader.read(
		`with ${changedSql}
		select kind, was_judged, is_judged, tier_before, tier_after, street, count(*) as count,
			sum(coalesce(workers_after, workers_before, 0)) as workers,
			sum(coalesce(unpaid_after, unpaid_before, 0)) as unpaid_fen
		from changed
		group by kind, was_judged, is_judged, tier_before, tier_after, street
		order by kind, tier_before, tier_after, street`,
		paramsOf(asked),
		sumRow
	);
	return rows.map((found) => ({
		kind: found.kind,
		before: found.was_judged ? tierKey(found.tier_before as Tier) : null,
		after: found.is_judged ? tierKey(found.tier_after as Tier) : null,
		street: found.street,
		count: found.count,
		workers: found.workers,
		unpaidFen: found.unpaid_fen
	}));
}

/** By what changes can be ordered. */
export const changeOrders = {
	before: 'tier_before',
	after: 'tier_after',
	name: 'name',
	street: 'street',
	workers: 'coalesce(workers_after, workers_before)',
	unpaid: 'coalesce(unpaid_after, unpaid_before)'
} as const;
const gravest = `greatest(coalesce(tier_after, 0), coalesce(tier_before, 0)) desc,
	coalesce(unpaid_after, unpaid_before) desc, coalesce(workers_after, workers_before) desc, subject_code`;

/** Changes of one kind, or the first of every kind, gravest first unless another order is asked for. */
export async function tierChanges(
	reader: Reader,
	asked: ChangesAsked & {
		readonly kind: ChangeKind | null;
		readonly order?: TableOrder | null;
		/** Places in each kind, counted from 0. */
		readonly from: number;
		readonly lines: number;
	}
): Promise<TierChange[]> {
	// Causes are looked up for the lines that are shown alone: the values of 50,000 subjects are millions.
	const rows = await reader.read(
		`with ${changedSql},
		placed as (
			select c.*,
				row_number() over (partition by kind order by ${askedOrder(asked.order ?? null, changeOrders, gravest)}) as place
			from changed c
			where $kind is null or kind = $kind
		),
		shown as materialized (select p.* from placed p where p.place > $from and p.place <= $from + $lines),
		judged as (
			select v.subject_code, v.indicator, v.measure,
				max(case when v.run_id = $from_run then v.severity end) as before,
				max(case when v.run_id = $to_run then v.severity end) as after,
				max(case when v.run_id = $from_run then v.value end) as value_before,
				max(case when v.run_id = $to_run then v.value end) as value_after
			from indicator_value as v
			where v.run_id in ($from_run, $to_run) and v.subject_type = $type
				and v.subject_code in (select s.subject_code from shown s)
			group by v.subject_code, v.indicator, v.measure
		),
		moved as (
			select j.subject_code, j.indicator, j.value_before, j.value_after,
				row_number() over (
					partition by j.subject_code
					order by case when s.kind in ('fell', 'gone') then coalesce(j.before, 0) - coalesce(j.after, 0)
						else coalesce(j.after, 0) - coalesce(j.before, 0) end desc,
						coalesce(j.after, j.before) desc, j.indicator, j.measure
				) as place
			from judged j
			join shown s on s.subject_code = j.subject_code
			where case when s.kind in ('fell', 'gone') then coalesce(j.before, 0) > coalesce(j.after, 0)
				else coalesce(j.after, 0) > coalesce(j.before, 0) end
		)
		select s.subject_code, s.name, s.street, s.sector, s.kind, s.was_judged, s.is_judged, s.tier_before,
			s.tier_after, s.workers_before, s.workers_after, s.unpaid_before, s.unpaid_after, s.clause, s.fired_before,
			s.fired_after, moved.indicator, moved.value_before, moved.value_after
		from shown s
		left join moved on moved.subject_code = s.subject_code and moved.place = 1
		order by s.kind, s.place`,
		{ ...paramsOf(asked), kind: asked.kind, from: asked.from, lines: asked.lines },
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
