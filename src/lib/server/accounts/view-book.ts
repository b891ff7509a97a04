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
	saved_at: z.string()
});

/** Views that one person can keep at a time; more would be a list that nobody reads. */
const mostViews = 100;
const longestName = 60;

/** Views that a person sees: the own ones, and those that others share; by name. */
export async function savedViews(reader: Reader, person: Actor): Promise<SavedView[]> {
	const rows = await reader.read(
		`with stands as (
			select v.view_id,
				max(case when v.act = 'saved' then v.actor_id end) as owner_id,
				max(case when v.act = 'saved' then v.actor end) as owner,
				max(case when v.act = 'saved' then v.address end) as address,
				max(case when v.act = 'saved' then v.acted_at end) as saved_at,
				max(case when v.act = 'removed' then 1 else 0 end) as removed
			from saved_view_act v group by v.view_id
		),
		named as (
			select n.view_id, n.name, row_number() over (partition by n.view_id order by n.acted_at desc, n.rowid desc) as place
			from saved_view_act n where n.act in ('saved', 'renamed')
		),
		shown as (
			select s.view_id, s.act, row_number() over (partition by s.view_id order by s.acted_at desc, s.rowid desc) as place
			from saved_view_act s where s.act in ('shared', 'unshared')
		)
		select stands.view_id, named.name, stands.address, stands.owner_id, stands.owner,
			coalesce(shown.act = 'shared', false) as is_shared, cast(stands.saved_at as varchar) as saved_at
		from stands
		join named on named.view_id = stands.view_id and named.place = 1
		left join shown on shown.view_id = stands.view_id and shown.place = 1
		where stands.removed = 0 and (stands.owner_id = $person or shown.act = 'shared')
		order by named.name, stands.view_id`,
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
		savedAt: found.saved_at
	}));
}

interface Act {
	readonly id: number;
	readonly act: 'saved' | 'shared' | 'unshared' | 'renamed' | 'removed';
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

/**
 * Keeps an address under a name.
 * @throws RiskError VIEW_NAME, VIEW_ADDRESS, VIEW_TOO_MANY, VIEW_TWICE
 */
export async function saveView(
	{ warehouse, clock }: { warehouse: Warehouse; clock: Clock },
	given: { name: string; address: string; isShared: boolean },
	person: Actor
): Promise<number> {
	const name = nameOf(given.name);
	const address = viewAddress(given.address);
	if (address === null)
		throw new RiskError('VIEW_ADDRESS', '这个地址不能保存为视图：请先打开要保存的页面，再点“存为视图”。');
	return warehouse.write(async (tx) => {
		const own = (await savedViews(inTransaction(tx), person)).filter(({ ownerId }) => ownerId === person.id);
		if (own.length >= mostViews)
			throw new RiskError('VIEW_TOO_MANY', `每人最多保存 ${mostViews} 个视图，请先删除不用的视图。`);
		if (own.some((view) => view.name === name))
			throw new RiskError('VIEW_TWICE', `已有名为“${name}”的视图，请换一个名称，或先删除原来的视图。`);
		const [last] = await tx.all('select coalesce(max(view_id), 0) + 1 as id from saved_view_act');
		const id = Number(last?.['id'] ?? 1);
		const at = shanghaiTime(clock());
		await enter(tx, { id, act: 'saved', name, address }, person, at);
		if (given.isShared) await enter(tx, { id, act: 'shared' }, person, at);
		return id;
	});
}

/**
 * Shares, takes back, renames or removes an own view; nothing is deleted.
 * @throws RiskError VIEW_UNKNOWN where there is none of that number that is the person's own
 */
export async function changeView(
	{ warehouse, clock }: { warehouse: Warehouse; clock: Clock },
	change: { id: number; act: 'shared' | 'unshared' | 'renamed' | 'removed'; name?: string },
	person: Actor
): Promise<void> {
	const name = change.act === 'renamed' ? nameOf(change.name ?? '') : undefined;
	await warehouse.write(async (tx) => {
		const views = await savedViews(inTransaction(tx), person);
		if (!views.some(({ id, ownerId }) => id === change.id && ownerId === person.id))
			throw new RiskError('VIEW_UNKNOWN', '没有找到这个视图，或它不是您保存的；请刷新页面后再试。');
		await enter(
			tx,
			{ id: change.id, act: change.act, ...(name !== undefined && { name }) },
			person,
			shanghaiTime(clock())
		);
	});
}

const inTransaction = (tx: Transaction): Reader => ({
	read: async (sql, params, shape) => (await tx.all(sql, params)).map((found) => shape.parse(found))
});
