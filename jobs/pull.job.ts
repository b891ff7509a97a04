import { rm } from 'node:fs/promises';
import { RiskError } from '$lib/domain/errors';
import { ingestFile, type FileReport } from '$lib/server/ingest/ingest-file';
import { collectPages } from '$lib/server/sources/http-pages.source';
import { mysqlRows } from '$lib/server/sources/mysql.source';
import { postgresRows } from '$lib/server/sources/postgres.source';
import { httpSources, sqlSources } from '$lib/server/sources/source-list';
import { collectRows, type SqlQuery, type SqlSource } from '$lib/server/sources/sql-rows';
import type { App } from '$lib/server/app';
import { z } from 'zod';
import { shanghaiTime } from '$lib/domain/clock';
import type { Job } from './job';
import { reportCounts } from './report-counts';
import { ingestContext, sourceContext } from './source-context';

const drivers = { postgres: postgresRows, mysql: mysqlRows } as const;
const kept = z.object({ value: z.string() });

/** Reads one question of a database from where it was left, loads the rows, and only then moves the mark. */
async function pullRows(app: App, source: SqlSource, query: SqlQuery): Promise<FileReport[]> {
	const { warehouse } = app;
	const [mark] = await warehouse.read(
		`select value from source_watermark where source_id = $id and feed = $feed order by kept_at desc limit 1`,
		{ id: source.id, feed: query.feed },
		kept
	);
	const before = mark?.value ?? null;
	const driver = drivers[source.engine];
	const file = await collectRows(sourceContext(app), source, query, before, driver);
	try {
		if (file.rows === 0) return [];
		const reports = await ingestFile(ingestContext(app), {
			path: file.path,
			name: file.name,
			feed: query.feed,
			sourceId: source.id,
			supplier: source.supplier
		});
		const { watermark } = file;
		if (watermark !== null && watermark !== before && reports.every((report) => report.error === null)) {
			await warehouse.write((tx) =>
				tx.run('insert into source_watermark values ($id, $feed, $value, cast($at as timestamp))', {
					id: source.id,
					feed: query.feed,
					value: watermark,
					at: shanghaiTime(app.clock())
				})
			);
		}
		return reports;
	} finally {
		await rm(file.path, { force: true });
	}
}

/** Fetches every feed of every HTTP source and database; one that fails never stops the others. */
export default {
	id: 'pull',
	label: { zh: '拉取接口与数据库', en: 'Pull from APIs and databases' },
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
		for (const source of sqlSources(app.config.home, process.env)) {
			for (const query of source.queries) {
				try {
					const fileReports = await pullRows(app, source, query);
					reports.push(...fileReports);
					failures.push(...fileReports.flatMap((report) => report.error ?? []));
					for (const report of fileReports) say(`${source.supplier} ${query.feed}：${report.rows_read} 行`);
				} catch (error) {
					if (!(error instanceof RiskError)) throw error;
					failures.push(error.message);
				}
			}
		}
		return { counts: reportCounts(reports), failures };
	}
} satisfies Job;
