import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import { keyNamed, unseal, type PersonalKeys } from './pii-vault';
import type { Reader, Transaction } from './warehouse';

/** Something that happened to the keys of personal data. */
export interface KeyAct {
	readonly act: 'indexed' | 'sealed' | 'destroyed';
	readonly keyId: string;
	/** Shanghai time. */
	readonly at: string;
	readonly actor: Actor;
	readonly counts?: object;
}

export async function keepKeyAct(tx: Transaction, act: KeyAct): Promise<void> {
	await tx.run(
		`insert into key_act select coalesce(max(act_no), 0) + 1, $act, $key, cast($at as timestamp), $actor_id, $actor, cast($counts as json)
		from key_act`,
		{
			act: act.act,
			key: act.keyId,
			at: act.at,
			actor_id: act.actor.id,
			actor: act.actor.name,
			counts: act.counts === undefined ? null : JSON.stringify(act.counts)
		}
	);
}

/** The last act on the keys, and the key that persons are keyed by; null where the keys were never changed. */
export async function keyState(reader: Reader): Promise<{ indexId: string | null; last: string | null }> {
	const rows = await reader.read(
		'select act, key_id from key_act order by act_no',
		{},
		z.object({ act: z.string(), key_id: z.string() })
	);
	return {
		indexId: rows.findLast(({ act }) => act === 'indexed')?.key_id ?? null,
		last: rows.at(-1)?.act ?? null
	};
}

/**
 * Takes up the key that the rows of this database were keyed with, and opens one sealed value: a key file of another day
 * is found out before anything is written with it.
 * @throws RiskError KEYS_MISSING
 */
export async function takeUpKeys(reader: Reader, keys: PersonalKeys): Promise<void> {
	const { indexId } = await keyState(reader);
	if (indexId !== null) keys.useIndex(indexId);
	const [sample] = await reader.read(
		'select to_base64(cipher) as cipher from pii_block order by block_id desc limit 1',
		{},
		z.object({ cipher: z.string() })
	);
	if (sample === undefined) return;
	try {
		unseal(keys, Buffer.from(sample.cipher, 'base64'));
	} catch {
		keyNamed(keys, namedIn(Buffer.from(sample.cipher, 'base64')));
	}
}

/** The key that sealed bytes name; what an older version sealed names none. */
const namedIn = (sealed: Buffer): string =>
	sealed.subarray(0, 3).toString('latin1') === 'XK\u0001'
		? sealed.subarray(3, 7).toString('hex')
		: '（旧版，未记编号）';
