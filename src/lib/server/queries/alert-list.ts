import { z } from 'zod';
import { alertStates, type AlertState } from '$lib/domain/alert';
import type { Filter } from '$lib/domain/filter';
import { tierOf } from '$lib/domain/tier-key';
import type { Reader } from '../warehouse/warehouse';
import { among } from './among';

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
}

/** Alerts, the gravest and oldest first. */
export async function alertList(
	reader: Reader,
	{ filter, states, code, limit }: AlertQuery
): Promise<AlertLine[]> {
	const rows = await reader.read(
		`select a.subject_type, a.subject_code, t.name, t.street, t.sector, t.tier, a.state_name, a.level,
			cast(a.opened_on as varchar) as opened_on, cast(a.changed_on as varchar) as changed_on, a.acts,
			coalesce(cast(a.state->>'$.relapsed' as boolean), false) as relapsed, a.state->>'$.snoozedUntil' as snoozed_until,
			case when a.state->>'$.owner' is not null then e.actor end as owner, t.clause, t.fired, t.workers_exposed as workers, t.unpaid_fen
		from alert a
		join tier_result t on t.subject_type = a.subject_type and t.subject_code = a.subject_code
			and t.run_id = (select run_id from score_run where series = 'current' order by as_of desc, run_id desc limit 1)
		left join (
			select v.subject_type, v.subject_code, v.actor,
				row_number() over (partition by v.subject_type, v.subject_code order by v.at_time desc) as place
			from alert_event v where v.kind = 'claim'
		) e on e.subject_type = a.subject_type and e.subject_code = a.subject_code and e.place = 1
		where list_contains(cast($states as json)::varchar[], a.state_name)
			and ${among('street', 't.street')} and ${among('sector', 't.sector')}
			and ($any_tier or a.level is not distinct from cast($tier as tinyint))
			and ($code is null or a.subject_code = $code)
			and ($q is null or contains(lower(t.name), lower($q)) or contains(lower(a.subject_code), lower($q)))
		order by a.level desc, relapsed desc, a.opened_on, t.priority desc nulls last, a.subject_code limit $limit`,
		{
			states: JSON.stringify(states),
			street: filter.street ?? null,
			sector: filter.sector ?? null,
			any_tier: filter.tier === undefined,
			tier: filter.tier ? tierOf(filter.tier) : null,
			q: filter.q ?? null,
			code: code ?? null,
			limit
		},
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
