import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import { shanghaiTime, type Clock } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import { viewAddress, type SavedView } from '$lib/domain/saved-view';
import type { Reader, Transaction, Warehouse } from '../warehouse/warehouse';

const row = z.object({
	view_id: z.number(),
	name: z.string(),
	address: z.string(),
	owner_id: z.string(),
	owner: z.string(),
	is_shared: z.boolean(),
	is_first: z.boolean(),
	saved_at: z.string()
});

/** Views that one person can keep at a time; more would be a list that nobody reads. */
const mostViews = 100;
const longestName = 60;

/** Views that a person sees: the own ones, and those that others share; in that person's order, then by name. */
export async function savedViews(reader: Reader, person: Actor): Promise<SavedView[]> {
	const rows = await reader.read(
		`with stands as (
			select v.view_id,
				max(case when v.act = 'saved' then v.actor_id end) as owner_id,
				max(case when v.act = 'saved' then v.actor end) as owner,
				max(case when v.act = 'saved' then v.acted_at end) as saved_at,
				max(case when v.act = 'removed' then 1 else 0 end) as removed
			from saved_view_act v group by v.view_id
		),
		named as (
			select n.view_id, n.name, row_number() over (partition by n.view_id order by n.acted_at desc, n.rowid desc) as place
			from saved_view_act n where n.act in ('saved', 'renamed')
		),
		led as (
			select l.view_id, l.address, row_number() over (partition by l.view_id order by l.acted_at desc, l.rowid desc) as place
			from saved_view_act l where l.act in ('saved', 'renewed')
		),
		ordered as (
			select o.view_id, try_cast(o.name as integer) as at,
				row_number() over (partition by o.view_id order by o.acted_at desc, o.rowid desc) as place
			from saved_view_act o where o.act = 'placed' and o.actor_id = $person
		),
		opened as (
			select f.view_id, f.act, row_number() over (order by f.acted_at desc, f.rowid desc) as place
			from saved_view_act f where f.act in ('first', 'not_first') and f.actor_id = $person
		),
		shown as (
			select s.view_id, s.act, row_number() over (partition by s.view_id order by s.acted_at desc, s.rowid desc) as place
			from saved_view_act s where s.act in ('shared', 'unshared')
		)
		select stands.view_id, named.name, led.address, stands.owner_id, stands.owner,
			coalesce(shown.act = 'shared', false) as is_shared,
			coalesce(opened.act = 'first', false) as is_first, cast(stands.saved_at as varchar) as saved_at
		from stands
		join named on named.view_id = stands.view_id and named.place = 1
		join led on led.view_id = stands.view_id and led.place = 1
		left join ordered on ordered.view_id = stands.view_id and ordered.place = 1
		left join opened on opened.view_id = stands.view_id and opened.place = 1
		left join shown on shown.view_id = stands.view_id and shown.place = 1
		where stands.removed = 0 and (stands.owner_id = $person or shown.act = 'shared')
		order by coalesce(ordered.at, 1000000), named.name, stands.view_id`,
		{ person: person.id },
		row
	);
	return rows.map((found) => ({
		id: found.view_id,
		name: found.name,
		address: found.address,
		ownerId: found.owner_id,
		owner: found.owner,
		isShared: found.is_shared,
		isFirst: found.is_first,
		savedAt: found.saved_at
	}));
}

interface Act {
	readonly id: number;
	readonly act:
		'saved' | 'renewed' | 'shared' | 'unshared' | 'renamed' | 'removed' | 'placed' | 'first' | 'not_first';
	readonly name?: string;
	readonly address?: string;
}

const enter = (tx: Transaction, { id, act, name, address }: Act, person: Actor, at: string) =>
	tx.run(
		`insert into saved_view_act values ($id, $act, cast($at as timestamp), $actor_id, $actor, $name, $address)`,
		{ id, act, at, actor_id: person.id, actor: person.name, name: name ?? null, address: address ?? null }
	);

function nameOf(given: string): string {
	const name = given.trim();
	if (name === '' || [...name].length > longestName)
		throw new RiskError('VIEW_NAME', `视图名称应为 1 到 ${longestName} 个字，请修改后再保存。`);
	return name;
}

function addressOf(given: string): string {
	const address = viewAddress(given);
	if (address === null)
		throw new RiskError('VIEW_ADDRESS', '这个地址不能保存为视图：请先打开要保存的页面，再点“存为视图”。');
	return address;
}

/**
 * Keeps an address under a name; an own view of that name leads to it from then on where `replaces` says so.
 * @throws RiskError VIEW_NAME, VIEW_ADDRESS, VIEW_TOO_MANY, VIEW_TWICE
 */
