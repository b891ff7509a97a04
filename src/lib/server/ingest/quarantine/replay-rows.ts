import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { shanghaiTime } from '$lib/domain/clock';
import type { Actor } from '$lib/domain/actor';
import { RiskError } from '$lib/domain/errors';
import { batchNamed } from '../batch-name';
import type { FileReport } from '../file-report';
import { ingestFile } from '../ingest-file';
import type { IngestContext } from '../ingest-request';
import { keepAsideAct, rowsBusy, type AsideAct } from './acts';
import { readAsideRows } from './aside-rows';
import { correctionLines, type RowEdit } from './correction-file';
import { tryLines, type RefusedLine } from './try-rows';

export interface ReplayRequest {
	readonly batch: number;
	/** Rows of the batch that are set aside and open. */
	readonly rows: readonly number[];
	/** New values by row. */
	readonly edits: ReadonlyMap<number, RowEdit>;
	readonly actor: Actor;
	readonly reason: string | null;
}

/** What came of rows that were tried again. */
export interface Replayed {
	readonly batch: number;
	/** The batch of the corrected rows; null where none was good. */
	readonly correction: FileReport | null;
	readonly corrected: number;
	readonly refused: readonly { readonly row: number; readonly reason: string }[];
}

/**
 * Sends rows that were set aside through the same checks and mapping again. Those that are good now enter as a batch
 * of their own; the others stay where they are, and what the checks say now is kept.
 * @throws RiskError as readAsideRows, tryLines and keepAsideAct
 */
export async function replayRows(context: IngestContext, request: ReplayRequest): Promise<Replayed> {
	const { batch, edits, actor, reason } = request;
	await mustBeOpen(context, batch, request.rows);
	const table = await readAsideRows(context, batch, request.rows);
	const lines = correctionLines(table, edits);
	const bad = new Map<number, RefusedLine>();
	for (const refused of await tryLines(context, { ...table, lines })) bad.set(refused.line, refused);
	const isGood = (at: number) => !bad.has(at + 1);
	const refused = [...bad.values()].map(({ line, reason: said }) => ({
		row: request.rows[line - 1]!,
		reason: said
	}));
	const who = { actor_id: actor.id, actor_name: actor.name, reason };
	if (refused.length > 0) {
		await keepAct(context, {
			...who,
			act: 'refuse',
			batch,
			rows: refused.map(({ row }) => row),
			said: refused.map((one) => one.reason)
		});
	}
	const rows = request.rows.filter((_, at) => isGood(at));
	if (rows.length === 0) return { batch, correction: null, corrected: 0, refused };
	const correction = await loadCorrection(context, {
		name: `更正_批次${batch}_${rows.length === 1 ? `第${rows[0]}行` : `${rows.length}行`}.ndjson`,
		lines: lines.filter((_, at) => isGood(at)),
		table,
		correction: {
			...who,
			id: randomUUID(),
			ofBatch: batch,
			rows,
			at: shanghaiTime(context.clock())
		}
	});
	return { batch, correction, corrected: rows.length, refused };
}

async function mustBeOpen(
	{ warehouse }: IngestContext,
	batch: number,
	rows: readonly number[]
): Promise<void> {
	const open = await warehouse.read(
		`select row_no from set_aside where batch_id = $batch and state = 'open'
			and row_no in (select unnest(cast(cast($rows as json) as integer[])))`,
		{ batch, rows: JSON.stringify(rows) },
		z.object({ row_no: z.number() })
	);
	if (rows.length === 0 || open.length !== rows.length) throw rowsBusy(batch);
}

/** Keeps an act on rows and puts it into the journal. @throws RiskError as keepAsideAct */
export async function keepAct(context: IngestContext, act: Omit<AsideAct, 'id' | 'at'>): Promise<void> {
	const whole = { ...act, id: randomUUID(), at: shanghaiTime(context.clock()) };
	await context.warehouse.write((tx) => keepAsideAct(tx, whole));
	const { batch, ...entry } = whole;
	await context.warehouse.acknowledge({
		...entry,
		rows: [...act.rows],
		of: await batchNamed(context.warehouse, batch)
	});
}

async function loadCorrection(
	context: IngestContext,
	{
		name,
		lines,
		table,
		correction
	}: {
		name: string;
		lines: readonly string[];
		table: { feed: string; supplier: string | null };
		correction: NonNullable<Parameters<typeof ingestFile>[1]['correction']>;
	}
): Promise<FileReport> {
	const temp = await mkdtemp(join(context.home, 'tmp', 'correct-'));
	try {
		const path = join(temp, 'rows.ndjson');
		await writeFile(path, lines.map((line) => `${line}\n`).join(''));
		const [report] = await ingestFile(context, {
			path,
			name,
			feed: table.feed,
			sourceId: 'correction',
			receivedAt: correction.at,
			again: true,
			correction,
			...(table.supplier !== null && { supplier: table.supplier })
		});
		if (!report || report.error !== null)
			throw new RiskError('CORRECTION_REFUSED', report?.error ?? '更正没有入库，请稍后再试。');
		return report;
	} finally {
		await rm(temp, { recursive: true, force: true });
	}
}
