import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import { RiskError } from '$lib/domain/errors';
import { shanghaiTime, type Clock } from '$lib/domain/clock';
import type { Warehouse } from '../../warehouse/warehouse';
import type { Answer } from '../channels/channel';

export type AttemptStep = 'started' | 'sent' | 'failed' | 'given_up' | 'again';

export interface Attempt {
	readonly messageId: string;
	readonly channel: string;
	/** 1 for the first. */
	readonly attempt: number;
	readonly step: AttemptStep;
	readonly answer?: Answer;
	/** What goes out, secrets blotted out. */
	readonly payload?: string;
	readonly actor?: string;
}

/** Writes one line of the log; nothing in it is ever changed. */
export async function keepAttempt(
	{ warehouse, clock }: { readonly warehouse: Warehouse; readonly clock: Clock },
	{ messageId, channel, attempt, step, answer, payload, actor }: Attempt
): Promise<void> {
	await warehouse.write((tx) =>
		tx.run(
			`insert into notice_attempt values ($id, $channel, $attempt, $step, cast($at as timestamp), $status, $answer,
				$payload, $actor)`,
			{
				id: messageId,
				channel,
				attempt,
				step,
				at: shanghaiTime(clock()),
				status: answer?.status ?? null,
				answer: answer?.answer ?? null,
				payload: payload ?? null,
				actor: actor ?? null
			}
		)
	);
}

const minute = 60_000;

/** Messages that a channel was given in the last 60 seconds, answered or not. */
export async function sentLately(
	{ warehouse, clock }: { readonly warehouse: Warehouse; readonly clock: Clock },
	channel: string
): Promise<number> {
	const [row] = await warehouse.read(
		`select count(*) as n from notice_attempt
		where channel = $channel and step = 'started' and at_time > cast($after as timestamp)`,
		{ channel, after: shanghaiTime(new Date(clock().getTime() - minute)) },
		z.object({ n: z.coerce.number() })
	);
	return row?.n ?? 0;
}

/** Lets a message that was given up begin again, at the word of a person. @throws RiskError NOTICE_MOVED */
export async function beginAgain(
	{ warehouse, clock }: { readonly warehouse: Warehouse; readonly clock: Clock },
	messageId: string,
	actor: Actor
): Promise<void> {
	await warehouse.write(async (tx) => {
		const changed = await tx.run(
			`insert into notice_attempt
			select t.message_id, max(t.channel), max(t.attempt), 'again', cast($at as timestamp), null, null, null, $actor
			from notice_attempt t where t.message_id = $id
			group by t.message_id
			having max(case when t.step = 'sent' then 1 else 0 end) = 0
				and max(case when t.step = 'given_up' then t.attempt else 0 end)
					> max(case when t.step = 'again' then t.attempt else 0 end)`,
			{ id: messageId, at: shanghaiTime(clock()), actor: actor.name }
		);
		if (changed === 0)
			throw new RiskError('NOTICE_MOVED', '这条消息已经发出或正在重试，不必再发；请刷新后看最新结果。');
	});
}
