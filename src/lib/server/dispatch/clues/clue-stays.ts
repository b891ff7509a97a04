import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import type { ClueStays } from '$lib/domain/clue-clock';
import { shanghaiDay, shanghaiTime, type Clock } from '$lib/domain/clock';
import { addDays, daysBetween, isDay } from '$lib/domain/day';
import { RiskError } from '$lib/domain/errors';
import type { Reader, Transaction, Warehouse } from '../../warehouse/warehouse';

export type StayKind = 'pause' | 'extension';
export type StayState = 'asked' | 'approved' | 'refused' | 'ended';

/** A pause or extension of a clue's clock with everything that was said about it. */
export interface Stay {
	readonly no: number;
	readonly kind: StayKind;
	readonly state: StayState;
	readonly from: string;
	readonly until: string;
	readonly askedBy: string;
	readonly askedById: string;
	readonly askedAt: string;
	readonly words: string;
	readonly decidedBy: string | null;
	readonly decidedAt: string | null;
	readonly decision: string | null;
}

/** Longer than a month nothing should rest without being asked for again; ours, from no document. */
export const longestStayDays = 30;

const row = z.object({
	clue_no: z.string(),
	stay_no: z.coerce.number(),
	act: z.enum(['asked', 'approved', 'refused', 'ended']),
	kind: z.enum(['pause', 'extension']),
	from_day: z.string(),
	until_day: z.string(),
	acted_at: z.string(),
	actor_id: z.string(),
	actor: z.string(),
	words: z.string()
});

/** Asked, decided, ended: also where two of them fall into one second. */
const inOrder = `acted_at, case act when 'asked' then 0 when 'ended' then 2 else 1 end`;
const columns = `clue_no, stay_no, act, kind, cast(from_day as varchar) as from_day, cast(until_day as varchar) as until_day,
	strftime(acted_at, '%Y-%m-%d %H:%M') as acted_at, actor_id, actor, words`;

function staysOf(rows: readonly z.infer<typeof row>[]): Stay[] {
	const acts = Map.groupBy(rows, ({ stay_no }) => stay_no);
	return [...acts.values()].map((ofStay) => {
		const first = ofStay[0]!;
		const last = ofStay.at(-1)!;
		const decided = ofStay.find(({ act }) => act === 'approved' || act === 'refused');
		return {
			no: first.stay_no,
			kind: first.kind,
			state: last.act,
			from: first.from_day,
			until: last.until_day,
			askedBy: first.actor,
			askedById: first.actor_id,
			askedAt: first.acted_at,
			words: first.words,
			decidedBy: decided?.actor ?? null,
			decidedAt: decided?.acted_at ?? null,
			decision: decided?.words ?? null
		};
	});
}

/** Stays by clue, of one clue where it is named, in the order in which they were asked for. */
export async function clueStays(reader: Reader, clueNo?: string): Promise<Map<string, Stay[]>> {
	const rows = await reader.read(
		`select ${columns} from clue_stay where ($no is null or clue_no = $no) order by clue_no, stay_no, ${inOrder}`,
		{ no: clueNo ?? null },
		row
	);
	return new Map(
		[...Map.groupBy(rows, ({ clue_no }) => clue_no)].map(([no, ofClue]) => [no, staysOf(ofClue)])
	);
}

/** What the clock heeds: what was approved; a pause that was ended early counts up to its end. */
export function standingStays(stays: readonly Stay[]): ClueStays {
	const granted = stays.filter(({ state }) => state === 'approved' || state === 'ended');
	const extensions = granted.filter(({ kind }) => kind === 'extension').map(({ until }) => until);
	return {
		pauses: granted
			.filter(({ kind, from, until }) => kind === 'pause' && from <= until)
			.map(({ from, until }) => ({ from, until })),
		extendedTo: extensions.sort().at(-1) ?? null
	};
}