export async function saveView(
	{ warehouse, clock }: { warehouse: Warehouse; clock: Clock },
	given: { name: string; address: string; isShared: boolean; replaces?: boolean },
	person: Actor
): Promise<number> {
	const name = nameOf(given.name);
	const address = addressOf(given.address);
	return warehouse.write(async (tx) => {
		const own = (await savedViews(inTransaction(tx), person)).filter(({ ownerId }) => ownerId === person.id);
		const same = own.find((view) => view.name === name);
		if (same && given.replaces) {
			await enter(tx, { id: same.id, act: 'renewed', address }, person, shanghaiTime(clock()));
			return same.id;
		}
		if (own.length >= mostViews)
			throw new RiskError('VIEW_TOO_MANY', `每人最多保存 ${mostViews} 个视图，请先删除不用的视图。`);
		if (same)
			throw new RiskError('VIEW_TWICE', `已有名为“${name}”的视图，请换一个名称，或勾选“替换同名视图”。`);
		const [last] = await tx.all('select coalesce(max(view_id), 0) + 1 as id from saved_view_act');
		const id = Number(last?.['id'] ?? 1);
		const at = shanghaiTime(clock());
		await enter(tx, { id, act: 'saved', name, address }, person, at);
		if (given.isShared) await enter(tx, { id, act: 'shared' }, person, at);
		return id;
	});
}

/**
 * Shares, takes back, renames or removes an own view, or lets it lead elsewhere; nothing is deleted.
 * @throws RiskError VIEW_ADDRESS where it would lead to what is no page
 * @throws RiskError VIEW_UNKNOWN where there is none of that number that is the person's own
 */
export async function changeView(
	{ warehouse, clock }: { warehouse: Warehouse; clock: Clock },
	change: {
		id: number;
		act: 'shared' | 'unshared' | 'renamed' | 'removed' | 'renewed';
		name?: string;
		/** Of `renewed`. */
		address?: string;
	},
	person: Actor
): Promise<void> {
	const name = change.act === 'renamed' ? nameOf(change.name ?? '') : undefined;
	const address = change.act === 'renewed' ? addressOf(change.address ?? '') : undefined;
	await warehouse.write(async (tx) => {
		const views = await savedViews(inTransaction(tx), person);
		if (!views.some(({ id, ownerId }) => id === change.id && ownerId === person.id))
			throw new RiskError('VIEW_UNKNOWN', '没有找到这个视图，或它不是您保存的；请刷新页面后再试。');
		await enter(
			tx,
			{
				id: change.id,
				act: change.act,
				...(name !== undefined && { name }),
				...(address !== undefined && { address })
			},
			person,
			shanghaiTime(clock())
		);
	});
}

/** Moves a view one place up or down in the order of one person, who sees it; other people's order stays as it is. */
export async function moveView(
	{ warehouse, clock }: { warehouse: Warehouse; clock: Clock },
	{ id, by }: { id: number; by: 'up' | 'down' },
	person: Actor
): Promise<void> {
	await warehouse.write(async (tx) => {
		const views = await savedViews(inTransaction(tx), person);
		const moved = views.find((view) => view.id === id);
		if (!moved) throw new RiskError('VIEW_UNKNOWN', '没有找到这个视图；请刷新页面后再试。');
		const isMine = (view: SavedView) => view.ownerId === person.id;
		// Own views and those of the team are two lists.
		const list = views.filter((view) => isMine(view) === isMine(moved)).map((view) => view.id);
		const from = list.indexOf(id);
		const to = Math.min(list.length - 1, Math.max(0, from + (by === 'up' ? -1 : 1)));
		list.splice(to, 0, ...list.splice(from, 1));
		const at = shanghaiTime(clock());
		for (const [place, one] of list.entries())
			await enter(tx, { id: one, act: 'placed', name: String(place) }, person, at);
	});
}

/** Makes a view what a person's board opens with, or takes that back. */
export async function openWithView(
	{ warehouse, clock }: { warehouse: Warehouse; clock: Clock },
	{ id, isFirst }: { id: number; isFirst: boolean },
	person: Actor
): Promise<void> {
	await warehouse.write(async (tx) => {
		const views = await savedViews(inTransaction(tx), person);
		if (!views.some((view) => view.id === id))
			throw new RiskError('VIEW_UNKNOWN', '没有找到这个视图；请刷新页面后再试。');
		await enter(tx, { id, act: isFirst ? 'first' : 'not_first' }, person, shanghaiTime(clock()));
	});
}

/** The address that a person's board opens with; null: the first page. */
export async function firstAddress(reader: Reader, person: Actor): Promise<string | null> {
	const first = (await savedViews(reader, person)).find(({ isFirst }) => isFirst);
	return first === undefined || first.address === '/' ? null : first.address;
}

const inTransaction = (tx: Transaction): Reader => ({
	read: async (sql, params, shape) => (await tx.all(sql, params)).map((found) => shape.parse(found))
});
