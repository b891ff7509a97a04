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
	const now = all.find(
		(supply) =>
			supply.state !== 'silent' && (item.lastDay === null ? supply.feed === item.feed : isOf(supply)(item))
	);
	if (now === undefined) return null;
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

async function standing(warehouse: Warehouse, policy: Policy, today: string) {
	const [all, items] = await Promise.all([
		supplies(warehouse, policy, today),
		silenceItems(warehouse, today)
	]);
	return { all, items, open: items.filter(({ endedOn }) => endedOn === null) };
}

/** Ends items whose data came, naming the delivery; answers how many. Asked after every load. */
export async function endSilences(warehouse: Warehouse, policy: Policy, clock: Clock): Promise<number> {
	const at = shanghaiTime(clock());
	const { all, open } = await standing(warehouse, policy, at.slice(0, 10));
	const over = open.flatMap((item) => {
		const act = ending(item, all);
		return act === null ? [] : [{ id: item.id, act }];
	});
	if (over.length === 0) return 0;
	return warehouse.write(async (tx) => {
		let ended = 0;
		for (const { id, act } of over) {
			if (!(await isOpen(tx, id))) continue;
			await keepAct(tx, id, { ...act, at, actor: nightlyRun });
			ended += 1;
		}
		return ended;
	});
}

/** Opens an item for every feed that has been silent for longer than the pack allows; answers how many. */
async function openSilences(warehouse: Warehouse, policy: Policy, clock: Clock): Promise<number> {
	const at = shanghaiTime(clock());
	const { all, items, open } = await standing(warehouse, policy, at.slice(0, 10));
	const silent = all.filter(
		(supply) => isMissed(supply) && !open.some(isOf(supply)) && !isReleased(supply, items)
	);
	if (silent.length === 0) return 0;
	return warehouse.write(async (tx) => {
		let opened = 0;
		for (const supply of silent) opened += await openItem(tx, supply, at);
		return opened;
	});
}

/** The nightly look: ends what is over and opens what has stopped. Run again on the same day it does nothing more. */
export async function watchSupply(
	warehouse: Warehouse,
	policy: Policy,
	clock: Clock
): Promise<{ readonly opened: number; readonly ended: number }> {
	const ended = await endSilences(warehouse, policy, clock);
	return { ended, opened: await openSilences(warehouse, policy, clock) };
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
