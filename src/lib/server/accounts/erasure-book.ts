import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import { shanghaiDay, shanghaiTime, type Clock } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import { readJournal } from '../warehouse/ack-journal';
import { filesOfErased, isErasable, type FileOfErased } from '../warehouse/erasable-files';
import { erasePersons } from '../warehouse/erase-persons';
import { destroyLanded } from '../warehouse/landed-files';
import type { PersonalKeys } from '../warehouse/pii-vault';
import type { Transaction, Warehouse } from '../warehouse/warehouse';

/** What erasing needs of the installation. */
export interface ErasureDesk {
	readonly warehouse: Warehouse;
	readonly keys: PersonalKeys;
	readonly clock: Clock;
	readonly home: string;
}

/** Who decides: without accounts there is no second person. */
export interface Decider {
	readonly actor: Actor;
	readonly signedIn: boolean;
}

/** A project whose personal data may go. */
export interface DueProject {
	readonly code: string;
	readonly completedOn: string;
	readonly dueOn: string;
}

const shortestReason = 4;

/** @throws RiskError ERASURE_NO_ACCOUNTS, ERASURE_NO_REASON */
function requireSigned({ signedIn }: Decider, reason: string): void {
	if (!signedIn)
		throw new RiskError(
			'ERASURE_NO_ACCOUNTS',
			'删除个人信息须由两人经办，未启用账户时无法区分申请人和批准人；请先在 /setup 开立账户。'
		);
	if (reason.trim().length < shortestReason)
		throw new RiskError('ERASURE_NO_REASON', `请写明依据或理由（至少 ${shortestReason} 个字）。`);
}

interface Act {
	readonly id?: string;
	readonly no: number;
	readonly act: 'proposed' | 'approved' | 'refused' | 'carried_out';
	readonly at: string;
	readonly actor: Actor;
	readonly reason: string;
	readonly counts?: object;
}

const keepAct = (tx: Transaction, act: Act) =>
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

/**
 * Proposes to erase the personal data of projects that are due; nothing is touched before another person approves.
 * Answers the number.
 * @throws RiskError ERASURE_NO_ACCOUNTS, ERASURE_NO_REASON, ERASURE_NOTHING, ERASURE_OPEN
 */
export async function proposeErasure(
	{ warehouse, clock }: ErasureDesk,
	projects: readonly DueProject[],
	decider: Decider,
	reason: string
): Promise<number> {
	requireSigned(decider, reason);
	if (projects.length === 0) throw new RiskError('ERASURE_NOTHING', '没有选中到期的项目，请勾选后再提交。');
	return warehouse.write(async (tx) => {
		const open = await openProjects(tx);
		const twice = projects.find(({ code }) => open.has(code));
		if (twice)
			throw new RiskError('ERASURE_OPEN', `项目 ${twice.code} 已在待批准的删除申请中，不必重复提交。`);
		const [last] = await tx.all('select coalesce(max(erasure_no), 0) + 1 as no from erasure_act');
		const no = Number(last?.['no']);
		await keepAct(tx, { no, act: 'proposed', at: shanghaiTime(clock()), actor: decider.actor, reason });
		for (const { code, completedOn, dueOn } of projects)
			await tx.run(
				'insert into erasure_project values ($no, $code, cast($done as date), cast($due as date))',
				{ no, code, done: completedOn, due: dueOn }
			);
		return no;
	});
}

async function openProjects(tx: Transaction): Promise<Set<string>> {
	const rows = await tx.all(`select project_code from erasure_project p where erasure_no in (
			select erasure_no from erasure_act group by erasure_no having count(*) = 1)`);
	return new Set(rows.map((row) => String(row['project_code'])));
}

const actRow = z.object({ act: z.string(), actor_id: z.string() });