interface StayedClue {
	readonly no: string;
	readonly projectCode: string | null;
	readonly uscc: string | null;
	readonly street: string | null;
}

const refused = (message: string) => new RiskError('STAY_REFUSED', message);

async function keep(
	tx: Transaction,
	clock: Clock,
	clue: StayedClue,
	stay: { no: number; kind: StayKind; from: string; until: string },
	given: { readonly act: StayState; readonly words: string },
	actor: Actor
): Promise<void> {
	await tx.run(
		`insert into clue_stay values ($clue, $project, $uscc, $street, $no, $act, $kind, cast($from as date),
			cast($until as date), cast($at as timestamp), $actor_id, $actor, $words)`,
		{
			clue: clue.no,
			project: clue.projectCode,
			uscc: clue.uscc,
			street: clue.street,
			no: stay.no,
			act: given.act,
			kind: stay.kind,
			from: stay.from,
			until: stay.until,
			at: shanghaiTime(clock()),
			actor_id: actor.id,
			actor: actor.name,
			words: given.words
		}
	);
}

const staysIn = async (tx: Transaction, clueNo: string) =>
	staysOf(
		z.array(row).parse(
			await tx.all(`select ${columns} from clue_stay where clue_no = $no order by stay_no, ${inOrder}`, {
				no: clueNo
			})
		)
	);

/** Asks for a pause or an extension; it counts when another person approves. @throws RiskError STAY_REFUSED */
export async function askStay(
	warehouse: Warehouse,
	clock: Clock,
	clue: StayedClue,
	given: { readonly kind: StayKind; readonly until: string; readonly words: string },
	actor: Actor
): Promise<void> {
	const today = shanghaiDay(clock());
	const words = given.words.trim();
	if (words === '') throw refused('请写明申请暂停或延期的原因后再提交。');
	if (!isDay(given.until) || given.until < today) throw refused('截止日期不能早于今天，请改后再提交。');
	if (daysBetween(today, given.until) > longestStayDays)
		throw refused(`一次最多申请 ${longestStayDays} 天，请改短截止日期；到期仍需要的可以再申请。`);
	await warehouse.write(async (tx) => {
		const stays = await staysIn(tx, clue.no);
		if (stays.some(({ state }) => state === 'asked'))
			throw refused('这条线索已有待审批的申请，请先审批后再申请。');
		const stay = { no: stays.length + 1, kind: given.kind, from: today, until: given.until };
		await keep(tx, clock, clue, stay, { act: 'asked', words }, actor);
	});
}

/**
 * Approves or refuses what another person asked for, or ends a pause that runs.
 * @throws RiskError STAY_REFUSED, STAY_MOVED
 */
export async function decideStay(
	warehouse: Warehouse,
	clock: Clock,
	clue: StayedClue,
	given: { readonly no: number; readonly act: Exclude<StayState, 'asked'>; readonly words: string },
	actor: Actor
): Promise<void> {
	const today = shanghaiDay(clock());
	await warehouse.write(async (tx) => {
		const stay = (await staysIn(tx, clue.no)).find(({ no }) => no === given.no);
		const expected: StayState = given.act === 'ended' ? 'approved' : 'asked';
		if (stay?.state !== expected)
			throw new RiskError('STAY_MOVED', '这项申请刚才已被处理，请看最新情况后再办。');
		if (given.act !== 'ended' && stay.askedById === actor.id)
			throw refused('申请须由另一人审批，请换一位同志办理。');
		if (given.act === 'refused' && given.words.trim() === '') throw refused('不同意的，请写明理由后再提交。');
		if (given.act === 'ended' && (stay.kind !== 'pause' || stay.until < today))
			throw refused('只有正在进行的暂停可以提前恢复。');
		const until = given.act === 'ended' ? addDays(today, -1) : stay.until;
		await keep(tx, clock, clue, { ...stay, until }, { act: given.act, words: given.words.trim() }, actor);
	});
}
