import { z } from 'zod';
import { localActor, type Actor } from '$lib/domain/actor';
import type { PlaybackReport } from '$lib/domain/alert-playback';
import { shanghaiDay, shanghaiTime, type Clock } from '$lib/domain/clock';
import { addDays, isDay } from '$lib/domain/day';
import { RiskError } from '$lib/domain/errors';
import type { Policy } from '$lib/server/policies/policy';
import type { Warehouse } from '$lib/server/warehouse/warehouse';
import { changedLines, triedPolicy, type TriedLine } from './tried-policy';

/** What acts need: the database to write, the rules, the time. */
export interface TrialDesk {
	readonly warehouse: Warehouse;
	readonly policy: Policy;
	readonly clock: Clock;
}

/** Projects of a judged day by level, with alerts that stand open and that were opened since the day before. */
export interface TrialWeek {
	readonly day: string;
	readonly red: number;
	readonly yellow: number;
	readonly open: number;
	readonly opened: number;
}

/** The same past under the pack's lines and under the tried ones. */
export interface TrialReport {
	readonly now: PlaybackReport;
	readonly tried: PlaybackReport;
	readonly weeks: readonly { readonly now: TrialWeek; readonly tried: TrialWeek }[];
	/** Alerts that were opened, by street; null: the place is unknown. */
	readonly streets: readonly {
		readonly street: string | null;
		readonly now: number;
		readonly tried: number;
	}[];
}

/** A project that the tried lines put on another level on the last day. */
export interface TrialMove {
	readonly code: string;
	readonly name: string | null;
	readonly street: string | null;
	readonly tierNow: number | null;
	readonly tierTried: number | null;
}

const daysInWeek = 7;
/** Weeks of the past that a trial may ask for. */
export const trialWeeks = [13, 26, 52, 104] as const;

/** Days that a trial judges, a week apart, the last one `to`. */
export function trialDays(from: string, to: string): string[] {
	const days: string[] = [];
	for (let day = to; day >= from; day = addDays(day, -daysInWeek)) days.unshift(day);
	return days;
}

/**
 * Keeps what is to be tried; the job works it out. Answers its number.
 * @param given.to the last day that was judged
 * @throws RiskError TRIAL_LINE, TRIAL_SAME
 */
export async function askTrial(
	{ warehouse, policy, clock }: TrialDesk,
	given: {
		readonly lines: readonly TriedLine[];
		readonly weeks: number;
		readonly to: string;
		readonly words: string;
	},
	actor: Actor
): Promise<number> {
	const lines = changedLines(policy, given.lines, given.to);
	if (lines.length === 0)
		throw new RiskError('TRIAL_SAME', '试算的线与现行口径相同，没有可比较的；请至少改动一条线。');
	triedPolicy(policy, lines);
	return warehouse.write(async (tx) => {
		const [last] = await tx.all('select coalesce(max(trial_id), 0) + 1 as id from rule_trial');
		const id = Number(last?.['id']);
		await tx.run(
			`insert into rule_trial values ($id, cast($at as timestamp), $actor_id, $actor, $words, cast($lines as json),
				cast($from as date), cast($to as date), $sha)`,
			{
				id,
				at: shanghaiTime(clock()),
				actor_id: actor.id,
				actor: actor.name,
				words: given.words.trim(),
				lines: JSON.stringify(lines),
				from: addDays(given.to, -daysInWeek * (given.weeks - 1)),
				to: given.to,
				sha: policy.sha256
			}
		);
		return id;
	});
}

/** Keeps what came of a trial, or why nothing did. */
export async function keepTrialResult(
	{ warehouse, clock }: Pick<TrialDesk, 'warehouse' | 'clock'>,
	id: number,
	result: { readonly report: TrialReport; readonly moves: readonly TrialMove[] } | { readonly error: string }
): Promise<void> {
	await warehouse.write(async (tx) => {
		await tx.run(
			`insert into rule_trial_result values ($id, cast($at as timestamp), cast($report as json), $error)`,
			{
				id,
				at: shanghaiTime(clock()),
				report: 'report' in result ? JSON.stringify(result.report) : null,
				error: 'error' in result ? result.error : null
			}
		);
		if (!('moves' in result)) return;
		await tx.run(
			`insert into rule_trial_move
			select $id, r->>'$.code', r->>'$.name', r->>'$.street', cast(r->>'$.tierNow' as tinyint),
				cast(r->>'$.tierTried' as tinyint)
			from (select unnest(cast(cast($rows as json) as json[])) as r)`,
			{ id, rows: JSON.stringify(result.moves) }
		);
	});
}