/** The open proposal of that number. @throws RiskError ERASURE_MOVED, ERASURE_SECOND_PERSON */
async function openProposal(
	tx: Transaction,
	no: number,
	actor: Actor,
	isRefusal: boolean
): Promise<string[]> {
	const acts = (await tx.all('select act, actor_id from erasure_act where erasure_no = $no', { no })).map(
		(row) => actRow.parse(row)
	);
	const [proposed] = acts;
	if (acts.length !== 1 || proposed?.act !== 'proposed')
		throw new RiskError('ERASURE_MOVED', '这份申请已经处理过，请刷新页面查看结果。');
	if (!isRefusal && proposed.actor_id === actor.id)
		throw new RiskError('ERASURE_SECOND_PERSON', '申请人不能批准自己的申请，请由另一人批准。');
	const rows = await tx.all('select project_code from erasure_project where erasure_no = $no order by 1', {
		no
	});
	return rows.map((row) => String(row['project_code']));
}

/** Refuses a proposal, or takes it back. @throws as requireSigned and openProposal */
export async function refuseErasure(
	{ warehouse, clock }: ErasureDesk,
	no: number,
	decider: Decider,
	reason: string
): Promise<void> {
	requireSigned(decider, reason);
	await warehouse.write(async (tx) => {
		await openProposal(tx, no, decider.actor, true);
		await keepAct(tx, { no, act: 'refused', at: shanghaiTime(clock()), actor: decider.actor, reason });
	});
}

/** What was erased, and which landed files had to stay. */
export interface ErasureOutcome {
	readonly destroyed: readonly FileOfErased[];
	readonly kept: readonly FileOfErased[];
}

/**
 * Approves a proposal and carries it out: rows lose their persons, the vault what nothing younger needs, landed files
 * that hold nothing else their keys. The journal keeps it, so that no rebuild brings anybody back.
 * @param before moment before which a file's own age is enough
 * @param stillDue codes that are due now; whatever is no longer due is refused as a whole
 * @throws RiskError ERASURE_NOT_DUE, and as requireSigned and openProposal
 */
export async function approveErasure(
	desk: ErasureDesk,
	no: number,
	decider: Decider,
	{ reason, before, stillDue }: { reason: string; before: string; stillDue: ReadonlySet<string> }
): Promise<ErasureOutcome> {
	requireSigned(decider, reason);
	const { warehouse, keys, clock } = desk;
	const at = shanghaiTime(clock());
	const outcome = await warehouse.write(async (tx) => {
		const projects = await openProposal(tx, no, decider.actor, false);
		const young = projects.find((code) => !stillDue.has(code));
		if (young)
			throw new RiskError(
				'ERASURE_NOT_DUE',
				`项目 ${young} 现在不再符合删除条件（有新的欠款、案件或完工信息），请驳回后重新提出。`
			);
		await keepAct(tx, { no, act: 'approved', at, actor: decider.actor, reason });
		return carryOut(tx, keys, { no, projects, at, before, actor: decider.actor, reason });
	});
	await finishErasures(desk);
	await warehouse.checkpoint();
	return outcome;
}

interface Order {
	readonly no: number;
	readonly projects: readonly string[];
	readonly at: string;
	readonly before: string;
	readonly actor: Actor;
	readonly reason: string;
}

async function carryOut(tx: Transaction, keys: PersonalKeys, order: Order): Promise<ErasureOutcome> {
	const { no, projects, at } = order;
	for (const code of projects)
		await tx.run('insert into erased_project values ($code, $no, cast($at as timestamp))', { code, no, at });
	const all = await tx.all('select distinct project_code from erased_project');
	// A file that had to stay for a project that is gone by now may go.
	const files = await filesOfErased(tx, {
		projects: all.map((row) => String(row['project_code'])),
		before: order.before
	});
	const destroyed = files.filter(isErasable);
	for (const file of destroyed) {
		await tx.run('insert into erased_file values ($sha, $path, $no, cast($at as timestamp))', {
			sha: file.sha256,
			path: file.landedPath,
			no,
			at
		});
		await tx.run(
			'update set_aside set value = null where batch_id in (select batch_id from batch where sha256 = $sha)',
			{ sha: file.sha256 }
		);
	}
	// Files that could not be used hold persons too; of whom is not on record, so their own age counts.
	const refused = await tx.run(
		`insert into erased_file
		select distinct sha256, landed_path, $no, cast($at as timestamp) from refused_file
		where received_at < cast($before as timestamp) and landed_path is not null
			and sha256 not in (select sha256 from batch) and sha256 not in (select sha256 from erased_file)
			and sha256 not in (select sha256 from refused_file where received_at >= cast($before as timestamp) and sha256 is not null)`,
		{ no, at, before: order.before }
	);
	const counts = await erasePersons(tx, keys, projects);
	await keepAct(tx, {
		no,
		act: 'carried_out',
		at,
		actor: order.actor,
		reason: order.reason,
		counts: { ...counts, projects: projects.length, files: destroyed.length + refused }
	});
	return { destroyed, kept: files.filter((file) => !isErasable(file)) };
}

