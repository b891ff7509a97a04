import type { FileReport } from '$lib/server/ingest/file-report';
import type { Counts } from './job';

/** The reports of a run added up. */
export function reportCounts(reports: readonly FileReport[]): Counts {
	const total = (pick: (report: FileReport) => number) =>
		reports.reduce((sum, report) => sum + pick(report), 0);
	return {
		files: new Set(reports.map((report) => report.file)).size,
		rows_read: total((report) => report.rows_read),
		accepted: total((report) => report.accepted),
		set_aside: total((report) => report.set_aside),
		superseded: total((report) => report.superseded),
		unchanged: total((report) => report.unchanged),
		refused: reports.filter((report) => report.error !== null).length
	};
}