export type TrialAct = 'proposed' | 'approved' | 'refused' | 'withdrawn';

/** The acts that each act may follow; null: nothing was done yet. */
const follows: Readonly<Record<TrialAct, readonly (TrialAct | null)[]>> = {
	proposed: [null, 'refused', 'withdrawn'],
	approved: ['proposed'],
	refused: ['proposed'],
	withdrawn: ['proposed']
};

export interface NewTrialAct {
	readonly id: number;
	readonly act: TrialAct;
	readonly words: string;
	/** A proposal: what the lines rest on, where that is written, and the day from which they are to hold. */
	readonly basis?: 'policy' | 'practice' | 'proposal';
	readonly reference?: string;
	readonly from?: string;
}

const actRow = z.object({ act_no: z.coerce.number(), act: z.string(), actor_id: z.string() });

/** Refuses what nobody could act on. @throws RiskError TRIAL_INCOMPLETE */
function check(given: NewTrialAct, today: string): void {
	if (given.act === 'proposed') {
		if (!given.basis || !given.reference?.trim())
			throw new RiskError('TRIAL_INCOMPLETE', '请写明依据的性质和出处（文号或会议纪要），再提交。');
		if (given.from === undefined || !isDay(given.from) || given.from < today)
			throw new RiskError('TRIAL_INCOMPLETE', '生效日期不能早于今天：过去的等级按当时的线，请改后再提交。');
	}
	if (given.act === 'refused' && given.words.trim() === '')
		throw new RiskError('TRIAL_INCOMPLETE', '不同意须写明理由，请补上后再提交。');
}

/**
 * Proposes, approves, refuses or withdraws tried lines. Who proposed them cannot approve them, unless nobody else can:
 * the machine's own keyboard before there are accounts.
 * @throws RiskError TRIAL_INCOMPLETE, TRIAL_MOVED, TRIAL_SECOND_PERSON
 */
export async function actOnTrial(
	{ warehouse, clock }: Pick<TrialDesk, 'warehouse' | 'clock'>,
	given: NewTrialAct,
	actor: Actor
): Promise<void> {
	const now = clock();
	check(given, shanghaiDay(now));
	await warehouse.write(async (tx) => {
		const rows = await tx.all(
			`select act_no, act, actor_id from rule_trial_act where trial_id = $id order by act_no`,
			{ id: given.id }
		);
		const [done] = await tx.all(
			'select 1 as one from rule_trial_result where trial_id = $id and report is not null',
			{ id: given.id }
		);
		const last = rows.map((row) => actRow.parse(row)).at(-1);
		if (!done || !follows[given.act].includes((last?.act ?? null) as TrialAct | null))
			throw new RiskError('TRIAL_MOVED', '这次试算刚被处理过，您的内容没有提交；请刷新后再办。');
		if (given.act === 'approved' && last?.actor_id === actor.id && actor.id !== localActor.id)
			throw new RiskError('TRIAL_SECOND_PERSON', '改线须由提议人以外的人批准，请换一位同志办理。');
		await tx.run(
			`insert into rule_trial_act values ($id, $no, $act, cast($at as timestamp), $actor_id, $actor, $words, $basis,
				$reference, cast($from as date))`,
			{
				id: given.id,
				no: (last?.act_no ?? 0) + 1,
				act: given.act,
				at: shanghaiTime(now),
				actor_id: actor.id,
				actor: actor.name,
				words: given.words.trim(),
				basis: given.act === 'proposed' ? (given.basis ?? null) : null,
				reference: given.act === 'proposed' ? (given.reference?.trim() ?? null) : null,
				from: given.act === 'proposed' ? (given.from ?? null) : null
			}
		);
	});
}
