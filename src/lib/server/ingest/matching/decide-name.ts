import type { Actor } from '$lib/domain/actor';
import { RiskError } from '$lib/domain/errors';
import type { NameKind } from '$lib/domain/name-kind';
import type { Transaction } from '$lib/server/warehouse/warehouse';
import { withdrawBatch } from '../withdraw-batch';
import { enterDecided, type EnteredRows } from './enter-decided';
import { reopenProvisional } from './provisional-projects';
import { enteredNames, standingNames } from './standing-names';

/** A name as one supplier writes it. */
export interface SuppliedName {
	readonly supplier: string;
	readonly kind: NameKind;
	/** As names are compared. */
	readonly folded: string;
}

/** Who acts, when (Shanghai time), and why. */
export interface NameAct {
	readonly actor: Actor;
	readonly at: string;
	readonly reason?: string | undefined;
}

/** SQL of the subjects that are on record now, as (kind, code). */
const knownSubjects = `select 'project' as kind, project_code as code from feed_projects where known_to is null
	union select 'enterprise', uscc from feed_enterprises where known_to is null`;

async function record(
	tx: Transaction,
	name: SuppliedName & { readonly written: string },
	act: NameAct,
	verdict: { readonly verdict: 'same' | 'none' | 'undone'; readonly code: string | null }
): Promise<number> {
	const [last] = await tx.all('select coalesce(max(act_id), 0) + 1 as act_id from name_act');
	const id = Number(last?.['act_id']);
	await tx.run(
		`insert into name_act values ($id, $supplier, $kind, $written, $folded, $verdict, $code,
			cast($at as timestamp), $actor, $actor_name, $reason)`,
		{
			id,
			supplier: name.supplier,
			kind: name.kind,
			written: name.written,
			folded: name.folded,
			verdict: verdict.verdict,
			code: verdict.code,
			at: act.at,
			actor: act.actor.id,
			actor_name: act.actor.name,
			reason: act.reason ?? null
		}
	);
	return id;
}

async function standing(tx: Transaction, name: SuppliedName) {
	const [found] = await tx.all(
		`select act_id, name from (${standingNames}) s
		where supplier = $supplier and kind = $kind and name_folded = $folded`,
		{ ...name }
	);
	return found ? { id: Number(found['act_id']), written: String(found['name']) } : undefined;
}

/**
 * Says which subject a supplier means by a name, or, with `code` null, that it is none on record. What waited for it
 * comes in; what is delivered later under the same name comes in by itself.
 * @throws RiskError NAME_UNKNOWN, NAME_DECIDED, SUBJECT_UNKNOWN
 */
export async function decideName(
	tx: Transaction,
	name: SuppliedName,
	code: string | null,
	act: NameAct
): Promise<EnteredRows[]> {
	const [seen] = await tx.all(
		`select max(name) as written from named_row
		where supplier = $supplier and kind = $kind and name_folded = $folded`,
		{ ...name }
	);
	if (seen?.['written'] == null)
		throw new RiskError('NAME_UNKNOWN', '没有这个待匹配的名称，请刷新页面后重试。');
	const written = String(seen['written']);
	if (await standing(tx, name))
		throw new RiskError('NAME_DECIDED', `“${written}”已经有决定，请先撤销原来的决定。`);
	if (code !== null) {
		const [known] = await tx.all(
			`select count(*) as n from (${knownSubjects}) s where code = $code and ($kind = 'subject' or kind = $kind)`,
			{ code, kind: name.kind }
		);
		if (Number(known?.['n']) === 0)
			throw new RiskError('SUBJECT_UNKNOWN', `没有代码为“${code}”的对象，请从候选或搜索结果中选择。`);
	}
	await record(tx, { ...name, written }, act, { verdict: code === null ? 'none' : 'same', code });
	return code === null ? [] : enterDecided(tx, { at: act.at });
}

/**
 * Takes a decision back: its rows wait again, and what had come in through it is withdrawn from what is known now;
 * what was known until now stays on record.
 * @throws RiskError NAME_UNDECIDED
 */
export async function undoName(tx: Transaction, name: SuppliedName, act: NameAct): Promise<number> {
	const decision = await standing(tx, name);
	if (!decision) throw new RiskError('NAME_UNDECIDED', '这个名称没有可以撤销的决定，请刷新页面后重试。');
	await record(tx, { ...name, written: decision.written }, act, { verdict: 'undone', code: null });
	const batches = await tx.all(
		`select distinct e.entered_batch, e.batch_id, b.feed from (${enteredNames}) e
		join batch b on b.batch_id = e.entered_batch
		where e.act_id = $act order by e.entered_batch desc`,
		{ act: decision.id }
	);
	const reason = act.reason ?? `撤销“${decision.written}”的名称匹配`;
	for (const row of batches) {
		const batch = Number(row['entered_batch']);
		const { at } = await withdrawBatch(tx, {
			id: `name-${decision.id}-${batch}`,
			batch,
			actor: act.actor,
			at: act.at,
			reason
		});
		if (row['feed'] === 'projects') await reopenProvisional(tx, { entered: batch, at });
	}
	// Rows that had come in beside them by other decisions, which still stand, come in again.
	await enterDecided(tx, { at: act.at, batches: batches.map((row) => Number(row['batch_id'])) });
	return batches.length;
}
