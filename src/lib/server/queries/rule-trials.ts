import { z } from 'zod';
import type { Reader } from '../warehouse/warehouse';
import { triedLine, type TriedLine } from '../scoring/trials/tried-policy';
import type { TrialAct, TrialMove, TrialReport } from '../scoring/trials/trial-book';

const row = z.object({
	trial_id: z.coerce.number(),
	asked_at: z.string(),
	actor_id: z.string(),
	actor: z.string(),
	words: z.string(),
	lines: z.string(),
	from_day: z.string(),
	to_day: z.string(),
	pack_sha: z.string(),
	report: z.string().nullable(),
	error: z.string().nullable(),
	act: z.string().nullable()
});

/** running: the job has not come to it yet. */
export type TrialState = 'running' | 'failed' | 'done' | TrialAct;

/** Tried lines with what came of them, and how far they got. */
export interface RuleTrial {
	readonly id: number;
	readonly askedAt: string;
	readonly actorId: string;
	readonly actor: string;
	readonly words: string;
	readonly lines: readonly TriedLine[];
	readonly from: string;
	readonly to: string;
	/** Hash of the pack that it was compared with. */
	readonly packSha: string;
	readonly report: TrialReport | null;
	readonly error: string | null;
	readonly state: TrialState;
}

/** Trials, the newest first; one alone where its number is given. */
export async function ruleTrials(reader: Reader, id: number | null = null): Promise<RuleTrial[]> {
	const rows = await reader.read(
		`select t.trial_id, cast(t.asked_at as varchar) as asked_at, t.actor_id, t.actor, t.words,
			cast(t.lines as varchar) as lines, cast(t.from_day as varchar) as from_day,
			cast(t.to_day as varchar) as to_day, t.pack_sha, cast(r.report as varchar) as report, r.error, a.act
		from rule_trial t
		left join rule_trial_result r on r.trial_id = t.trial_id
		left join (
			select trial_id, act, row_number() over (partition by trial_id order by act_no desc) as place
			from rule_trial_act
		) a on a.trial_id = t.trial_id and a.place = 1
		where $id is null or t.trial_id = $id
		order by t.trial_id desc`,
		{ id },
		row
	);
	return rows.map((found) => {
		const report = found.report === null ? null : (JSON.parse(found.report) as TrialReport);
		const reached: TrialState = found.error !== null ? 'failed' : report === null ? 'running' : 'done';
		return {
			id: found.trial_id,
			askedAt: found.asked_at,
			actorId: found.actor_id,
			actor: found.actor,
			words: found.words,
			lines: z.array(triedLine).parse(JSON.parse(found.lines)),
			from: found.from_day,
			to: found.to_day,
			packSha: found.pack_sha,
			report,
			error: found.error,
			state: (found.act ?? reached) as TrialState
		};
	});
}

const moveRow = z.object({
	code: z.string(),
	name: z.string().nullable(),
	street: z.string().nullable(),
	tier_now: z.coerce.number().nullable(),
	tier_tried: z.coerce.number().nullable()
});

/** Projects that the tried lines put on another level on the last day, those that rise the most first. */
export async function trialMoves(reader: Reader, id: number): Promise<TrialMove[]> {
	const rows = await reader.read(
		`select project_code as code, name, street, tier_now, tier_tried from rule_trial_move where trial_id = $id
		order by coalesce(tier_tried, -1) - coalesce(tier_now, -1) desc, tier_tried desc, project_code`,
		{ id },
		moveRow
	);
	return rows.map(({ tier_now, tier_tried, ...move }) => ({
		...move,
		tierNow: tier_now,
		tierTried: tier_tried
	}));
}

const actRow = z.object({
	act: z.enum(['proposed', 'approved', 'refused', 'withdrawn']),
	acted_at: z.string(),
	actor_id: z.string(),
	actor: z.string(),
	words: z.string(),
	basis: z.enum(['policy', 'practice', 'proposal']).nullable(),
	reference: z.string().nullable(),
	from_day: z.string().nullable()
});
export type TrialActLine = z.output<typeof actRow>;

/** What was decided about a trial, in order. */
export const trialActs = (reader: Reader, id: number): Promise<TrialActLine[]> =>
	reader.read(
		`select act, cast(acted_at as varchar) as acted_at, actor_id, actor, words, basis, reference,
			cast(from_day as varchar) as from_day
		from rule_trial_act where trial_id = $id order by act_no`,
		{ id },
		actRow
	);
