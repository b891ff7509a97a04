import { join } from 'node:path';
import { createApp } from '$lib/server/app';
import { ingestFile } from '$lib/server/ingest/ingest-file';
import { missingBatches } from '$lib/server/warehouse/ack-journal';
import { ingestContext } from '../source-context';
import { exitCodes, type Command } from './command';
import { parsed } from './options';

/** Loads again, from the landed bytes, every batch that was acknowledged and is not in the database. */
export default {
	name: 'rebuild',
	usage: 'rebuild [--json]',
	summary: '按入库确认簿，从原始文件补回数据库缺少的批次',
	async runAlone(config, args, io) {
		const { values } = parsed(args, { json: { type: 'boolean' } });
		const app = await createApp(config, { acceptMissing: true });
		try {
			const missing = await missingBatches(app.warehouse, config.home);
			const files = new Map(missing.map((batch) => [`${batch.sha256} ${batch.received_at}`, batch]));
			for (const batch of files.values()) {
				const reports = await ingestFile(ingestContext(app), {
					path: join(config.home, batch.landed),
					name: batch.file,
					feed: batch.feed,
					receivedAt: batch.received_at,
					sourceId: batch.source,
					...(batch.supplier && { supplier: batch.supplier })
				});
				for (const { error } of reports) if (error !== null) io.err(`✗ ${error}\n`);
			}
			const left = await missingBatches(app.warehouse, config.home);
			const restored = missing.length - left.length;
			io.out(
				values.json
					? `${JSON.stringify({ missing: missing.length, restored, left: left.length })}\n`
					: `缺少 ${missing.length} 个批次，已从原始文件补回 ${restored} 个。\n`
			);
			for (const batch of left)
				io.err(`仍缺批次 ${batch.batch}：文件“${batch.file}”，请从备份取回 ${batch.landed}。\n`);
			return left.length === 0 ? exitCodes.done : exitCodes.failed;
		} finally {
			await app.close();
		}
	}
} satisfies Command;
