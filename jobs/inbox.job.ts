import { ingestFile, type FileReport } from '$lib/server/ingest/ingest-file';
import { collectInbox, settleInboxFile } from '$lib/server/sources/inbox.source';
import { sweepUploads } from '$lib/server/sources/upload.source';
import type { Job } from './job';
import { reportCounts } from './report-counts';
import { ingestContext, sourceContext } from './source-context';

/** Takes every file that lies still in the inbox; a file that cannot be used goes back with its reason. */
export default {
	id: 'inbox',
	label: { zh: '收取收件夹文件', en: 'Take files from the inbox' },
	async run(app, say) {
		const context = sourceContext(app);
		const reports: FileReport[] = [];
		await sweepUploads(app.config.home, app.clock());
		for (const file of await collectInbox(context)) {
			const fileReports = await ingestFile(ingestContext(app), {
				path: file.path,
				name: file.name,
				sourceId: 'inbox',
				...(file.supplier && { supplier: file.supplier })
			});
			reports.push(...fileReports);
			const reasons = fileReports.flatMap((report) => report.error ?? []);
			await settleInboxFile(context, file, reasons.length > 0 ? reasons.join('\n') : undefined);
			for (const report of fileReports) say(sentence(report));
		}
		return { counts: reportCounts(reports), failures: reports.flatMap((report) => report.error ?? []) };
	}
} satisfies Job;

function sentence(report: FileReport): string {
	if (report.error !== null) return `退回 ${report.file}：${report.error}`;
	const aside = report.set_aside > 0 ? `，搁置 ${report.set_aside} 行` : '';
	return `${report.file}：读 ${report.rows_read} 行，入库 ${report.accepted} 行${aside}`;
}
