import { z } from 'zod';
import { alertStates, type AlertState } from '$lib/domain/alert';
import type { Filter } from '$lib/domain/filter';
import type { TableOrder } from '$lib/domain/table-order';
import { tierOf } from '$lib/domain/tier-key';
import type { Reader } from '../warehouse/warehouse';
import { among } from './among';
import { askedOrder } from './asked-order';

const row = z.object({
	subject_type: z.enum(['project', 'enterprise']),
	subject_code: z.string(),
	name: z.string(),
	street: z.string().nullable(),
	sector: z.string().nullable(),
	tier: z.coerce.number().nullable(),
	state_name: z.enum(alertStates),
	level: z.coerce.number(),
	opened_on: z.string().nullable(),
	changed_on: z.string(),
	acts: z.coerce.number(),
	relapsed: z.coerce.boolean(),
	snoozed_until: z.string().nullable(),
	owner: z.string().nullable(),
	clause: z.string(),
	fired: z.string(),
	workers: z.coerce.number(),
	unpaid_fen: z.coerce.number()
});

/** An alert with what the latest scoring says of its subject. */
export interface AlertLine {
	readonly type: 'project' | 'enterprise';
	readonly code: string;
	readonly name: string;
	readonly street: string | null;
	readonly sector: string | null;
	/** Tier of the latest scoring; null: 灰. */
	readonly tier: number | null;
	readonly state: AlertState;
	/** The published level: never below the tier, and above it until evidence was accepted. */
	readonly level: number;
	readonly openedOn: string | null;
	readonly changedOn: string;
	readonly acts: number;
	readonly relapsed: boolean;
	readonly snoozedUntil: string | null;
	readonly owner: string | null;
	readonly clause: string;
	readonly fired: readonly string[];
	readonly workers: number;
	readonly unpaidFen: number;
}

export interface AlertQuery {
	readonly filter: Filter;
	readonly states: readonly AlertState[];
	readonly code?: string;
	readonly limit: number;
	/** Place of the first, counted from 0. */
	readonly offset?: number;
	readonly order?: TableOrder | null;
}

/** By what alerts can be ordered. */
export const alertOrders = {
	level: 'a.level',
	name: 't.name',
	workers: 't.workers_exposed',
	unpaid: 't.unpaid_fen',
	state: `list_position(['open', 'claimed', 'evidence', 'pending', 'closed', 'false_alarm', 'normal'], a.state_name)`,
	since: 'a.opened_on'
} as const;
const gravest = `a.level desc, relapsed desc, a.opened_on, t.priority desc nulls last, a.subject_code, a.subject_type`;

/** Alerts of subjects that the latest scoring judged, as far as the filter lets them through. */
const heldSql = `from alert a
		join tier_result t on t.subject_type = a.subject_type and t.subject_code = a.subject_code
			and t.run_id = (select run_id from score_run where series = 'current' order by as_of desc, run_id desc limit 1)
		where ${among('street', 't.street')} and ${among('sector', 't.sector')}
			and ($any_tier or a.level is not distinct from cast($tier as tinyint))
			and ($q is null or contains(lower(t.name), lower($q)) or contains(lower(a.subject_code), lower($q)))`;
const heldParams = (filter: Filter) => ({
	street: filter.street ?? null,
	sector: filter.sector ?? null,
	any_tier: filter.tier === undefined,
	tier: filter.tier ? tierOf(filter.tier) : null,
	q: filter.q ?? null
});

/** How many alerts are in each state, whatever part of them is shown. */
export async function alertCounts(
	reader: Reader,
	filter: Filter
): Promise<Partial<Record<AlertState, number>>> {
	const rows = await reader.read(
		`select a.state_name, count(*) as count ${heldSql} group by a.state_name`,
		heldParams(filter),
		z.object({ state_name: z.enum(alertStates), count: z.coerce.number() })
	);
	return Object.fromEntries(rows.map(({ state_name, count }) => [state_name, count]));
}

/** Alerts, the gravest and oldest first unless another order is asked for. */
export async function alertList(
	reader: Reader,
	{ filter, states, code, limit, offset = 0, order = null }: AlertQuery
): Promise<AlertLine[]> {
	const rows = await reader.read(
		`with picked as materialized (
			select a.subject_type, a.subject_code, a.state_name, a.level, a.opened_on, a.changed_on, a.acts, a.state,
				coalesce(cast(a.state->>'$.relapsed' as boolean), false) as relapsed, t.name, t.street, t.sector, t.tier,
				t.clause, t.fired, t.workers_exposed, t.unpaid_fen,
				row_number() over (order by ${askedOrder(order, alertOrders, gravest)}) as place
			${heldSql} and list_contains(cast($states as json)::varchar[], a.state_name)
				and ($code is null or a.subject_code = $code)
			order by place limit $limit offset $offset
		)
		select p.subject_type, p.subject_code, p.name, p.street, p.sector, p.tier, p.state_name, p.level,
			cast(p.opened_on as varchar) as opened_on, cast(p.changed_on as varchar) as changed_on, p.acts, p.relapsed,
			p.state->>'$.snoozedUntil' as snoozed_until,
			case when p.state->>'$.owner' is not null then e.actor end as owner, p.clause, p.fired,
			p.workers_exposed as workers, p.unpaid_fen
		from picked p
		left join (
			select v.subject_type, v.subject_code, v.actor,
				row_number() over (partition by v.subject_type, v.subject_code order by v.at_time desc) as place
			from alert_event v where v.kind = 'claim' and v.subject_code in (select k.subject_code from picked k)
		) e on e.subject_type = p.subject_type and e.subject_code = p.subject_code and e.place = 1
		order by p.place`,
		{ ...heldParams(filter), states: JSON.stringify(states), code: code ?? null, limit, offset },
		row
	);
	return rows.map((one) => ({
		type: one.subject_type,
		code: one.subject_code,
		name: one.name,
		street: one.street,
		sector: one.sector,
		tier: one.tier,
		state: one.state_name,
		level: one.level,
		openedOn: one.opened_on,
		changedOn: one.changed_on,
		acts: one.acts,
		relapsed: one.relapsed,
		snoozedUntil: one.snoozed_until,
		owner: one.owner,
		clause: one.clause,
		fired: one.fired.split(';').filter(Boolean),
		workers: one.workers,
		unpaidFen: one.unpaid_fen
	}));
}

const event = z.object({
	happened_on: z.string(),
	kind: z.string(),
	level: z.coerce.number(),
	at_time: z.string(),
	actor: z.string().nullable(),
	words: z.string().nullable(),
	until: z.string().nullable(),
	conclusion: z.string().nullable()
});

/** What happened to an alert, in order. */
export async function alertEvents(reader: Reader, type: string, code: string) {
	return reader.read(
		`select cast(happened_on as varchar) as happened_on, kind, level, strftime(at_time, '%Y-%m-%d %H:%M') as at_time, actor,
			words, cast(until as varchar) as until, conclusion
		from alert_event where subject_type = $type and subject_code = $code order by happened_on, at_time`,
		{ type, code },
		event
	);
}
