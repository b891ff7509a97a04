import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import { shanghaiDay, shanghaiTime, type Clock } from '$lib/domain/clock';
import { isDay } from '$lib/domain/day';
import { RiskError } from '$lib/domain/errors';
import type { Reader, Transaction, Warehouse } from '../../warehouse/warehouse';
import type { Supply } from './supplies';

export type SilenceActKind = 'noted' | 'told' | 'released' | 'arrived' | 'allowed';
/** Acts after which an item is no longer open. */
const endings: readonly SilenceActKind[] = ['released', 'arrived', 'allowed'];

export interface SilenceAct {
	readonly act: SilenceActKind;
	/** 'YYYY-MM-DD HH:MM' */
	readonly at: string;
	readonly actor: string;
	readonly told: string | null;
	readonly promised: string | null;
	readonly words: string | null;
	/** The delivery that ended it. */
	readonly batchId: number | null;
}

/** 断报: a feed that its supplier stopped handing over, with what happened since. */
export interface SilenceItem {
	readonly id: number;
	readonly feed: string;
	readonly supplier: string;
	readonly addressee: string;
	/** Newest delivery when it was opened; null: none ever came. */
	readonly lastDay: string | null;
	readonly allowedDays: number;
	readonly openedOn: string;
	readonly acts: readonly SilenceAct[];
	/** The day on which it was ended; null while it is open. */
	readonly endedOn: string | null;
}

const itemRow = z.object({
	silence_id: z.number(),
	feed: z.string(),
	supplier: z.string(),
	addressee: z.string(),
	last_day: z.string().nullable(),
	allowed_days: z.number(),
	opened_on: z.string()
});
const actRow = z.object({
	silence_id: z.number(),
	act: z.enum(['noted', 'told', 'released', 'arrived', 'allowed']),
	at: z.string(),
	actor: z.string(),
	told: z.string().nullable(),
	promised: z.string().nullable(),
	words: z.string().nullable(),
	batch_id: z.number().nullable()
});

/** Items as they were at the end of `day`, the newest first. */
export async function silenceItems(reader: Reader, day: string): Promise<SilenceItem[]> {
	const [items, acts] = await Promise.all([
		reader.read(
			`select silence_id, feed, supplier, addressee, cast(last_day as varchar) as last_day, allowed_days,
				cast(opened_on as varchar) as opened_on
			from feed_silence where opened_on <= cast($day as date) order by opened_on desc, silence_id desc`,
			{ day },
			itemRow
		),
		reader.read(
			`select silence_id, act, strftime(acted_at, '%Y-%m-%d %H:%M') as at, actor, told, cast(promised as varchar) as promised,
				words, batch_id
			from feed_silence_act where cast(acted_at as date) <= cast($day as date) order by acted_at`,
			{ day },
			actRow
		)
	]);
	const bySilence = Map.groupBy(acts, (act) => act.silence_id);
	return items.map((item) => {
		const own = (bySilence.get(item.silence_id) ?? []).map(
			({ silence_id: _id, batch_id, ...act }): SilenceAct => ({ ...act, batchId: batch_id })
		);
		return {
			id: item.silence_id,
			feed: item.feed,
			supplier: item.supplier,
			addressee: item.addressee,
			lastDay: item.last_day,
			allowedDays: item.allowed_days,
			openedOn: item.opened_on,
			acts: own,
			endedOn: own.find(({ act }) => endings.includes(act))?.at.slice(0, 10) ?? null
		};
	});
}

/** Whether an item speaks of this feed of this supplier. */
export const isOf = (supply: Pick<Supply, 'feed' | 'supplier'>) => (item: SilenceItem) =>
	item.feed === supply.feed && item.supplier === supply.supplier;

/** Released by a person and nothing came since: it is no longer expected of this supplier. */
export function isReleased(supply: Supply, items: readonly SilenceItem[]): boolean {
	const released = items.find(
		(item) => isOf(supply)(item) && item.acts.some(({ act }) => act === 'released')
	);
	return released !== undefined && (supply.last ?? '') <= (released.lastDay ?? '');
}

/** Adds an act to an item. */
export async function keepAct(
	tx: Transaction,
	id: number,
	act: Omit<SilenceAct, 'at' | 'actor'> & { readonly at: string; readonly actor: Actor }
): Promise<void> {
	await tx.run(
		`insert into feed_silence_act values ($id, $act, cast($at as timestamp), $actor_id, $actor, $told,
			cast($promised as date), $words, $batch)`,
		{
			id,
			act: act.act,
			at: act.at,
			actor_id: act.actor.id,
			actor: act.actor.name,
			told: act.told,
			promised: act.promised,
			words: act.words,
			batch: act.batchId
		}
	);
}

/** Whether an item is there and nothing ended it. */
export async function isOpen(tx: Transaction, id: number): Promise<boolean> {
	const [row] = await tx.all(
		`select 1 as one from feed_silence f where f.silence_id = $id and not exists (
			select 1 from feed_silence_act a where a.silence_id = f.silence_id and a.act in ('released', 'arrived', 'allowed')
		)`,
		{ id }
	);
	return row !== undefined;
}

export interface NewSilenceAct {
	readonly act: 'noted' | 'told' | 'released';
	/** told: unit and person. */
	readonly told?: string;
	/** told: 'YYYY-MM-DD', by when it was promised. */
	readonly promised?: string;
	readonly words?: string;
	/** Acts that the person saw. */
	readonly seen: number;
}

/** Keeps an act of a person. @throws RiskError SILENCE_INCOMPLETE, SILENCE_MOVED, SILENCE_OVER */
export async function actOnSilence(
	warehouse: Warehouse,
	clock: Clock,
	id: number,
	given: NewSilenceAct,
	actor: Actor
): Promise<void> {
	const told = given.told?.trim() ?? '';
	const words = given.words?.trim() ?? '';
	const promised = given.promised?.trim() ?? '';
	if (given.act === 'told' && told === '')
		throw new RiskError('SILENCE_INCOMPLETE', '请写明告知了哪个单位的哪位同志，再提交。');
	if (given.act !== 'told' && words === '')
		throw new RiskError('SILENCE_INCOMPLETE', '请写明情况或理由，再提交。');
	if (promised !== '' && (!isDay(promised) || promised < shanghaiDay(clock())))
		throw new RiskError('SILENCE_INCOMPLETE', '答应报送的日期不能早于今天，请改后再提交。');
	await warehouse.write(async (tx) => {
		const [row] = await tx.all('select count(*) as n from feed_silence_act where silence_id = $id', { id });
		if (!(await isOpen(tx, id)))
			throw new RiskError('SILENCE_OVER', '这一断报事项已经销号，不能再办理；请刷新页面。');
		if (Number(row?.['n']) !== given.seen)
			throw new RiskError('SILENCE_MOVED', '刚才已有人办理了这一项，您的内容没有提交；请看最新情况后再办。');
		await keepAct(tx, id, {
			act: given.act,
			at: shanghaiTime(clock()),
			actor,
			told: told || null,
			promised: promised || null,
			words: words || null,
			batchId: null
		});
	});
}
