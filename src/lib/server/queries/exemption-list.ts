import { z } from 'zod';
import type { Tier } from '$lib/domain/severity';
import { tierKey, type TierKey } from '$lib/domain/tier-key';
import type { Reader } from '../warehouse/warehouse';
import { indicatorLabels } from './indicator-labels';

/**
 * waiting: asked for; in_force, expired: approved, and its last day still ahead or gone; refused, revoked; withdrawn: by
 * its applicant; lapsed: never decided in time.
 */
export type ExemptionState =
	'waiting' | 'in_force' | 'expired' | 'refused' | 'revoked' | 'withdrawn' | 'lapsed';

const row = z.object({
	exemption_id: z.coerce.number(),
	act: z.string(),
	acted_at: z.string(),
	actor: z.string(),
	decision_reason: z.string().nullable(),
	applied_at: z.string(),
	applicant_id: z.string(),
	applicant: z.string(),
	subject_type: z.enum(['project', 'enterprise']),
	subject_code: z.string(),
	indicator: z.string(),
	until: z.string(),
	reason: z.string(),
	evidence: z.string().nullable(),
	name: z.string().nullable(),
	tier: z.coerce.number().nullable(),
	tier_judged: z.coerce.number().nullable(),
	is_touched: z.boolean()
});

/** One exemption with its last act, and the tier of its subject in the last run with and without exemptions. */
export interface ExemptionLine {
	readonly id: number;
	readonly state: ExemptionState;
	readonly type: 'project' | 'enterprise';
	readonly code: string;
	readonly name: string;
	readonly indicator: string;
	readonly until: string;
	readonly reason: string;
	readonly evidence: string;
	readonly applicantId: string;
	readonly applicant: string;
	readonly appliedAt: string;
	/** Who approved, refused or revoked; null while nobody did. */
	readonly decided: { readonly by: string; readonly at: string; readonly reason: string } | null;
	readonly tier: TierKey;
	/** Null where the last run was made without it. */
	readonly asJudged: TierKey | null;
}

/** An application waits from its making, and again where a refusal was taken back. */
const waits = new Set(['applied', 'reopened']);

function stateOf(act: string, until: string, today: string): ExemptionState {
	const isOver = until < today;
	if (waits.has(act)) return isOver ? 'lapsed' : 'waiting';
	if (act === 'approved') return isOver ? 'expired' : 'in_force';
	return act === 'refused' || act === 'withdrawn' ? act : 'revoked';
}

/** Every exemption, newest first; of one subject where its code is given. */
export async function exemptionList(
	reader: Reader,
	today: string,
	code: string | null
): Promise<ExemptionLine[]> {
	const rows = await reader.read(
		`select a.exemption_id, l.act, cast(l.acted_at as varchar) as acted_at, l.actor,
			case when l.act in ('applied', 'reopened') then null else l.reason end as decision_reason,
			cast(a.acted_at as varchar) as applied_at, a.actor_id as applicant_id, a.actor as applicant, a.subject_type,
			a.subject_code, a.indicator, cast(a.until as varchar) as until, a.reason, a.evidence, t.name, t.tier,
			j.tier as tier_judged, j.subject_code is not null as is_touched
		from exemption_act a
		join (
			select x.exemption_id, x.act, x.acted_at, x.actor, x.reason,
				row_number() over (partition by x.exemption_id order by x.act_no desc) as place
			from exemption_act x
		) l on l.exemption_id = a.exemption_id and l.place = 1
		left join tier_result t on t.subject_type = a.subject_type and t.subject_code = a.subject_code
			and t.run_id = (select run_id from score_run where series = 'current' order by as_of desc, run_id desc limit 1)
		left join tier_as_judged j on j.run_id = t.run_id and j.subject_type = t.subject_type
			and j.subject_code = t.subject_code
		where a.act_no = 1 and ($code is null or a.subject_code = $code)
		order by a.exemption_id desc`,
		{ code },
		row
	);
	return rows.map((found) => ({
		id: found.exemption_id,
		state: stateOf(found.act, found.until, today),
		type: found.subject_type,
		code: found.subject_code,
		name: found.name ?? found.subject_code,
		indicator: found.indicator,
		until: found.until,
		reason: found.reason,
		evidence: found.evidence ?? '',
		applicantId: found.applicant_id,
		applicant: found.applicant,
		appliedAt: found.applied_at,
		decided: waits.has(found.act)
			? null
			: { by: found.actor, at: found.acted_at, reason: found.decision_reason ?? '' },
		tier: tierKey(found.tier as Tier),
		asJudged: found.is_touched ? tierKey(found.tier_judged as Tier) : null
	}));
}

const judgedRow = z.object({ tier: z.coerce.number().nullable(), exempted: z.string() });

/** How a subject stood in a run with every indicator in. */
export interface AsJudged {
	readonly tier: TierKey;
	/** Indicators taken out of the subject itself; empty where only projects of the enterprise have some. */
	readonly exempted: readonly string[];
}

/** What exemptions changed of a subject in a run; null where none touched it. */
export async function asJudged(
	reader: Reader,
	params: { runId: number; type: 'project' | 'enterprise'; code: string }
): Promise<AsJudged | null> {
	const [found] = await reader.read(
		`select tier, exempted from tier_as_judged
		where run_id = $run and subject_type = $type and subject_code = $code`,
		{ run: params.runId, type: params.type, code: params.code },
		judgedRow
	);
	if (!found) return null;
	return { tier: tierKey(found.tier as Tier), exempted: found.exempted.split(';').filter(Boolean) };
}

/** As `asJudged`, with the names of the indicators that were taken out. */
export async function exemptionNote(reader: Reader, params: Parameters<typeof asJudged>[1]) {
	const judged = await asJudged(reader, params);
	if (!judged) return null;
	const labels = indicatorLabels(judged.exempted);
	const { tier, exempted } = judged;
	return { tier, exempted, names: exempted.map((id) => labels[id] ?? { zh: id, en: id }) };
}

/** Tier as judged of every subject that exemptions touched in the scoring of a day, by code. */
export async function exemptedSubjects(reader: Reader, day: string): Promise<Record<string, TierKey>> {
	const rows = await reader.read(
		`select j.subject_code, j.tier from tier_as_judged j
		where j.run_id = (
			select r.run_id from score_run r
			where r.series = 'current' and r.as_of <= cast($day as date) order by r.as_of desc, r.run_id desc limit 1
		)`,
		{ day },
		z.object({ subject_code: z.string(), tier: z.coerce.number().nullable() })
	);
	return Object.fromEntries(rows.map((found) => [found.subject_code, tierKey(found.tier as Tier)]));
}
