import { addDays } from '$lib/domain/day';
import { shanghaiDay, shanghaiTime, type Clock } from '$lib/domain/clock';
import type { WorkCalendar } from '../../policies/calendar';
import type { Policy } from '../../policies/policy';
import type { Transaction, Warehouse } from '../../warehouse/warehouse';
import { clueList, type Clue } from '../clues/clue-book';
import { deliveriesOf, type Delivery, type Notice } from './deliveries';
import { officialName, withOfficialNames } from './official-name';
import { noticeKinds } from './kinds/registry';
import type { Occurrence } from './kinds/kind';
import type { NoticeSettings } from './notice-settings';

/** What telling people needs of the installation. */
export interface NoticeDesk {
	readonly warehouse: Warehouse;
	readonly policy: Policy;
	readonly calendar: WorkCalendar;
	readonly clock: Clock;
}

/** An event older than this is never told, even where the server was away for longer. */
const lookBackDays = 30;

/** Its street and the department of its sector are concerned by what happens at a project, with or without being named. */
function unitsOf(policy: Policy, { street, sector, units = [] }: Occurrence): string[] {
	const department = policy.sectors.find(({ id }) => id === sector)?.department;
	const named = [...units, ...(street ? [street] : []), ...(department ? [department] : [])];
	return [...new Set(named.map((name) => officialName(policy, name)))];
}

/** All that happened lately, each with a key that stays the same. */
async function findNotices(desk: NoticeDesk, settings: NoticeSettings): Promise<Notice[]> {
	const { warehouse: reader, policy, calendar, clock } = desk;
	const today = shanghaiDay(clock());
	const early = addDays(today, -lookBackDays);
	const since = settings.start > early ? settings.start : early;
	// Several kinds speak of clues: they are read once.
	let read: Promise<Clue[]> | undefined;
	const clues = () => (read ??= clueList(reader, { policy, calendar }, today));
	const found: Notice[] = [];
	for (const kind of noticeKinds.values())
		for (const occurrence of await kind.find({ reader, policy, calendar, today, since, clues }))
			if (occurrence.day >= since)
				found.push({
					...occurrence,
					key: `${kind.id}/${occurrence.key}`,
					kind: kind.id,
					units: unitsOf(policy, occurrence)
				});
	return found;
}

const picked = (columns: Readonly<Record<string, string>>) =>
	Object.entries(columns)
		.map(([name, type]) => `cast(r->>'$.${name}' as ${type})`)
		.join(', ');

async function insertAll(
	tx: Transaction,
	table: string,
	columns: Readonly<Record<string, string>>,
	rows: readonly object[]
): Promise<void> {
	if (rows.length === 0) return;
	await tx.run(
		`insert into ${table} (${Object.keys(columns).join(', ')})
		select ${picked(columns)} from (select unnest(cast(cast($rows as json) as json[])) as r)`,
		{ rows: JSON.stringify(rows) }
	);
}

const noticeColumns = {
	notice_key: 'varchar',
	kind: 'varchar',
	project_code: 'varchar',
	uscc: 'varchar',
	street: 'varchar',
	units: 'json',
	level: 'tinyint',
	title: 'varchar',
	words: 'varchar',
	path: 'varchar',
	happened_on: 'date',
	found_at: 'timestamp'
} as const;

const noticeRow = (notice: Notice, at: string) => ({
	notice_key: notice.key,
	kind: notice.kind,
	project_code: notice.projectCode ?? null,
	uscc: notice.uscc ?? null,
	street: notice.street ?? null,
	units: notice.units,
	level: notice.level,
	title: notice.title,
	words: notice.words,
	path: notice.path,
	happened_on: notice.day,
	found_at: at
});

const deliveryColumns = {
	delivery_id: 'varchar',
	notice_key: 'varchar',
	rule: 'varchar',
	channel: 'varchar',
	recipient: 'varchar',
	people: 'json',
	urgent: 'boolean',
	planned_at: 'timestamp',
	due_at: 'timestamp',
	muted: 'varchar'
} as const;

const deliveryRow = (delivery: Delivery, at: string) => ({
	delivery_id: `${delivery.noticeKey}|${delivery.channel}|${delivery.recipient}`,
	notice_key: delivery.noticeKey,
	rule: delivery.rule,
	channel: delivery.channel,
	recipient: delivery.recipient,
	people: delivery.people,
	urgent: delivery.urgent,
	planned_at: at,
	due_at: delivery.dueAt,
	muted: delivery.muted
});

export interface PlanCount {
	readonly found: number;
	readonly planned: number;
	readonly muted: number;
}

/**
 * Writes down what happened and was not written down before, and who is to be told of it, in one transaction.
 * An event is known by its key: to run this again, or after a restart, writes nothing.
 */
export async function planNotices(desk: NoticeDesk, settings: NoticeSettings): Promise<PlanCount> {
	const found = await findNotices(desk, settings);
	const named = withOfficialNames(desk.policy, settings);
	const now = shanghaiTime(desk.clock());
	return desk.warehouse.write(async (tx) => {
		const known = await tx.all(
			`select n.notice_key from notice n
			join (select unnest(cast(cast($keys as json) as varchar[])) as key) k on k.key = n.notice_key`,
			{ keys: JSON.stringify(found.map(({ key }) => key)) }
		);
		const keys = new Set(known.map((row) => String(row['notice_key'])));
		const fresh: Notice[] = [];
		for (const notice of found) {
			if (keys.has(notice.key)) continue;
			keys.add(notice.key);
			fresh.push(notice);
		}
		const deliveries = fresh.flatMap((notice) => deliveriesOf(named, notice, now));
		await insertAll(
			tx,
			'notice',
			noticeColumns,
			fresh.map((notice) => noticeRow(notice, now))
		);
		await insertAll(
			tx,
			'notice_delivery',
			deliveryColumns,
			deliveries.map((delivery) => deliveryRow(delivery, now))
		);
		const muted = deliveries.filter((delivery) => delivery.muted !== null).length;
		return { found: fresh.length, planned: deliveries.length - muted, muted };
	});
}
