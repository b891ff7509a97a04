import { z } from 'zod';
import { shanghaiTime, type Clock } from '$lib/domain/clock';
import type { Warehouse } from '../../warehouse/warehouse';
import type { Answer } from '../channels/channel';

export type AttemptStep = 'started' | 'sent' | 'failed' | 'given_up';

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