const doneRow = z.object({
	act_id: z.string(),
	erasure_no: z.number(),
	at: z.string(),
	actor_id: z.string(),
	actor: z.string(),
	reason: z.string()
});

/**
 * What must follow an erasure outside the database: its line in the journal, then the files. Done again at every start,
 * because a process may be killed between.
 */
export async function finishErasures({
	warehouse,
	home
}: Pick<ErasureDesk, 'warehouse' | 'home'>): Promise<void> {
	const done = await warehouse.read(
		`select act_id, erasure_no, cast(acted_at as varchar) as at, actor_id, actor, reason from erasure_act
		where act = 'carried_out' order by erasure_no`,
		{},
		doneRow
	);
	if (done.length === 0) return;
	const known = new Set(readJournal(home).entries.flatMap((entry) => ('act' in entry ? entry.id : [])));
	const names = z.object({ name: z.string() });
	for (const act of done.filter(({ act_id }) => !known.has(act_id))) {
		const no = { no: act.erasure_no };
		const projects = await warehouse.read(
			'select project_code as name from erased_project where erasure_no = $no order by 1',
			no,
			names
		);
		const files = await warehouse.read(
			'select sha256 as name from erased_file where erasure_no = $no order by 1',
			no,
			names
		);
		await warehouse.acknowledge({
			act: 'erase',
			id: act.act_id,
			actor_id: act.actor_id,
			actor_name: act.actor,
			reason: act.reason,
			erasure: act.erasure_no,
			projects: projects.map(({ name }) => name),
			files: files.map(({ name }) => name),
			at: act.at.slice(0, 19)
		});
	}
	const files = await warehouse.read(
		`select landed_path as name from erased_file where landed_path <> ''`,
		{},
		names
	);
	for (const { name } of files) await destroyLanded(join(home, name));
}

/** Does an erasure of the journal again, in a database that was built anew from the landed files. */
export async function eraseAgain(
	{ warehouse, keys }: Pick<ErasureDesk, 'warehouse' | 'keys'>,
	line: {
		readonly id: string;
		readonly erasure: number;
		readonly projects: readonly string[];
		readonly files: readonly string[];
		readonly actor_id: string;
		readonly actor_name: string;
		readonly reason: string | null;
		readonly at: string;
	}
): Promise<void> {
	await warehouse.write(async (tx) => {
		const { erasure: no, at } = line;
		for (const code of line.projects) {
			await tx.run('insert into erasure_project values ($no, $code, null, null)', { no, code });
			await tx.run('insert into erased_project values ($code, $no, cast($at as timestamp))', {
				code,
				no,
				at
			});
		}
		for (const sha of line.files)
			await tx.run(`insert into erased_file values ($sha, '', $no, cast($at as timestamp))`, { sha, no, at });
		const counts = await erasePersons(tx, keys, line.projects);
		await keepAct(tx, {
			id: line.id,
			no,
			act: 'carried_out',
			at,
			actor: { id: line.actor_id, name: line.actor_name },
			reason: line.reason ?? '',
			counts: { ...counts, projects: line.projects.length, files: line.files.length }
		});
	});
}

/** First moment whose files are too young to go by their age alone. */
export function youngFrom(clock: Clock, years: number): string {
	const today = shanghaiDay(clock());
	return `${Number(today.slice(0, 4)) - years}${today.slice(4)} 00:00:00`;
}
