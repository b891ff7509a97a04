import { rm } from 'node:fs/promises';
import { RiskError } from '$lib/domain/errors';
import { ingestFile, type FileReport } from '$lib/server/ingest/ingest-file';
import { collectPages } from '$lib/server/sources/http-pages.source';
import { httpSources } from '$lib/server/sources/source-list';
import type { Job } from './job';
import { reportCounts } from './report-counts';
import { ingestContext, sourceContext } from './source-context';

/** Fetches every feed of every HTTP source; one that fails never stops the others. */
export default {
	id: 'pull',
	label: { zh: '拉取接口数据', en: 'Pull from HTTP sources' },
	async run(app, say) {
		const context = sourceContext(app);
		const reports: FileReport[] = [];
		const failures: string[] = [];
		for (const source of httpSources(app.config.home, process.env)) {
			for (const feed of source.feeds) {
				try {
					const file = await collectPages(context, source, feed);
					const fileReports = await ingestFile(ingestContext(app), {
						path: file.path,
						name: file.name,
						feed,
						sourceId: source.id,
						supplier: source.supplier
					});
					await rm(file.path, { force: true });
					reports.push(...fileReports);
					failures.push(...fileReports.flatMap((report) => report.error ?? []));
					for (const report of fileReports) say(`${source.supplier} ${feed}：${report.rows_read} 行`);
				} catch (error) {
					if (!(error instanceof RiskError)) throw error;
					failures.push(error.message);
				}
			}
		}
		return { counts: reportCounts(reports), failures };
	}
} satisfies Job;
