import type { Actor } from '$lib/domain/actor';
import { shanghaiTime, type Clock } from '$lib/domain/clock';
import type { Policy } from '../../policies/policy';
import type { Transaction, Warehouse } from '../../warehouse/warehouse';
import {
	isOf,
	isOpen,
	isReleased,
	keepAct,
	silenceItems,
	type SilenceAct,
	type SilenceItem
} from './silence-book';
import { isMissed, supplies, type Supply } from './supplies';

/** The run itself, as it stands beside acts of people. */
const nightlyRun: Actor = { id: 'system', name: '系统' };
const byRun = { told: null, promised: null } as const;

/** Why an open item is over; null where it is not. */
function ending(item: SilenceItem, all: readonly Supply[]): Omit<SilenceAct, 'at' | 'actor'> | null {
	// What nobody ever sent is ended by whoever sends it first.
	const now = all.find((supply) =>
		item.lastDay === null ? supply.feed === item.feed && supply.last !== null : isOf(supply)(item)
	);
	if (now === undefined || now.state === 'silent') return null;
	const hasCome = now.last !== null && (item.lastDay === null || now.last > item.lastDay);
	return hasCome
		? { ...byRun, act: 'arrived', words: `${now.last} 已报送，自动销号。`, batchId: now.lastBatch }
		: {
				...byRun,
				act: 'allowed',
				words: '政策文件允许的天数已改，按现在的规定不算断报，自动销号。',
				batchId: null
			};
}

export interface SilenceCount {
	readonly opened: number;
	readonly ended: number;
}

/**
 * Opens an item for every feed that has been silent for longer than the pack allows, one a supplier and feed, and
 * ends those whose data came. Run again on the same day it does nothing more.
 */
export async function watchSupply(warehouse: Warehouse, policy: Policy, clock: Clock): Promise<SilenceCount> {
	const at = shanghaiTime(clock());
	const today = at.slice(0, 10);
	const [all, items] = await Promise.all([
		supplies(warehouse, policy, today),
		silenceItems(warehouse, today)
	]);
	const open = items.filter(({ endedOn }) => endedOn === null);
	const over = open.flatMap((item) => {
		const act = ending(item, all);
		return act === null ? [] : [{ id: item.id, act }];
	});
	const silent = all.filter(
		(supply) => isMissed(supply) && !open.some(isOf(supply)) && !isReleased(supply, items)
	);
	if (over.length + silent.length === 0) return { opened: 0, ended: 0 };
	return warehouse.write(async (tx) => {
		let ended = 0;
		for (const { id, act } of over) {
			if (!(await isOpen(tx, id))) continue;
			await keepAct(tx, id, { ...act, at, actor: nightlyRun });
			ended += 1;
		}
		let opened = 0;
		for (const supply of silent) opened += await openItem(tx, supply, at);
		return { opened, ended };
	});
}

/** One open item a supplier and feed, also where two runs meet. */
function openItem(tx: Transaction, supply: Supply, at: string): Promise<number> {
	return tx.run(
		`insert into feed_silence
		select (select coalesce(max(m.silence_id), 0) + 1 from feed_silence m), $feed, $supplier, $addressee,
			cast($last as date), $allowed, cast($at as date), cast($at as timestamp)
		where not exists (
			select 1 from feed_silence f where f.feed = $feed and f.supplier = $supplier and not exists (
				select 1 from feed_silence_act a
				where a.silence_id = f.silence_id and a.act in ('released', 'arrived', 'allowed')
			)
		)`,
		{
			feed: supply.feed,
			supplier: supply.supplier,
			addressee: supply.addressee,
			last: supply.last,
			allowed: supply.allowed,
			at
		}
	);
}
