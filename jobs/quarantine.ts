import type { Actor } from '$lib/domain/actor';
import { RiskError } from '$lib/domain/errors';
import type { App } from '$lib/server/app';
import { readAsideRows } from '$lib/server/ingest/quarantine/aside-rows';
import type { RowEdit } from '$lib/server/ingest/quarantine/correction-file';
import { markedWorkbook, type ReturnedRows } from '$lib/server/ingest/quarantine/marked-workbook';
import { keepAct, replayRows, type Replayed } from '$lib/server/ingest/quarantine/replay-rows';
import { asideNumbers, asideReasons, type AsideFilter } from '$lib/server/queries/quarantine';
import { ingestContext } from './source-context';

/** Most rows that one act takes; the rest can be taken by the next. */
export const mostRows = 20_000;
/** Most rows that one workbook holds: more than a clerk corrects by hand. */
const mostReturned = 5_000;

/** What came of trying many rows again. */
export interface ReplaySum {
	readonly tried: number;
	readonly corrected: number;
	readonly refused: number;
	/** Batches of corrected rows. */
	readonly batches: readonly number[];
	/** A few sentences that the checks answered, each once. */
	readonly reasons: readonly string[];
}

async function numbersOf(app: App, filter: AsideFilter, most: number): Promise<Map<number, number[]>> {
	const batches = await asideNumbers(app.warehouse, filter, most);
	if (batches.size === 0)
		throw new RiskError('NO_ROWS', '没有符合条件的搁置行，可能刚被处理过，请刷新页面。');
	return batches;
}

/** Tries one row again, with new values. @throws RiskError as replayRows */
export function correctRow(
	app: App,
	actor: Actor,
	{ batch, row, edit, reason }: { batch: number; row: number; edit: RowEdit; reason: string | null }
): Promise<Replayed> {
	const edits = new Map([[row, edit]]);
	return replayRows(ingestContext(app), { batch, rows: [row], edits, actor, reason });
}

/**
 * Tries open rows again as they are, batch by batch: a rule, a match of headers or a unit may have changed.
 * @throws RiskError NO_ROWS, and as replayRows
 */
export async function replayAll(
	app: App,
	actor: Actor,
	filter: Omit<AsideFilter, 'state'>,
	reason: string | null
): Promise<ReplaySum> {
	const done: Replayed[] = [];
	for (const [batch, rows] of await numbersOf(app, { ...filter, state: 'open' }, mostRows)) {
		done.push(await replayRows(ingestContext(app), { batch, rows, edits: new Map(), actor, reason }));
	}
	const refused = done.flatMap((one) => one.refused);
	return {
		tried: done.reduce((sum, one) => sum + one.corrected + one.refused.length, 0),
		corrected: done.reduce((sum, one) => sum + one.corrected, 0),
		refused: refused.length,
		batches: done.flatMap((one) => one.correction?.batch ?? []),
		reasons: [...new Set(refused.map((one) => one.reason))].slice(0, 5)
	};
}

/** Gives rows up, or takes them up again; answers how many. @throws RiskError NO_ROWS, REASON_MISSING, ROW_BUSY */
export async function decideRows(
	app: App,
	actor: Actor,
	act: 'discard' | 'reopen',
	{
		rows,
		reason
	}: { rows: Omit<AsideFilter, 'state'> | { batch: number; row: number }; reason: string | null }
): Promise<number> {
	const batches =
		'row' in rows
			? new Map([[rows.batch, [rows.row]]])
			: await numbersOf(app, { ...rows, state: act === 'discard' ? 'open' : 'discarded' }, mostRows);
	let count = 0;
	for (const [batch, numbers] of batches) {
		const who = { actor_id: actor.id, actor_name: actor.name, reason: reason?.trim() || null };
		await keepAct(ingestContext(app), { act, batch, rows: numbers, ...who });
		count += numbers.length;
	}
	return count;
}

/** The marked-up workbook of open rows, for their supplier. @throws RiskError NO_ROWS, and as readAsideRows */
export async function workbookOf(
	app: App,
	filter: Omit<AsideFilter, 'state'>,
	personal: boolean
): Promise<Uint8Array> {
	const parts: ReturnedRows[] = [];
	for (const [batch, rows] of await numbersOf(app, { ...filter, state: 'open' }, mostReturned)) {
		const table = await readAsideRows(ingestContext(app), batch, rows);
		parts.push({ table, reasons: await asideReasons(app.warehouse, batch, rows) });
	}
	return markedWorkbook(parts, personal);
}
