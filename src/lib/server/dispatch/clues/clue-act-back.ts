import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import { shanghaiTime, type Clock } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import type { Transaction, Warehouse } from '../../warehouse/warehouse';

const lastRow = z.object({
	act: z.string(),
	acted_at: z.string(),
	actor_id: z.string(),
	is_taken_back: z.boolean()
});

/** Of an act `alias` in SQL, that nobody took it back. */
export const standing = (alias: string): string => `not exists (
	select 1 from clue_act_back b
	where b.clue_no = ${alias}.clue_no and b.act = ${alias}.act and b.act_at = ${alias}.acted_at
)`;

/** Entries in the book of a clue: its acts, and those that took one back. */
export async function entriesOf(tx: Transaction, clueNo: string): Promise<number> {
	const [row] = await tx.all(
		`select (select count(*) from clue_act where clue_no = $no) + (select count(*) from clue_act_back where clue_no = $no) as n`,
		{ no: clueNo }
	);
	return Number(row?.['n']);
}

const moved = () => new RiskError('CLUE_MOVED', '这一步之后情况已有变化，不能撤回；请看最新情况后再办。');

/**
 * Takes the last act on a clue back: only who did it, and only on the same day, so that no figure of a past day changes.
 * @throws RiskError CLUE_MOVED, CLUE_NOT_YOURS
 */
export async function takeClueActBack(
	warehouse: Warehouse,
	clock: Clock,
	clue: {
		readonly no: string;
		readonly projectCode: string | null;
		readonly uscc: string | null;
		readonly street: string | null;
	},
	given: { readonly seen: number; readonly words: string },
	actor: Actor
): Promise<void> {
	const at = shanghaiTime(clock());
	await warehouse.write(async (tx) => {
		if ((await entriesOf(tx, clue.no)) !== given.seen) throw moved();
		const [found] = await tx.all(
			`select a.act, cast(a.acted_at as varchar) as acted_at, a.actor_id, not ${standing('a')} as is_taken_back
			from clue_act a where a.clue_no = $no order by a.acted_at desc limit 1`,
			{ no: clue.no }
		);
		if (!found) throw moved();
		const last = lastRow.parse(found);
		if (last.is_taken_back || last.acted_at.slice(0, 10) !== at.slice(0, 10)) throw moved();
		if (last.actor_id !== actor.id)
			throw new RiskError('CLUE_NOT_YOURS', '只能撤回本人当天办理的最后一步；请由办理人撤回，或另行登记。');
		await tx.run(
			`insert into clue_act_back values ($no, $project, $uscc, $street, $act, cast($act_at as timestamp),
				cast($at as timestamp), $actor_id, $actor, $words)`,
			{
				no: clue.no,
				project: clue.projectCode,
				uscc: clue.uscc,
				street: clue.street,
				act: last.act,
				act_at: last.acted_at,
				at,
				actor_id: actor.id,
				actor: actor.name,
				words: given.words
			}
		);
	});
}
