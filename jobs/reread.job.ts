import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { shanghaiDay } from '$lib/domain/clock';
import type { FileReport } from '$lib/server/ingest/file-report';
import { ingestFile } from '$lib/server/ingest/ingest-file';
import { filesOfDay } from '$lib/server/queries/files-of-day';
import { unwatched, type Job } from './job';
import { reportCounts } from './report-counts';
import { ingestContext } from './source-context';

/**
 * Reads the files of a day again from their landed bytes, those that were sent back too: what was said of a supplier
 * since then may let them be read. They keep the moment at which they were received, so that a later delivery of the
 * same rows stays above them.
 */
export default {
	id: 'reread',
	label: { zh: '重新读入某日文件', en: "Read a day's files again" },
	async run(app, say, work = unwatched) {
		const day = work.order.day ?? shanghaiDay(app.clock());
		const files = await filesOfDay(app.warehouse, day);
		const reports: FileReport[] = [];
		const failures: string[] = [];
		for (const [index, file] of files.entries()) {
			work.step({ name: 'file', what: file.name, done: index, total: files.length }, reportCounts(reports));
			const path = join(app.config.home, file.landed);
			const from = { sourceId: file.source, supplier: file.supplier };
			if (!(await stat(path).catch(() => undefined))) {
				const words = `文件“${file.name}”的原始字节已不在 ${file.landed}，没有重新读入。`;
				failures.push(words);
				await work.made({ kind: 'failed', ...from, feed: file.feed, words });
				continue;
			}
			const found = await ingestFile(ingestContext(app), {
				path,
				name: file.name,
				receivedAt: file.receivedAt,
				sourceId: file.source,
				again: true,
				...(file.supplier !== null && { supplier: file.supplier })
			});
			reports.push(...found);
			for (const report of found) await work.made({ kind: 'report', report, ...from });
			say(`重新读入 ${file.name}`);
		}
		failures.push(...reports.flatMap((report) => report.error ?? []));
		return { counts: reportCounts(reports), failures };
	}
} satisfies Job;
