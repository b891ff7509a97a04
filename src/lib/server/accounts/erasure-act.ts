import { randomUUID } from 'node:crypto';
import type { Actor } from '$lib/domain/actor';
import type { Transaction } from '../warehouse/warehouse';

/** One line of the book of erasures; `at` is a time of Asia/Shanghai, the id is given only when it is done again. */
export interface Act {
	readonly id?: string;
	readonly no: number;
	readonly act: 'proposed' | 'approved' | 'refused' | 'carried_out';
	readonly at: string;
	readonly actor: Actor;
	readonly reason: string;
	readonly counts?: object;
}

/** Writes one line of the book; the reason is cut at 500 characters. */
export const keepAct = (tx: Transaction, act: Act) =>
	tx.run(
		`insert into erasure_act values ($id, $no, $act, cast($at as timestamp), $actor_id, $actor, $reason, cast($counts as json))`,
		{
			id: act.id ?? randomUUID(),
			no: act.no,
			act: act.act,
			at: act.at,
			actor_id: act.actor.id,
			actor: act.actor.name,
			reason: act.reason.trim().slice(0, 500),
			counts: act.counts === undefined ? null : JSON.stringify(act.counts)
		}
	);
