import { endSilences } from '$lib/server/dispatch/supply/watch-supply';
import type { FileReport } from '$lib/server/ingest/file-report';
import { ingestFile } from '$lib/server/ingest/ingest-file';
import { collectInbox, isUnchanged, settleInboxFile } from '$lib/server/sources/inbox.source';
import { sweepUploads } from '$lib/server/sources/upload.source';
import { inboxMemory } from './inbox-watch';
import { unwatched, type Job } from './job';
import { reportCounts } from './report-counts';
import { ingestContext, sourceContext } from './source-context';

/** Takes every file that lies still in the inbox; a file that cannot be used goes back with its reason. */
export default {
	id: 'inbox',
	label: { zh: '收取收件夹文件', en: 'Take files from the inbox' },
	async run(app, say, work = unwatched) {
		const context = sourceContext(app);
		const reports: FileReport[] = [];
		const failures: string[] = [];
		await sweepUploads(app.config.home, app.clock());
		work.step({ name: 'waiting', what: 'inbox' });
		const files = await collectInbox(context, inboxMemory(app));
		for (const [index, file] of files.entries()) {
			work.step({ name: 'file', what: file.name, done: index, total: files.length }, reportCounts(reports));
			const fileReports = await ingestFile(ingestContext(app), {
				path: file.path,
				name: file.name,
				sourceId: 'inbox',
				...(file.supplier && { supplier: file.supplier })
			});
			reports.push(...fileReports);
			for (const report of fileReports) {
				await work.made({ kind: 'report', report, sourceId: 'inbox', supplier: file.supplier ?? null });
				say(sentence(report));
			}
			if (!(await isUnchanged(file))) {
				// Whoever wrote it went on while it was read: the whole file is taken when it lies still again.
				say(`${file.name}：读取时仍在写入，稍后再收`);
				continue;
			}
			const reasons = fileReports.flatMap((report) => report.error ?? []);
			failures.push(...reasons);
			const refusal = await settleInboxFile(
				context,
				file,
				reasons.length > 0 ? reasons.join('\n') : undefined
			);
			if (refusal !== undefined) failures.push(refusal);
		}
		if (reports.length > 0) await endSilences(app.warehouse, app.policy, app.clock);
		return { counts: reportCounts(reports), failures };
	}
} satisfies Job;

function sentence(report: FileReport): string {
	if (report.error !== null) return `退回 ${report.file}：${report.error}`;
	const aside = report.set_aside > 0 ? `，搁置 ${report.set_aside} 行` : '';
	return `${report.file}：读 ${report.rows_read} 行，入库 ${report.accepted} 行${aside}`;
}
