import { endSilences } from '$lib/server/dispatch/supply/watch-supply';
import { RiskError } from '$lib/domain/errors';
import type { App } from '$lib/server/app';
import type { FileReport } from '$lib/server/ingest/file-report';
import { httpSource, readSources, sqlSource } from '$lib/server/sources/source-list';
import { unwatched, type Job, type RunWork } from './job';
import { pullPages } from './pull-pages';
import { pullRows } from './pull-rows';
import { reportCounts } from './report-counts';

/** One thing to fetch: a feed of an interface, a question to a database. */
interface Errand {
	readonly sourceId: string;
	readonly supplier: string;
	readonly feed: string;
	fetch(work: RunWork): Promise<FileReport[]>;
}

/** Everything that the file of sources says to fetch; sources that are switched off are left out. */
function errands(app: App): Errand[] {
	const { http, sql, allowedHosts } = readSources(app.config.home);
	const pages = http
		.filter(({ enabled }) => enabled)
		.flatMap((entry) =>
			entry.feeds.map((feed) => ({
				sourceId: entry.id,
				supplier: entry.supplier,
				feed,
				fetch: (work: RunWork) => pullPages(app, httpSource(entry, allowedHosts, process.env), feed, work)
			}))
		);
	const rows = sql
		.filter(({ enabled }) => enabled)
		.flatMap((entry) =>
			entry.queries.map((query, index) => ({
				sourceId: entry.id,
				supplier: entry.supplier,
				feed: query.feed,
				fetch: (work: RunWork) => {
					const source = sqlSource(entry, allowedHosts, process.env);
					return pullRows(app, source, source.queries[index]!, work);
				}
			}))
		);
	return [...pages, ...rows];
}

/** Fetches every feed of every HTTP source and database; one that fails never stops the others. */
export default {
	id: 'pull',
	label: { zh: '拉取接口与数据库', en: 'Pull from APIs and databases' },
	async run(app, say, work = unwatched) {
		const reports: FileReport[] = [];
		const failures: string[] = [];
		for (const { sourceId, supplier, feed, fetch } of errands(app)) {
			const from = { sourceId, supplier };
			try {
				const found = await fetch(work);
				reports.push(...found);
				failures.push(...found.flatMap((report) => report.error ?? []));
				for (const report of found) {
					await work.made({ kind: 'report', report, ...from });
					say(`${supplier} ${feed}：${report.rows_read} 行`);
				}
				work.step({ name: 'loading', what: `${supplier} ${feed}` }, reportCounts(reports));
			} catch (error) {
				if (!(error instanceof RiskError)) throw error;
				// Where a source may not be asked at all, it says so once and not for each of its feeds.
				if (!failures.includes(error.message)) failures.push(error.message);
				await work.made({ kind: 'failed', ...from, feed, words: error.message });
			}
		}
		if (reports.length > 0) await endSilences(app.warehouse, app.policy, app.clock);
		return { counts: reportCounts(reports), failures };
	}
} satisfies Job;
