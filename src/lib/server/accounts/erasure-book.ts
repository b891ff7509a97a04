import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import { shanghaiDay, shanghaiTime, type Clock } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import type { PersonalKeys } from '../warehouse/pii-vault';
import type { Transaction, Warehouse } from '../warehouse/warehouse';
import { carryOut, type ErasureOutcome } from './carry-out-erasure';
import { keepAct } from './erasure-act';
import { finishErasures } from './finish-erasures';

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

/** First moment whose files are too young to go by their age alone. */
export function youngFrom(clock: Clock, years: number): string {
	const today = shanghaiDay(clock());
	return `${Number(today.slice(0, 4)) - years}${today.slice(4)} 00:00:00`;
}
