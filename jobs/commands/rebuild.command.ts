import { join } from 'node:path';
import { createApp, type App } from '$lib/server/app';
import { eraseAgain } from '$lib/server/accounts/carry-out-erasure';
import { keepThinnedAgain } from '$lib/server/accounts/erased-from-files';
import { numberOf } from '$lib/server/ingest/batch-name';
import { ingestFile } from '$lib/server/ingest/ingest-file';
import { keepAsideAct } from '$lib/server/ingest/quarantine/acts';
import { withdrawBatch } from '$lib/server/ingest/withdraw-batch';
import { missingEntries, type AckedAct, type AckedBatch } from '$lib/server/warehouse/ack-journal';
import { ingestContext } from '../source-context';
import { exitCodes, type Command } from './command';
import { parsed } from './options';

/** Loads one table of a landed file again; a correction takes the place of the same row as before. */
async function loadAgain(app: App, batch: AckedBatch): Promise<string[]> {
	const { corrects } = batch;
	const request = {
		path: join(app.config.home, batch.landed),
		name: batch.file,
		receivedAt: batch.received_at,
		sourceId: batch.source,
		again: true,
		journalled: true,
		only: { feed: batch.feed, sheet: batch.sheet },
		...(batch.supplier && { supplier: batch.supplier }),
		...(corrects && {
			correction: {
				...corrects,
				ofBatch: await numberOf(app.warehouse, corrects.of),
				at: batch.received_at
			}
		})
	};
	// A feed that a person had to name is not told by the file itself.
	const byItself = await ingestFile(ingestContext(app), request);
	if (byItself.some(({ error }) => error === null)) return [];
	const reports = await ingestFile(ingestContext(app), { ...request, feed: batch.feed });
	return reports.flatMap(({ error }) => error ?? []);
}

/** Does again what a person did. */
async function actAgain(app: App, act: AckedAct): Promise<void> {
	const batch = await numberOf(app.warehouse, act.of);
	if (act.act === 'withdraw') {
		const actor = { id: act.actor_id, name: act.actor_name };
		const { id, at, reason } = act;
		await app.warehouse.write((tx) => withdrawBatch(tx, { id, batch, actor, at, reason: reason ?? '' }));
		return;
	}
	const { of: _, act: kind, ...rest } = act;
	await app.warehouse.write((tx) => keepAsideAct(tx, { ...rest, act: kind, batch }));
}

/**
 * Loads again, from the landed bytes, every batch that was acknowledged and is not in the database, and does again
 * what persons did with batches and their rows, in the order in which it happened.
 */
export default {
	name: 'rebuild',
	usage: 'rebuild [--json]',
	summary: '按入库确认簿，从原始文件补回数据库缺少的批次，以及撤回、更正和不再处理',
	async runAlone(config, args, io) {
		const { values } = parsed(args, { json: { type: 'boolean' } });
		const app = await createApp(config, { acceptMissing: true });
		try {
			const missing = await missingEntries(app.warehouse, config.home);
			for (const entry of missing) {
				if (!('act' in entry)) for (const error of await loadAgain(app, entry)) io.err(`✗ ${error}\n`);
				else if (entry.act === 'erase') await eraseAgain(app, entry);
				else if (entry.act === 'thin') await keepThinnedAgain(app.warehouse, entry);
				else await actAgain(app, entry);
			}
			const left = await missingEntries(app.warehouse, config.home);
			const restored = missing.length - left.length;
			io.out(
				values.json
					? `${JSON.stringify({ missing: missing.length, restored, left: left.length })}\n`
					: `缺少 ${missing.length} 个批次或对批次的处理，已补回 ${restored} 个。\n`
			);
			for (const entry of left)
				io.err(
					'act' in entry && entry.act === 'erase'
						? `第 ${entry.erasure} 号个人信息删除没有补做。\n`
						: 'act' in entry && entry.act === 'thin'
							? `原始文件 ${entry.landed} 的改写没有补记。\n`
							: 'act' in entry
								? `对批次 ${entry.of.batch} 的处理没有补回。\n`
								: `仍缺批次 ${entry.batch}：文件“${entry.file}”，请从备份取回 ${entry.landed}。\n`
				);
			return left.length === 0 ? exitCodes.done : exitCodes.failed;
		} finally {
			await app.close();
		}
	}
} satisfies Command;
